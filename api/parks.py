"""Parks: reading the register of them, and entering a park, a second body, or a merger and split.

One way for JSON and pages. Everything an act looks at is looked at in the transaction that writes.
"""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, park_facts, park_present, reading
from api.deps import Services
from api.errors import FieldError, malformed, not_found, refused
from api.park_views import ParkSummary, ParkView, SuccessionView
from api.regions import PROVINCES
from db.models import Organisation, Park, ParkSuccession, StoredFile
from db.queries import lineage, parks
from db.queries.cases import CaseFilter
from db.queries.files import by_id, handed_in
from db.queries.parks import ParkFilter
from db.queries.recipients import account_names
from domain.citation import Basis
from domain.dates import local_date
from domain.lineage import path_in_words
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role, province_of
from domain.zone import park_register as rules
from domain.zone.park_register import NewBody, NewPark, NewSuccession


async def some_parks(services: Services, wanted: ParkFilter, start: str | None, limit: int) -> list[ParkSummary]:
    async with services.register.read() as session:
        rows = await parks.page(session, wanted, start, limit)
    return [ParkSummary(**park_present.facts(row)) for row in rows]


async def one_park(services: Services, actor: Actor, park_id: str) -> ParkView:
    """A park with everything the register holds of it, and the cases the actor may see. Raises 404."""
    async with services.register.read() as session:
        row = await _park(session, park_id)
        paths = await lineage.ancestors_of(session, park_id)
        successions = await lineage.successions_of(session, [park_id, *paths])
        known = {park_id, *(each for row in successions for each in (row.predecessor_id, row.successor_id))}
        names = await lineage.names_of(session, known)
        identities = await lineage.identities_of(session, park_id)
        cited = [*(each.file_id for each in identities), *(each.file_id for each in successions)]
        files = await by_id(session, filter(None, cited))
        people = await account_names(session, [each.entered_by for each in successions])
        bodies = await parks.bodies_of(session, row)
        ids = await lineage.case_ids_of(session, park_id)
        facts, running = await park_facts.facts_of(session, actor, row, await services.clock.now())
    return ParkView(
        **park_present.facts(row),
        boundary=row.boundary,
        bodies=park_present.bodies(bodies),
        identities=[park_present.identity(each, files) for each in identities],
        successions=[park_present.succession(each, names, files, people) for each in successions],
        lineage=[f"{row.name}{path_in_words(path, names)}。" for path in paths.values()],
        title_note=park_present.TITLE_NOTE,
        cases=await reading.some_cases(services, actor, CaseFilter(ids=ids), None, len(ids)),
        facts=facts,
        running_case=running,
    )


async def create(services: Services, actor: Actor, form: NewPark, *, request_id: str) -> str:
    """Enter a park as the actor's own; answers its id. A repeated request id gets the first park.

    Raises ``WebError``: 403, 409 with the park that is already there, 422 for an unknown region.
    """
    park_id = f"p-{request_id}"
    async with audit.refusals(services, actor, "park.create", form.name, request_id):
        if refusal := rules.refuse_new_park(actor, form):
            raise refused(refusal)
        if province_of(form.region) not in PROVINCES:
            raise malformed("所在地有误，未作任何变更。", _wrong("region", "没有这一行政区划代码"))
        async with services.register.write() as session:
            if await session.get(Park, park_id) is None:
                await _add(session, actor, form, park_id)
    await _done(services, actor, "park.create", park_id, f"登记园区{form.name}", request_id)
    return park_id


async def admit_body(services: Services, actor: Actor, park_id: str, form: NewBody, *, request_id: str) -> None:
    """A second body may act for the park; again is harmless. Raises 403, 404, 422 for no creating body."""
    async with audit.refusals(services, actor, "park.body", park_id, request_id), services.register.write() as session:
        park = await _park(session, park_id)
        if refusal := rules.refuse_entry(actor, park.region):
            raise refused(refusal)
        body = await session.get(Organisation, form.organisation)
        if body is None or body.role != Role.CREATING_BODY:
            raise malformed("单位有误，未作任何变更。", _wrong("organisation", "没有这一创建主体"))
        await parks.add_body(session, park_id, body.id)
    detail = f"{body.name}可以代表{park.name}，依据{form.document_number}"
    await _done(services, actor, "park.body", park_id, detail, request_id)


