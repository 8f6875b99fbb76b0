"""The cells of a wall chart: what a recorded ledger says of each of its items on a day."""

from collections.abc import Iterator
from datetime import date, timedelta

from api.wall_views import WallCell
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ENTRIES
from domain.district.parts import Item, ItemStatus, PlanUnit, Step
from domain.district.sec4_3_supervision import Colour, colour

LEAD = "牵头（系统策略：列首位者）"
NOT_BEGUN = "台账尚未开立"


def of_ledger(case: LedgerCase, today: date, case_id: str | None) -> list[WallCell]:
    """Its items in the order of the plan. ``case_id``: the ledger, where the reader may open it."""
    known: dict[str, Item] = {}
    for item in case.items:
        if item.key not in known or item.is_here:
            known[item.key] = item
    return [_cell(case, known[key], today, case_id) for key in ENTRIES if key in known]


def leads(cell_of: LedgerCase, organisation: str) -> set[str]:
    """Keys of its items whose measure this organisation leads."""
    return {each.key for each in cell_of.items if each.lead_organisation == organisation}


def not_begun(unit: PlanUnit) -> Iterator[WallCell]:
    """What a unit answers for whose ledger the register does not know yet."""
    for key in unit.items:
        yield WallCell(
            measure=key,
            unit=unit.id,
            unit_name=unit.name,
            status=ItemStatus.UNFILED.value,
            status_label=ItemStatus.UNFILED.label,
            is_lead=key in unit.leads,
            schedule_label="",
            next_on=None,
            next_what=NOT_BEGUN,
            colour="",
            colour_label="",
            steps=0,
            steps_done=0,
            office="",
            measures="",
            case_id=None,
        )


def _cell(case: LedgerCase, item: Item, today: date, case_id: str | None) -> WallCell:
    status = case.status(item)
    ahead = None if case.stage.is_final else min(item.open_steps, key=lambda each: each.due.date, default=None)
    shade = _shade(case, ahead, today) if ahead else None
    return WallCell(
        measure=item.key,
        unit=case.unit.id,
        unit_name=case.unit.name,
        status=status.value,
        status_label=status.label,
        is_lead=_is_lead(case, item),
        schedule_label=item.schedule.label if item.filed_on else "",
        next_on=ahead.due.date if ahead else None,
        next_what=ahead.what if ahead else "",
        colour=shade.value if shade else "",
        colour_label=shade.label if shade else "",
        steps=len(item.steps),
        steps_done=sum(each.done_on is not None for each in item.steps),
        office=item.office,
        measures=item.measures,
        case_id=case_id,
    )


def _is_lead(case: LedgerCase, item: Item) -> bool:
    if item.lead_organisation:
        return item.lead_organisation == case.unit.organisation
    return bool(item.lead) and item.lead == case.unit.name


def _shade(case: LedgerCase, step: Step, today: date) -> Colour | None:
    """The colour of the reminders around its day; none before the first of them."""
    found = colour(step, case, today)
    first = step.due.date - timedelta(days=max(case.policy.ledger_ladder_before, default=0))
    return None if found is Colour.BLUE and today < first else found
