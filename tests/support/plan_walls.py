"""A running district plan on the web of ``tests.support.web``, with ledgers that stand in different ways."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from db.models import Case
from db.session import Register
from domain.case import next_task
from domain.dates import local_date
from domain.district.case import PlanCase, PlanStage
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.district.measures import ENTRIES, measures_of
from domain.district.parts import Item, ItemStatus, PlanUnit, Schedule, Step, Unit, UnitKind
from domain.district.sec4_3_establishing import FILING, FILING_ON_BEHALF
from domain.roles import Role
from onebox.people_district import DEPARTMENTS, GOVERNMENT, REGION
from tests.support.accounts import ORGANISATIONS, add_accounts
from tests.support.case_rows import bare_row
from tests.support.district_cases import (
    DISTRICT_PEOPLE,
    NAMES,
    OFFICE,
    TARGET,
    a_ledger,
    a_plan,
    due_on,
)
from tests.support.web import NOW, Web

TODAY = local_date(NOW)
GROUP = ["s1", "s2", "s3"]
STREET = Unit(id="u1", name="示例街道办事处", address="示例路1号", kinds=[UnitKind.TOWN])
_BY_NAME = {name: each for each, name in DEPARTMENTS.items()}


def an_item(key: str, *days: date, done: int = 0, **facts: Any) -> Item:
    """A filed item with these days of its own, of which the first ``done`` are done with; led as the text lists it."""
    lead = ENTRIES[key].lead
    steps = [
        Step(number=number, what=f"第{number}阶段", due=due_on(day), done_on=day if number <= done else None)
        for number, day in enumerate(days, start=1)
    ]
    filed = {"filed_on": TODAY, "since": NOW, "measures": "开展专项行动。"}
    schedule = Schedule.DATED if days else Schedule.CONTINUOUS
    known = {"key": key, "lead": lead, "lead_organisation": _BY_NAME.get(lead, ""), "steps": steps}
    return Item(**{**known, **filed, "schedule": schedule, **facts})


def unfiled(key: str) -> Item:
    return an_item(key, filed_on=None, since=None, measures="", schedule=Schedule.DATED)


async def add_district_people(register: Register) -> None:
    """The office, the district government, the departments and a town, each with one account."""
    async with register.write() as session:
        people = {**DISTRICT_PEOPLE, GOVERNMENT: (Role.DISTRICT_GOVERNMENT, GOVERNMENT, REGION)}
        offices = {each: (each, NAMES[each], role, place) for each, (role, _, place) in people.items()}
        await add_accounts(session, {key: each for key, each in offices.items() if key not in ORGANISATIONS}, NOW)


async def add_ledger(web: Web, organisation: str, items: Sequence[Item], **facts: Any) -> LedgerCase:
    """The ledger of a unit with an account; it is asked to file where an item is not."""
    case = a_ledger(organisation, NOW, items=list(items), step=1, **facts)
    return await _added(web, case)


async def add_street(web: Web) -> LedgerCase:
    """The ledger of a street without an account: the office files for it."""
    items = [unfiled(key).model_copy(update={"lead": "", "lead_organisation": ""}) for key in GROUP]
    case = a_ledger("yc-town", NOW, items=items, step=1, id="district-441602-1-ledger-u1", unit=STREET)
    return await _added(web, case)


async def _added(web: Web, case: LedgerCase) -> LedgerCase:
    case.stage = LedgerStage.ESTABLISHING if case.unfiled else LedgerStage.RUNNING
    if case.unfiled:
        kind = FILING if case.unit.has_account else FILING_ON_BEHALF
        case.tasks.append(next_task(case, kind, case.debtor, NOW))
    await web.save(case)
    return case


def plan_units() -> list[PlanUnit]:
    """The 17 departments, and the street as the one town; the safeguards are the street's alone."""
    departments = [
        PlanUnit(
            id=each,
            name=name,
            organisation=each,
            kinds=[UnitKind.DEPARTMENT],
            items=list(measures_of(name)),
            leads=[key for key, entry in ENTRIES.items() if entry.lead == name],
            begun=True,
        )
        for each, name in DEPARTMENTS.items()
    ]
    return [*departments, PlanUnit(**STREET.model_dump(), items=GROUP, begun=True)]


async def add_plan(web: Web, **facts: Any) -> PlanCase:
    case = a_plan(NOW, **{"stage": PlanStage.RUNNING, "office": OFFICE, "units": plan_units(), "step": 1, **facts})
    case.issued_on, case.target = date(2021, 6, 1), TARGET
    await web.save(case)
    return case


async def add_wall(web: Web) -> None:
    """A plan five of whose units have ledgers: 区市场监管局 leads measure 8 and is late, 区科技局 has not filed it,
    区税务局 goes on without a day, 区住建局 is near a day of its own in measure 10, the street has filed nothing."""
    await add_plan(web)
    red, near, far = TODAY - timedelta(days=8), TODAY + timedelta(days=3), TODAY + timedelta(days=90)
    late = an_item("8", red, far)
    late.steps[0].overdue = True
    done = an_item("5", red, done=1, closed_on=TODAY, outcome=ItemStatus.DONE)
    await add_ledger(web, "yc-market", [late, done, an_item("20", far, progressed_on=TODAY)])
    await add_ledger(web, "yc-science", [unfiled("8"), an_item("7", far)])
    await add_ledger(web, "yc-tax", [an_item("8")])
    await add_ledger(web, "yc-housing", [an_item("10", near), an_item("1", TODAY - timedelta(days=1))])
    await add_street(web)


async def add_large_wall(web: Web, units: int = 60) -> None:
    """A plan of ``units`` units with 24 items each, of three days each; their ledgers as bare rows of the register."""
    known = [
        PlanUnit(id=f"w{number}", name=f"示例{number}单位", organisation=f"w{number}", items=list(ENTRIES), begun=True)
        for number in range(1, units + 1)
    ]
    await add_plan(web, units=known)
    days = [TODAY + timedelta(days=each) for each in (-9, 3, 60)]
    items = [an_item(key, *days) for key in ENTRIES]
    async with web.register.write() as session:
        session.add_all(_bare(Unit(**each.model_dump(include={"id", "name", "organisation"})), items) for each in known)


def _bare(unit: Unit, items: list[Item]) -> Case:
    case = a_ledger("yc-town", NOW, items=items, step=1, id=f"district-441602-1-ledger-{unit.id}", unit=unit)
    return bare_row(case, f"district/441602-1/ledger/{unit.id}")
