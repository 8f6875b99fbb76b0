"""The district plan a one-box platform starts with: three ledgers filed, the others just opened. What the units have
done and who the members are is invented (示例).
"""

from datetime import date, datetime, timedelta

from domain.citation import TITLES
from domain.dates import local_date
from domain.district import sec2_target, sec4_3_ledger
from domain.district.case import PlanCase, PlanStage
from domain.district.dispatches import owed
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.district.parts import Item, ItemStatus, PlanUnit, Step
from domain.district.policy import DistrictPolicy
from domain.district.sec4_3_plan import DistrictUnits, Preparation, RegisteredUnit, UnitRow, units_of
from domain.working_days import WorkCalendar
from onebox.people_district import DEPARTMENTS, OFFICE, REGION, TOWNS

PLAN_ID = f"{REGION}-1"
_ISSUED = date(2021, 6, 1)
_FILED = ("yc-market", "yc-science", "yc-tax")


def running_plan(
    policy: DistrictPolicy, calendar: WorkCalendar, now: datetime
) -> list[tuple[PlanCase | LedgerCase, str]]:
    """The plan, taken over as it stands, and the ledgers that are filed, each with the id of its workflow. Those of the
    other units the plan opens by itself."""
    plan = PlanCase(
        id=f"district-{PLAN_ID}",
        plan_id=PLAN_ID,
        title=f"{TITLES['district']}（示例）",
        region=REGION,
        policy=policy.model_copy(update={"regulation": _ISSUED.isoformat()}),
        stage=PlanStage.LEDGERS_OPEN,
        stage_since=now,
        office=OFFICE,
        issued_on=_ISSUED,
        document_number="示例〔2021〕1号",
        issuing_body="示例发文机关",
        target=sec2_target.target(_ISSUED, policy).compact(),
    )
    plan.units = _units(plan)
    errands = {each.workflow_id: each for each in owed(plan)}
    ledgers: list[tuple[PlanCase | LedgerCase, str]] = []
    for unit in plan.units:
        if unit.id in _FILED:
            workflow_id = f"district/{PLAN_ID}/ledger/{unit.id}"
            ledger = LedgerCase.model_validate(errands[workflow_id].begins)
            ledgers.append((_filed(ledger, calendar, now), workflow_id))
            unit.begun = True
    return [*ledgers, (plan, f"district/{PLAN_ID}")]


def _units(plan: PlanCase) -> list[PlanUnit]:
    names = DEPARTMENTS | TOWNS
    facts = DistrictUnits(units=[RegisteredUnit(id=each, name=name) for each, name in names.items()], office=OFFICE)
    form = Preparation(
        issued_on=_ISSUED,
        document_number=plan.document_number,
        issuing_body=plan.issuing_body,
        members=[UnitRow(name=name, organisation=each) for each, name in list(DEPARTMENTS.items())[:5]],
        towns=[UnitRow(name="示例镇人民政府"), UnitRow(name="示例街道办事处", address="示例路1号")],
    )
    return units_of(plan, form, facts)


def _filed(ledger: LedgerCase, calendar: WorkCalendar, now: datetime) -> LedgerCase:
    """Every item has its measures and its days: of the first one done with, of the next one passed, then some ahead."""
    today = local_date(now)
    for number, item in enumerate(ledger.items):
        _file(item, ledger.policy, calendar, now, today + timedelta(days=30 * number - 2))
    first = ledger.items[0]
    first.steps[0].done_on = first.closed_on = first.steps[0].due.date
    first.outcome = ItemStatus.DONE
    return ledger.model_copy(update={"stage": LedgerStage.RUNNING})


def _file(item: Item, policy: DistrictPolicy, calendar: WorkCalendar, now: datetime, day: date) -> None:
    due = sec4_3_ledger.due(day, policy, calendar).compact()
    item.filed_on, item.since = local_date(now) - timedelta(days=200), now
    item.measures, item.office = "制定年度计划，开展专项行动（示例）。", "示例科室"
    item.steps = [Step(number=1, what="完成年度任务（示例）", due=due)]
