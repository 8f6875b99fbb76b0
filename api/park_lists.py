"""Lists of parks: making one, and acting on its entries. One way for JSON and pages."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, park_list_present
from api.deps import Services
from api.errors import FieldError, WebError, malformed, not_found, refused
from api.park_list_views import ListSummary, ListView
from db.models import Case, ListEntry, ParkList
from db.queries import cases
from db.queries import park_lists as queries
from db.queries.recipients import organisation_names
from domain.dates import local_date
from domain.roles import Actor
from domain.zone import park_lists as rules
from domain.zone.case import ZoneCase
from domain.zone.instrument import PROGRAMME
from domain.zone.park_lists import NewList


async def some_lists(services: Services, actor: Actor) -> list[ListSummary]:
    async with services.register.read() as session:
        names = await organisation_names(session)
        return [ListSummary(**park_list_present.facts(row, names)) for row in await queries.all_lists(session, actor)]


async def one_list(services: Services, actor: Actor, number: str) -> ListView:
    """Raises 404."""
    async with services.register.read() as session:
        return await park_list_present.view(session, actor, await found(session, actor, number))


async def found(session: AsyncSession, actor: Actor, number: str) -> ParkList:
    """Raises 404."""
    row = await queries.one(session, actor, number)
    if row is None:
        raise not_found("该名单")
    return row


async def create(services: Services, actor: Actor, form: NewList, *, request_id: str) -> str:
    """Make a list; answers its number. A repeated request id gets the first list.

    Raises ``WebError``: 403, 409 with what keeps an entry off the list, 422 for a case that is not there.
    """
    now = await services.clock.now()
    try:
        if refusal := rules.refuse_new(actor, form):
            raise refused(refusal)
        async with services.register.write() as session:
            row = await queries.of_request(session, request_id) or await _add(session, actor, form, now, request_id)
            number = row.number
    except WebError as error:
        if error.refusal:
            await audit.record(services, actor, "list.create", form.title, refusal=error.refusal, request_id=request_id)
        raise
    detail = f"提出{form.kind.label}“{form.title}”（{len(form.entries)}个园区）"
    await audit.record(
        services, actor, "list.create", number, basis=form.kind.basis, detail=detail, request_id=request_id
    )
    return number


async def _add(session: AsyncSession, actor: Actor, form: NewList, now: datetime, request_id: str) -> ParkList:
    states = [await _case(session, actor, form, place) for place, _ in enumerate(form.entries)]
    prefix = f"{actor.organisation}-{form.kind.value}-{local_date(now).year}-"
    row = ParkList(
        number=f"{prefix}{1 + await queries.how_many(session, prefix)}",
        kind=form.kind.value,
        region=actor.jurisdiction,
        title=form.title,
        created_by=actor.id,
        organisation_id=actor.organisation,
        created_at=now,
        request_id=request_id,
    )
    session.add(row)
    await session.flush()
    for entry, case in zip(form.entries, states, strict=True):
        result = rules.result_in_words(case) if form.kind is rules.ListKind.NOTICE else ""
        session.add(ListEntry(list_number=row.number, case_id=case.id, rank=entry.rank, result=result))
    return row


async def _case(session: AsyncSession, actor: Actor, form: NewList, place: int) -> ZoneCase:
    """The case of an entry, if it may stand on the list."""
    row: Case | None = await cases.visible(session, actor, form.entries[place].case_id)
    if row is None or row.programme == PROGRAMME:
        error = FieldError(loc=["body", "entries", place, "case_id"], code="unknown", message="没有这一案件")
        raise malformed("名单有误，未作任何变更。", error)
    case = ZoneCase.model_validate(row.state)
    if refusal := rules.refuse_entry(actor, form.kind, case):
        raise refused(refusal)
    return case
