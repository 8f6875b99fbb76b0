"""What the register knows that an act depends on: for the case that asks, and for a page that foretells."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import date

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from contracts.facts import FactQuestion
from db.models import Case, Park
from db.queries import cases, events, experts, identity, parks
from db.queries.instruments import indicator_systems, open_rounds
from domain.dates import local_date
from domain.district.case import PlanCase
from domain.district.figures import CarriedItems, LedgerFigures, figures_of
from domain.district.ledger_case import LedgerCase
from domain.district.sec4_3_plan import DistrictUnits, RegisteredUnit
from domain.event_concerns import ConcernFacts
from domain.naming import normalised
from domain.pilot.case import PilotCase
from domain.pilot.parts import Bureau
from domain.pilot.sec2_1_cooperation import RegisteredBureaus
from domain.policy import ZonePolicy
from domain.procedure.event_state import Body
from domain.procedure.expert_evaluation import ExpertPool
from domain.province.art04_assignment import RegisteredBodies
from domain.province.art04_governments import RegisteredGovernments
from domain.province.art32_joint_system import RegisteredOffices
from domain.province.art36_joining import KnownGovernments
from domain.province.event_case import DEPARTMENTS
from domain.province.parts import Body as GovernmentBody
from domain.roles import Role
from domain.zone.art03_identity_change import BodyFacts, RegisteredBody
from domain.zone.art16_application import ApplicationFacts
from domain.zone.art19_indicators import IndicatorFacts
from domain.zone.art21_panel import PanelFacts
from services.facts_on_record import facts_on_record, running_case
from services.standing import standing_of

Source = Callable[[AsyncSession, FactQuestion], Awaitable[BaseModel]]
_SEED_BYTES = 16


async def _application(session: AsyncSession, question: FactQuestion) -> ApplicationFacts:
    """By the day the application counts from: that of the stamp on paper, else today."""
    stamped = question.data.get("received_on")
    on = date.fromisoformat(stamped) if stamped else local_date(question.at)
    park = await _park(session, question)
    # What came on paper the province enters; the body that applies is the park's own.
    by_park = question.actor.role is Role.CREATING_BODY
    body = question.actor.organisation if by_park else park.organisation_id
    policy = ZonePolicy.model_validate(question.policy)
    return ApplicationFacts(
        standing=await standing_of(session, park.id, body, on, policy, asking=question.case_id),
        rounds=await open_rounds(session, on),
        on_record=await facts_on_record(session, park.id, on, asking=question.case_id),
    )


async def _indicators(session: AsyncSession, question: FactQuestion) -> IndicatorFacts:
    return IndicatorFacts(systems=await indicator_systems(session, (await _park(session, question)).kind))


async def _expert_pool(session: AsyncSession, question: FactQuestion) -> ExpertPool:
    """With a seed of its own for every draw; the answer is in the history, so that a replay draws the same."""
    return ExpertPool(experts=tuple(await experts.pool(session)), seed=secrets.token_hex(_SEED_BYTES))


async def _panel(session: AsyncSession, question: FactQuestion) -> PanelFacts:
    """Of those a panel is formed of, or of the one who comes into it."""
    named = question.data.get("experts") or [question.data["successor"]]
    return PanelFacts(reviewers=tuple(await experts.reviewers(session, named)))


async def _bureaus(session: AsyncSession, question: FactQuestion) -> RegisteredBureaus:
    """Of a cooperation, and of a change of one: both name who is to take part."""
    named = [each["organisation"] for each in question.data["members"]]
    rows = await identity.organisations(session, named, Role.CITY_REGULATOR)
    return RegisteredBureaus(
        bureaus=tuple(Bureau(organisation=each.id, name=each.name, region=each.jurisdiction) for each in rows)
    )


async def _district_units(session: AsyncSession, question: FactQuestion) -> DistrictUnits:
    """The units of the district with an account, and its 领导小组办公室."""
    region = (await session.get_one(Case, question.case_id)).region
    units = await identity.organisations_within(session, Role.DISTRICT_UNIT, region)
    offices = await identity.organisations_within(session, Role.LEADING_GROUP_OFFICE, region)
    return DistrictUnits(
        units=[RegisteredUnit(id=each.id, name=each.name) for each in units],
        office=next((each.id for each in offices), ""),
    )


async def _district_ledgers(session: AsyncSession, question: FactQuestion) -> LedgerFigures:
    """Of the ledgers of the plan that asks, as last recorded, in the order in which the plan has its units."""
    plan = PlanCase.model_validate((await session.get_one(Case, question.case_id)).state)
    rows = await cases.opened_by(session, f"{question.case_id}-ledger-")
    ledgers = {each.unit.id: each for each in (LedgerCase.model_validate(row.state) for row in rows)}
    return figures_of(ledgers[each.id] for each in plan.units if each.id in ledgers)


async def _district_items(session: AsyncSession, question: FactQuestion) -> CarriedItems:
    """What the ledger that gives them up has of the items; nothing where there is no such ledger."""
    row = await session.get(Case, question.data["source"])
    items = LedgerCase.model_validate(row.state).items if row else []
    return CarriedItems(items=[each for each in items if each.key in question.data["items"]])


async def _governments(session: AsyncSession, question: FactQuestion) -> RegisteredGovernments:
    """Of the tree as it is first entered, and of what comes into it later."""
    rows = question.data.get("governments") or question.data["created"]
    named = [each["organisation"] for each in rows]
    found = await identity.organisations(session, named, Role.GOVERNMENT)
    return RegisteredGovernments(found={each.id: (each.name, each.jurisdiction) for each in found})


async def _government_bodies(session: AsyncSession, question: FactQuestion) -> RegisteredBodies:
    """Governments and departments a clause is assigned to; 省市场监管局 has an office of its own here."""
    named = [each["organisation"] for each in question.data["rows"]]
    bodies: dict[str, tuple[GovernmentBody, str]] = {}
    for role in (Role.GOVERNMENT, Role.GOVERNMENT_DEPARTMENT, Role.PROVINCIAL_REGULATOR):
        for each in await identity.organisations(session, named, role):
            bodies[each.id] = (GovernmentBody(organisation=each.id, name=each.name, role=role), each.jurisdiction)
    return RegisteredBodies(bodies=bodies)


async def _offices(session: AsyncSession, question: FactQuestion) -> RegisteredOffices:
    """The departments that a joint document names."""
    named = [question.data[each] for each in ("development", "industry", "market", "financial")]
    found = [
        row
        for role in sorted(DEPARTMENTS)
        for row in await identity.organisations(session, [*named, *question.data["others"]], role)
    ]
    return RegisteredOffices(
        offices=tuple(
            Body(organisation=row.id, name=row.name, role=Role(row.role), region=row.jurisdiction) for row in found
        )
    )


async def _province_governments(session: AsyncSession, question: FactQuestion) -> KnownGovernments:
    return KnownGovernments(
        governments=tuple(
            Body(organisation=row.id, name=row.name, role=Role.GOVERNMENT, region=row.jurisdiction)
            for row in await events.governments(session)
        )
    )


async def _creating_bodies(session: AsyncSession, question: FactQuestion) -> BodyFacts:
    """Those a report names, by id or, but for spaces, punctuation and width, by name."""
    wanted, name = question.data["organisation"], normalised(question.data["creating_body"])
    named = [
        each for each in await parks.creating_bodies(session) if each.id == wanted or normalised(each.name) == name
    ]
    return BodyFacts(
        bodies=tuple(RegisteredBody(id=each.id, name=each.name, region=each.jurisdiction) for each in named)
    )


async def _park(session: AsyncSession, question: FactQuestion) -> Park:
    park = await session.get(Park, question.subject)
    if park is None:
        raise LookupError(question.subject)
    return park


async def _event_concern(session: AsyncSession, question: FactQuestion) -> ConcernFacts:
    """Of the park and of the project that an event's file names."""
    found = ConcernFacts()
    park = await session.get(Park, question.data["park"])
    if park is not None:
        running = await session.get(Case, await running_case(session, park.id))
        about = {
            "park_name": park.name,
            "park_region": park.region,
            "park_bodies": tuple(each.id for each in await parks.bodies_of(session, park)),
            "zone_case": running.id if running else "",
            "zone_workflow": running.workflow_id if running else "",
        }
        found = found.model_copy(update=about)
    row = await session.get(Case, question.data["pilot_case"])
    if row is not None and row.programme == "pilot":
        case = PilotCase.model_validate(row.state)
        found = found.model_copy(update={"pilot_title": case.title, "pilot_bureaus": case.recipients})
    return found


SOURCES: dict[str, Source] = {
    "application": _application,
    "indicators": _indicators,
    "expert_pool": _expert_pool,
    "bureaus": _bureaus,
    "panel": _panel,
    "governments": _governments,
    "government_bodies": _government_bodies,
    "creating_bodies": _creating_bodies,
    "district_units": _district_units,
    "district_ledgers": _district_ledgers,
    "district_items": _district_items,
    "province_offices": _offices,
    "province_governments": _province_governments,
    "event_concern": _event_concern,
}
"""Key of an enquiry → where its answer comes from."""
