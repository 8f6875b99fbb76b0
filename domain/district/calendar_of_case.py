"""Every date a plan and a ledger now have, and every duty: for pages, search, reminders and Temporal's own page."""

from domain.deadline import Deadline
from domain.district import sec4_3_supervision as supervision
from domain.district.case import PlanCase, PlanStage
from domain.district.ledger_case import LedgerCase
from domain.district.parts import Item, Step
from domain.duty import Duty
from domain.place import Place
from domain.roles import Audience
from domain.working_days import WorkCalendar


def plan_milestones(case: PlanCase) -> list[Deadline]:
    """The target day, until it is over."""
    is_ahead = case.stage in {PlanStage.LEDGERS_OPEN, PlanStage.RUNNING}
    return [case.target] if case.target and is_ahead else []


def ledger_milestones(case: LedgerCase) -> list[Deadline]:
    """The unit's own days not yet done with (one for each day), and the target day until it is over."""
    if case.stage.is_final:
        return []
    own = {step.due.date: step.due for _, step in case.open_steps}
    return [*(own[day] for day in sorted(own)), *([] if case.target_passed else [case.target])]


def open_duties(case: LedgerCase, calendar: WorkCalendar) -> list[Duty]:
    """All duties now open: every day of its own not yet done with."""
    if case.stage.is_final:
        return []
    return [supervision.duty(case, item, step) for item, step in case.open_steps]


def _path(item: Item, step: Step) -> str:
    return f"items.{item.key}.{step.number}.due"


def places_of_plan(case: PlanCase) -> list[Place]:
    """Where the target day stands until it is over: which day it is, says the policy (reading R-D-22)."""
    return [Place("target", case, "target", (case.office_audience,)) for _ in plan_milestones(case)]


def places(case: LedgerCase) -> list[Place]:
    """Where the days of its own stand: by policy they roll over days off; and the target day until it is over."""
    if case.stage.is_final:
        return []
    target = [] if case.target_passed else [Place("target", case, "target", (case.debtor,))]
    return [*target, *(Place(_path(item, step), step, "due", (case.debtor,)) for item, step in case.open_steps)]


def dates(case: LedgerCase) -> list[tuple[Step, str]]:
    return [(step, "due") for item in case.items for step in item.steps]


def counted(case: LedgerCase) -> list[tuple[str, Deadline]]:
    return [(_path(item, step), step.due) for item in case.items if item.is_here for step in item.steps]


def decides(case: LedgerCase, path: str) -> Audience:
    """Who may extend a day or let it stand still; the unit itself moves it with a reason."""
    return case.office_audience
