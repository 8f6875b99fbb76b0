"""The district plan a one-box platform starts with: four ledgers filed, the others just opened, and two events.

What the units have done, who the members are and what happened is invented (示例), and so are the days: the plan counts
from the day it is planted, so that its story is alive whatever that day is.
"""

from datetime import date, datetime, timedelta

from domain.citation import TITLES
from domain.dates import local_date
from domain.district import sec2_target, sec4_3_ledger
from domain.district.case import PlanCase, PlanStage
from domain.district.dispatches import owed
from domain.district.event_case import DistrictEvent
from domain.district.event_kinds import EVENT_KINDS
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.district.parts import Closeout, Dispute, Item, ItemStatus, PlanUnit, Step
from domain.district.policy import DistrictPolicy
from domain.district.sec4_3_plan import DistrictUnits, Preparation, RegisteredUnit, UnitRow, units_of
from domain.procedure import event_course
from domain.procedure.event_state import Body
from domain.roles import Role
from domain.working_days import WorkCalendar
from onebox.people_district import DEPARTMENTS, OFFICE, REGION, TOWNS

PLAN_ID = f"{REGION}-1"
MARKET, INDUSTRY, SCIENCE, TAX = "yc-market", "yc-industry", "yc-science", "yc-tax"
FILED = (MARKET, INDUSTRY, SCIENCE, TAX)
_DAYS = (-40, -10, -3, 4)
"""Days from today of a unit's first items: the first is done with; then red, yellow and blue by the policy's ladder."""
_NEXT, _APART = 30, 15
"""Days from today of the items after those, and between them."""
_MEMBERS = 5
_EVENTS = (
    ("district_interview", "示例电器厂产品质量问题（示例）", "监督抽查连续两批次不合格。", 5),
    ("district_reward", "示例举报第1号（示例）", "举报经营场所销售无合格标识的燃气器具。", 2),
)
"""Kind, name, what is known, and how many days ago."""


def running_plan(
    policy: DistrictPolicy, calendar: WorkCalendar, now: datetime
) -> list[tuple[PlanCase | LedgerCase, str]]:
    """The plan, taken over as it stands, and the ledgers that are filed, each with the id of its workflow. Those of the
    other units the plan opens by itself."""
    today = local_date(now)
    issued_on = date(today.year - 1, 6, 1)
    policy = policy.model_copy(update={"regulation": issued_on.isoformat(), "target_day": date(today.year + 1, 12, 31)})
    plan = PlanCase(
        id=f"district-{PLAN_ID}",
        plan_id=PLAN_ID,
        title=f"{TITLES['district']}（示例）",
        region=REGION,
        policy=policy,
        stage=PlanStage.LEDGERS_OPEN,
        stage_since=now,
        office=OFFICE,
        issued_on=issued_on,
        document_number=f"示例〔{issued_on.year}〕1号",
        issuing_body="示例发文机关",
        target=sec2_target.target(issued_on, policy).compact(),
    )
    plan.units = _units(plan, issued_on)
    errands = {each.workflow_id: each for each in owed(plan)}
    ledgers: list[tuple[PlanCase | LedgerCase, str]] = []
    for unit in plan.units:
        if unit.id in FILED:
            workflow_id = f"district/{PLAN_ID}/ledger/{unit.id}"
            ledger = LedgerCase.model_validate(errands[workflow_id].begins)
            ledgers.append((_filed(ledger, calendar, now), workflow_id))
            unit.begun = True
    return [*ledgers, (plan, f"district/{PLAN_ID}")]


def _units(plan: PlanCase, issued_on: date) -> list[PlanUnit]:
    names = DEPARTMENTS | TOWNS
    facts = DistrictUnits(units=[RegisteredUnit(id=each, name=name) for each, name in names.items()], office=OFFICE)
    form = Preparation(
        issued_on=issued_on,
        document_number=plan.document_number,
        issuing_body=plan.issuing_body,
        members=[UnitRow(name=name, organisation=each) for each, name in list(DEPARTMENTS.items())[:_MEMBERS]],
        towns=[UnitRow(name="示例镇人民政府"), UnitRow(name="示例街道办事处", address="示例路1号")],
    )
    return units_of(plan, form, facts)


def recorded_events(policy: DistrictPolicy, now: datetime) -> list[tuple[DistrictEvent, str]]:
    """Two events that the 市场监管局 has just recorded, each with the id of its workflow."""
    found = []
    for number, (key, title, what, days) in enumerate(_EVENTS, start=1):
        kind = EVENT_KINDS[key]
        known = {name: each for each, name in DEPARTMENTS.items()}
        case = DistrictEvent(
            id=f"district-{PLAN_ID}-event-{number}",
            kind=key,
            kind_label=kind.label,
            subject=PLAN_ID,
            title=title,
            what=what,
            occurred_on=local_date(now) - timedelta(days=days),
            region=REGION,
            opened_by=Body(organisation=MARKET, name=DEPARTMENTS[MARKET], role=Role.DISTRICT_UNIT, region=REGION),
            units={name: known[name] for name in kind.units if name in known},
            policy=policy,
            stage_since=now,
            at=kind.first.key,
            at_label=kind.first.label,
            at_since=now,
        )
        event_course.begin(kind, case, kind.first, now)
        found.append((case, f"district/{PLAN_ID}/event/{number}"))
    return found


def _filed(ledger: LedgerCase, calendar: WorkCalendar, now: datetime) -> LedgerCase:
    """Every item has its measures and its day: with one unit the first is done with, two passed, one near."""
    today = local_date(now)
    ahead = range(_NEXT, _NEXT + _APART * len(ledger.items), _APART)
    days = (*_DAYS, *ahead) if ledger.unit.id == MARKET else tuple(ahead)
    for item, from_today in zip(ledger.items, days, strict=False):
        _file(item, ledger.policy, calendar, now, today + timedelta(days=from_today))
    first = ledger.items[0]
    if ledger.unit.id == MARKET:
        _done(first, today)
        first.closed_on, first.outcome = today, ItemStatus.DONE
    elif ledger.unit.id == SCIENCE:
        _done(first, today)
        first.closeout = Closeout(outcome=ItemStatus.DONE, proposed_on=today)
    elif ledger.unit.id == TAX:
        first.dispute = Dispute(other=DEPARTMENTS[INDUSTRY], question="企业信用信息由哪个单位归集（示例）。")
    return ledger.model_copy(update={"stage": LedgerStage.RUNNING})


def _file(item: Item, policy: DistrictPolicy, calendar: WorkCalendar, now: datetime, day: date) -> None:
    due = sec4_3_ledger.due(day, policy, calendar).compact()
    item.filed_on, item.since = local_date(now) - timedelta(days=100), now
    item.measures, item.office = "制定年度计划，开展专项行动（示例）。", "示例科室"
    item.steps = [Step(number=1, what="完成年度任务（示例）", due=due, overdue=due.date < local_date(now))]


def _done(item: Item, today: date) -> None:
    for each in item.steps:
        each.done_on, each.overdue = min(each.due.date, today), False
