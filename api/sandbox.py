"""The clock of the sandbox: read it, move it forward. It does not exist anywhere else."""

from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, model_validator
from pydantic_core import PydanticCustomError

from api import audit
from api.deps import Body, Services
from api.errors import WebError, not_found
from api.span import Duration
from api.views import ClockView, MomentView
from contracts.queues import DOCUMENT_PRESS, DUTY_CLOCK, OUTBOX
from db.queries import cases, outbox
from domain.deadline import Deadline
from domain.moment import moment
from domain.roles import Actor
from services.clock import SandboxClock
from services.sandbox import remember, settled

LAST = datetime(2199, 12, 31, tzinfo=UTC)


class Move(Body):
    """Exactly one of the three. ``advance_by`` is an ISO 8601 duration; months are those of the calendar."""

    advance_to: AwareDatetime | None = None
    advance_by: Duration | None = None
    to: Literal["next"] | None = None

    @model_validator(mode="after")
    def one_of_three(self) -> "Move":
        if sum(each is not None for each in (self.advance_to, self.advance_by, self.to)) != 1:
            raise PydanticCustomError("one_of", "exactly one of advance_to, advance_by, to")
        return self


async def reading(services: Services) -> ClockView:
    """Raises 404 outside the sandbox."""
    _sandbox_clock(services)
    now = await services.clock.now()
    return ClockView(now=now, next=await next_moment(services, now))


async def move(services: Services, actor: Actor, wanted: Move) -> ClockView:
    """Move the clock; everything due on the way has been done when this returns. Raises 404, or 409 backwards."""
    clock = _sandbox_clock(services)
    await _settled(services)
    now = await clock.now()
    target = await _target(services, wanted, now)
    if not now <= target <= LAST:
        raise _refuse(f"沙盘时钟只能向前拨动，且不晚于{LAST:%Y年}。")
    await clock.advance_to(target)
    await _settled(services)
    remember(services.settings.data_dir, target)
    await audit.record(services, actor, "clock.move", "clock", detail=f"时钟拨到{target.isoformat()}")
    return await reading(services)


async def _settled(services: Services) -> None:
    """What is under way is done first: the next moment is known, and nobody sees a case half-way."""
    async with services.register.read() as session:
        live = [case.workflow_id for case in await cases.live_milestones(session)]
    await settled(services.client, [*live, DUTY_CLOCK, OUTBOX, DOCUMENT_PRESS])


async def next_moment(services: Services, now: datetime) -> MomentView | None:
    """The earliest instant after ``now`` at which a date of an open case takes effect or a reminder is due."""
    async with services.register.read() as session:
        live = await cases.live_milestones(session)
        rung = await outbox.next_rung_at(session)
    found = [
        (instant, f"{case.subject_name}：{deadline.label}")
        for case in live
        for deadline in map(Deadline.model_validate, case.milestones)
        if (instant := moment(deadline))
    ]
    if rung:
        found.append((rung, "下一次提醒"))
    coming = min((pair for pair in found if pair[0] > now), default=None)
    return MomentView(at=coming[0], label=coming[1]) if coming else None


async def _target(services: Services, wanted: Move, now: datetime) -> datetime:
    if wanted.advance_to is not None:
        return wanted.advance_to.astimezone(UTC)
    if wanted.advance_by is not None:
        try:
            return wanted.advance_by.after(now)
        except (ValueError, OverflowError):  # a span too long for the calendar is one beyond the last day
            return LAST + timedelta.resolution
    coming = await next_moment(services, now)
    if coming is None:
        raise _refuse("没有已确定的下一个时点。")
    return coming.at


def _refuse(text: str) -> WebError:
    return WebError("clock", text)


def _sandbox_clock(services: Services) -> SandboxClock:
    if not services.settings.is_sandbox or not isinstance(services.clock, SandboxClock):
        raise not_found("沙盘时钟")
    return services.clock
