"""The duty clock's hand: reminder rungs that are due become rows of the outbox, in order, each once."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity

from activities.addressing import address
from contracts.activities import Served
from contracts.clock import Clock
from contracts.queues import OUTBOX
from db.models import Case, DutyRow, Notification, Rung
from db.queries.outbox import due_rungs, next_rung_at
from db.session import Register
from domain.deadline import Deadline
from domain.roles import Audience, Role
from services.notifications.wording import BROKEN, PLAIN_REMINDER, NoticeFacts
from services.wake import Wake

BATCH = 500


class Reminders:
    def __init__(self, register: Register, clock: Clock, wake: Wake, base_url: str) -> None:
        self._register = register
        self._clock = clock
        self._wake = wake
        self._base_url = base_url

    @activity.defn(name="claim_due_rungs")
    async def claim_due_rungs(self) -> Served:
        """See ``contracts.activities.claim_due_rungs``. Claims again what an earlier attempt left undone."""
        done = 0
        while claimed := await self._claim_batch(await self._clock.now()):
            done += claimed
            activity.heartbeat(done)
        if done:
            await self._wake.call([OUTBOX])
        async with self._register.read() as session:
            return Served(done=done, next_due=await next_rung_at(session))

    async def _claim_batch(self, now: datetime) -> int:
        async with self._register.write() as session:
            batch = await due_rungs(session, now, BATCH)
            for rung, duty, case in batch:
                facts = _facts(rung, duty, case, now, f"{self._base_url}/cases/{case.id}")
                session.add_all(await _rows(session, rung, duty, facts))
                rung.served_at, rung.outcome = now, "served"
            return len(batch)


async def _rows(session: AsyncSession, rung: Rung, duty: DutyRow, facts: NoticeFacts) -> list[Notification]:
    """The reminder for everyone it is meant for.

    Where its own wording is broken it says plainly what is due: its people are reminded, and nobody waits for them.
    """
    audience = [Audience.model_validate(each) for each in rung.audience]
    origin = {"workflow_id": duty.workflow_id, "duty_id": duty.id, "rung": rung.key}
    event_key = f"{duty.id}/{rung.key}"
    try:
        return await address(session, event_key, rung.wording, facts, audience, **origin)
    except BROKEN:
        activity.logger.exception("wording broken: reminding in plain words")
        debtor = Role(duty.debtor["role"]).label
        plain = {"title": duty.title, "debtor": debtor, "due": facts.data["due"]}
        facts = facts.model_copy(update={"data": plain})
        return await address(session, event_key, PLAIN_REMINDER, facts, audience, **origin)


def _facts(rung: Rung, duty: DutyRow, case: Case, now: datetime, link: str) -> NoticeFacts:
    deadline = Deadline.model_validate(duty.deadline)
    days = abs(int(rung.key.rpartition("-")[2].rpartition("+")[2])) if rung.key[-1].isdigit() else 0
    return NoticeFacts(
        park=case.subject_name,
        case_id=case.id,
        data={**duty.facts, "due": duty.due.isoformat(), "days": days},
        basis=tuple(deadline.basis),
        planned_at=rung.planned_at,
        now=max(now, rung.planned_at),
        link=link,
        policy_note="提醒的时点由系统策略设定，法规未作规定。",
        provisional=deadline.provisional,
    )
