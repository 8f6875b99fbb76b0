"""长三角质量专家库: reading the pool, and entering an expert, a change of employer or a departure.

One way for JSON and pages.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.deps import Services
from api.errors import FieldError, malformed, not_found, refused
from api.expert_views import ExpertView
from api.registering import Act, Change, admit, done_once
from db.models import ExpertRow, Organisation
from db.queries import experts
from db.queries.recipients import organisation_names
from domain.dates import in_words, local_date
from domain.pilot import expert_register as rules
from domain.pilot.expert_register import Departure, EmployerChange, NewExpert
from domain.roles import Actor


async def some_experts(
    services: Services, actor: Actor, *, in_pool: bool, start: str | None, limit: int
) -> list[ExpertView]:
    """One page of those in the pool or of those who left it; see ``db.queries.experts.entries``. Raises 403."""
    admit(rules.refuse_reading(actor))
    async with services.register.read() as session:
        rows = await experts.entries(session, in_pool=in_pool, start=start, limit=limit)
        names = await organisation_names(session)
    return [_view(row, names) for row in rows]


async def one_expert(services: Services, actor: Actor, organisation: str) -> ExpertView:
    """An entry, also of one who has left, for those who keep the pool. Raises 403, 404."""
    admit(rules.refuse_keeping(actor))
    async with services.register.read() as session:
        return _view(await _entry(session, organisation), await organisation_names(session))


async def candidates(services: Services, actor: Actor) -> Sequence[Organisation]:
    """Who could be entered. Raises 403."""
    admit(rules.refuse_keeping(actor))
    async with services.register.read() as session:
        return await experts.candidates(session)


async def enter(services: Services, actor: Actor, form: NewExpert, *, request_id: str) -> ExpertView:
    """An expert comes into the pool, or back into it. Raises ``WebError``: 403, 409, 422 for no expert's account."""

    async def change(session: AsyncSession, now: datetime) -> str:
        if not await experts.may_answer(session, form.organisation):
            message = "没有这一专家账号，请先由技术运维开通"
            error = FieldError(loc=["body", "organisation"], code="unknown", message=message)
            raise malformed("专家有误，未作任何变更。", error)
        row = await experts.entry(session, form.organisation)
        known = experts.expert_of(row) if row else None
        if row and known and row.left_at is None:
            raise refused(rules.already_there(known))
        admit(rules.refuse_entry(form, known, local_date(now)))
        await experts.add(session, rules.entered(form, known), form.field, actor.organisation, now)
        return f"登记{form.name}（{form.employer}，{form.field}）进入专家库"

    return await _entered(services, actor, "expert.enter", form.organisation, request_id, change)


async def change_employer(
    services: Services, actor: Actor, organisation: str, form: EmployerChange, *, request_id: str
) -> ExpertView:
    """An expert works elsewhere now; the old employer stays in the entry. Raises ``WebError``: 403, 404, 409."""

    async def change(session: AsyncSession, now: datetime) -> str:
        row = await _in_pool(session, organisation)
        expert = experts.expert_of(row)
        admit(rules.refuse_change(expert, form, local_date(now)))
        experts.write(row, rules.changed(expert, form))
        return f"{expert.name}的工作单位由{expert.employer}（至{in_words(form.last_day)}）变更为{form.employer}"

    return await _entered(services, actor, "expert.employer", organisation, request_id, change)


async def leave(services: Services, actor: Actor, organisation: str, form: Departure, *, request_id: str) -> ExpertView:
    """No panel is drawn with this expert any more; the entry stays. Raises ``WebError``: 403, 404, 409."""

    async def change(session: AsyncSession, now: datetime) -> str:
        row = await _in_pool(session, organisation)
        experts.leave(row, now)
        return f"将{row.name}移出专家库（理由：{form.reason}）"

    return await _entered(services, actor, "expert.leave", organisation, request_id, change)


async def _entered(
    services: Services, actor: Actor, action: str, organisation: str, request_id: str, change: Change
) -> ExpertView:
    """The entry as the act leaves it."""

    async def show(session: AsyncSession) -> ExpertView:
        return _view(await _entry(session, organisation), await organisation_names(session))

    act = Act(actor, action, organisation, request_id, rules.BASIS, rules.refuse_keeping(actor))
    return await done_once(services, act, change, show)


async def _entry(session: AsyncSession, organisation: str) -> ExpertRow:
    row = await experts.entry(session, organisation)
    if row is None:
        raise not_found("该专家")
    return row


async def _in_pool(session: AsyncSession, organisation: str) -> ExpertRow:
    row = await _entry(session, organisation)
    if row.left_at is not None:
        raise refused(rules.already_gone(experts.expert_of(row)))
    return row


def _view(row: ExpertRow, names: dict[str, str]) -> ExpertView:
    expert = experts.expert_of(row)
    return ExpertView(
        organisation=expert.organisation,
        name=expert.name,
        employer=expert.employer,
        former_employers=list(expert.former_employers),
        field=row.field,
        bureau=names[row.bureau_id],
        entered_at=row.entered_at,
        left_at=row.left_at,
    )
