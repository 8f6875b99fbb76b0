"""Lists of cases: making one, and acting on its entries. One way for JSON and pages."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, case_list_present
from api.case_list_views import ListSummary, ListView
from api.deps import Services
from api.errors import FieldError, WebError, malformed, not_found, refused
from db.models import CaseList, ListEntry
from db.queries import case_lists as queries
from db.queries import cases
from db.queries.recipients import organisation_names
from domain.case_lists import refuse_entry, refuse_new
from domain.dates import local_date
from domain.list_kinds import LIST_KINDS, NewList
from domain.programmes import case_of
from domain.roles import Actor


async def some_lists(services: Services, actor: Actor) -> list[ListSummary]:
    async with services.register.read() as session:
        names = await organisation_names(session)
        return [ListSummary(**case_list_present.facts(row, names)) for row in await queries.all_lists(session, actor)]


async def one_list(services: Services, actor: Actor, number: str) -> ListView:
    """Raises 404."""
    async with services.register.read() as session:
        return await case_list_present.view(session, actor, await found(session, actor, number))


async def found(session: AsyncSession, actor: Actor, number: str) -> CaseList:
    """Raises 404."""
    row = await queries.one(session, actor, number)
    if row is None:
        raise not_found("该名单")
    return row


async def create(services: Services, actor: Actor, form: NewList, *, request_id: str) -> str:
    """Make a list; answers its number. A repeated request id gets the first list.

    Raises ``WebError``: 403, 409 with what keeps an entry off the list, 422 for a case that is not there.
    """
    now, kind = await services.clock.now(), LIST_KINDS[form.kind]
    try:
        if refusal := refuse_new(actor, kind, form.entries):
            raise refused(refusal)
        async with services.register.write() as session:
            row = await queries.of_request(session, request_id) or await _add(session, actor, form, now, request_id)
            number = row.number
    except WebError as error:
        if error.refusal:
            await audit.record(services, actor, "list.create", form.title, refusal=error.refusal, request_id=request_id)
        raise
    detail = f"提出{kind.label}“{form.title}”（{len(form.entries)}个{kind.subject}）"
    await audit.record(services, actor, "list.create", number, basis=kind.basis, detail=detail, request_id=request_id)
    return number


async def _add(session: AsyncSession, actor: Actor, form: NewList, now: datetime, request_id: str) -> CaseList:
    kind = LIST_KINDS[form.kind]
    states = [await _case(session, actor, form, place) for place, _ in enumerate(form.entries)]
    prefix = f"{actor.organisation}-{kind.key}-{local_date(now).year}-"
    row = CaseList(
        number=f"{prefix}{1 + await queries.how_many(session, prefix)}",
        kind=kind.key,
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
        session.add(ListEntry(list_number=row.number, case_id=case.id, rank=entry.rank, result=kind.result(case)))
    return row


async def _case(session: AsyncSession, actor: Actor, form: NewList, place: int) -> Any:
    """The case of an entry, if it may stand on the list."""
    kind = LIST_KINDS[form.kind]
    row = await cases.visible(session, actor, form.entries[place].case_id)
    if row is None or row.programme != kind.programme:
        error = FieldError(loc=["body", "entries", place, "case_id"], code="unknown", message="没有这一案件")
        raise malformed("名单有误，未作任何变更。", error)
    case = case_of(row.state)
    if refusal := refuse_entry(actor, kind, case):
        raise refused(refusal)
    return case