async def add_succession(
    services: Services, actor: Actor, park_id: str, form: NewSuccession, file_id: str, *, request_id: str
) -> SuccessionView:
    """Enter that ``form.successor`` came from the park; ``file_id`` is the document, uploaded by the actor.

    Moves no title. A repeated request id gets the first entry. Raises ``WebError``: 403, 404, 409, 422.
    """
    now, id_ = await services.clock.now(), f"succession-{request_id}"
    async with (
        audit.refusals(services, actor, "park.succession", park_id, request_id),
        services.register.write() as session,
    ):
        park, successor = await _park(session, park_id), await session.get(Park, form.successor)
        if successor is None:
            raise malformed("承继的园区有误，未作任何变更。", _wrong("successor", "没有这一园区，请先登记"))
        refusal = rules.refuse_entry(actor, park.region, successor.region)
        if refusal := refusal or rules.refuse_succession(form, park_id, local_date(now)):
            raise refused(refusal)
        file = await _own_file(session, actor, file_id)
        row = await session.get(ParkSuccession, id_)
        if row is None:
            await _refuse_twice(session, park_id, form)
            row = ParkSuccession(
                id=id_,
                kind=form.kind.value,
                predecessor_id=park_id,
                successor_id=form.successor,
                on=form.on,
                document_number=form.document_number,
                file_id=file_id,
                entered_by=actor.id,
                entered_at=now,
            )
            session.add(row)
        people = await account_names(session, [actor.id])
    names = {park.id: park.name, successor.id: successor.name}
    found = park_present.succession(row, names, {file.id: file}, people)
    await _done(services, actor, "park.succession", park_id, f"{found.words}依据{form.document_number}", request_id)
    return found


async def creating_bodies(services: Services) -> Sequence[Organisation]:
    """Everybody that may act for some park."""
    async with services.register.read() as session:
        return await parks.creating_bodies(session)


async def may_enter(services: Services, actor: Actor, park_id: str) -> bool:
    """Whether the actor may enter bodies and successions of the park. Raises 404."""
    async with services.register.read() as session:
        return rules.refuse_entry(actor, (await _park(session, park_id)).region) is None


async def _park(session: AsyncSession, park_id: str) -> Park:
    row = await session.get(Park, park_id)
    if row is None:
        raise not_found("该园区")
    return row


async def _add(session: AsyncSession, actor: Actor, form: NewPark, park_id: str) -> None:
    if known := await parks.named_alike(session, form.name, form.region):
        raise refused(_already_there(known))
    body = await session.get_one(Organisation, actor.organisation)
    park = Park(
        id=park_id,
        name=form.name,
        kind=form.sector.value,
        form=form.form.value,
        industry=form.industry,
        region=form.region,
        region_name=form.region_name,
        boundary=form.boundary,
        creating_body=body.name,
        organisation_id=body.id,
    )
    session.add(park)
    lineage.begin_identity(session, park)
    await parks.add_body(session, park_id, body.id)


def _already_there(known: Park) -> Refusal:
    return Refusal(
        kind=RefusalKind.ALREADY_DONE,
        text=f"该地已登记同名园区：{known.name}（编号{known.id}，创建主体{known.creating_body}），不重复登记。",
        basis=rules.BASIS,
        remedy="本单位也可以代表该园区的，请由省级市场监管部门登记后办理；不是同一园区的，请使用可以区分的名称。",
    )


async def _refuse_twice(session: AsyncSession, park_id: str, form: NewSuccession) -> None:
    for row in await lineage.successions_of(session, [park_id]):
        if (row.kind, row.predecessor_id, row.successor_id, row.on) == (form.kind, park_id, form.successor, form.on):
            text = f"该项沿革已经登记（依据{row.document_number}），不重复登记。"
            raise refused(Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=rules.BASIS))


async def _own_file(session: AsyncSession, actor: Actor, file_id: str) -> StoredFile:
    file = await handed_in(session, actor, file_id)
    if file is None:
        raise malformed("依据文件有误，未作任何变更。", _wrong("file", "文件不存在，请重新上传"))
    return file


def _wrong(field: str, message: str) -> FieldError:
    return FieldError(loc=["body", field], code="value_error", message=message)


async def _done(services: Services, actor: Actor, action: str, target: str, detail: str, request_id: str) -> None:
    basis: Basis = rules.BASIS
    await audit.record(services, actor, action, target, basis=basis, detail=detail, request_id=request_id)
