"""第七条 beside the cases: what is on record of a park, and what officials record of it while no case of it runs."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api import fact_present
from api.deps import Services
from api.errors import not_found, refused
from api.park_views import ParkFactView
from api.registering import Act, Change, admit, done_once
from db.models import Park, ParkFact
from db.queries import park_facts, parks
from domain.dates import local_date
from domain.refusal import Refusal
from domain.roles import Actor, Role, covers
from domain.zone import art07_between_cases as rules
from domain.zone import art07_entries as entries
from domain.zone.art07_between_cases import ENTRY_BASIS, ParkFinding, ParkRemoval
from domain.zone.art07_entries import FactReport
from domain.zone.art07_on_record import key_of
from domain.zone.parts import NegativeFact
from services.facts_on_record import facts_on_record, holders, running_case

_EVERYWHERE = frozenset({Role.SAMR, Role.SUPERVISOR})
_BY_PROVINCE = frozenset({Role.PROVINCIAL_REGULATOR, Role.PROVINCIAL_LEADING_GROUP})
Changed = Callable[[NegativeFact, datetime], NegativeFact]


async def facts_of(session: AsyncSession, actor: Actor, park: Park, now: datetime) -> tuple[list[ParkFactView], str]:
    """Everything on record of a park, in the order of its days, and the id of the case in which more is recorded now;
    nothing of either for whom it is not meant."""
    if not await _may_read(session, actor, park):
        return [], ""
    found = await facts_on_record(session, park.id, local_date(now))
    held = await holders(session, {each.origin.park_id for each in found if each.origin}, local_date(now))
    return [fact_present.of_park(each, held) for each in found], await running_case(session, park.id)


async def record(services: Services, actor: Actor, park_id: str, form: FactReport, *, request_id: str) -> None:
    """A fact of a park none of whose cases runs. A repeated request changes nothing. Raises 403, 404, 409."""
    park = await _park(services, park_id)

    async def change(session: AsyncSession, now: datetime) -> str:
        admit(rules.refuse_beside(await running_case(session, park_id)) or entries.refuse_report(form, now))
        kept = await park_facts.of_parks(session, [park_id])
        number = 1 + sum(not each.in_case for each in kept)
        fact = rules.recorded(form, park_id, park.name, number, now)
        _keep(session, fact, None)
        return f"录入{park.name}的第七条情形：{rules.in_one_line(fact)}"

    await _done(services, _act(actor, "park.fact_record", park, request_id), change)


async def determine(services: Services, actor: Actor, park_id: str, form: ParkFinding, *, request_id: str) -> None:
    """What was determined of a fact first recorded of this park that no running case holds. Raises as ``record``."""
    act = _act(actor, "park.fact_determine", await _park(services, park_id), request_id)

    def refusal(fact: NegativeFact, now: datetime) -> Refusal | None:
        return entries.refuse_finding(fact, form, now)

    await _change(services, act, form.fact, refusal, lambda fact, now: entries.found(fact, form, now))


async def delist(services: Services, actor: Actor, park_id: str, form: ParkRemoval, *, request_id: str) -> None:
    """A listing was taken off that no running case holds. Raises as ``record``."""
    act = _act(actor, "park.fact_delist", await _park(services, park_id), request_id)

    def refusal(fact: NegativeFact, now: datetime) -> Refusal | None:
        return entries.refuse_removal(fact, form, now)

    await _change(services, act, form.fact, refusal, lambda fact, now: entries.removed(fact, form, now))


async def _change(
    services: Services,
    act: Act,
    key: str,
    refusal: Callable[[NegativeFact, datetime], Refusal | None],
    changed: Changed,
) -> None:
    async def change(session: AsyncSession, now: datetime) -> str:
        found = await facts_on_record(session, act.target, local_date(now))
        fact = next((each for each in found if key_of(each) == key and _is_of(each, act.target)), None)
        if fact is None:
            raise refused(rules.unknown())
        held = await holders(session, [act.target], local_date(now))
        admit(rules.refuse_held(held.get(key, "")) or refusal(fact, now))
        after = changed(fact, now)
        _keep(session, after, await session.get(ParkFact, key))
        return f"{rules.in_one_line(after)}：{after.determination.label}"

    await _done(services, act, change)


def _is_of(fact: NegativeFact, park_id: str) -> bool:
    return fact.origin is not None and fact.origin.park_id == park_id


def _keep(session: AsyncSession, fact: NegativeFact, row: ParkFact | None) -> None:
    assert fact.origin is not None
    if row is None:
        origin = fact.origin
        in_case = bool(origin.case_id)
        row = ParkFact(id=origin.key, park_id=origin.park_id, number=origin.number, in_case=in_case)
        session.add(row)
    row.fact = fact.model_dump(mode="json")


def _act(actor: Actor, action: str, park: Park, request_id: str) -> Act:
    refusal = rules.refuse_recorder(actor, park.region)
    return Act(actor=actor, action=action, target=park.id, request_id=request_id, basis=ENTRY_BASIS, refusal=refusal)


async def _done(services: Services, act: Act, change: Change) -> None:
    async def nothing(session: AsyncSession) -> None:
        """What is shown is read afterwards, as the park is."""

    await done_once(services, act, change, nothing)


async def _park(services: Services, park_id: str) -> Park:
    async with services.register.read() as session:
        row = await session.get(Park, park_id)
    if row is None:
        raise not_found("该园区")
    return row


async def _may_read(session: AsyncSession, actor: Actor, park: Park) -> bool:
    if actor.role in _EVERYWHERE:
        return True
    if actor.role in _BY_PROVINCE:
        return covers(actor.jurisdiction, park.region)
    return actor.organisation in {each.id for each in await parks.bodies_of(session, park)}
