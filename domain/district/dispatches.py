"""What a decision of the office has in store for the ledgers: each is told by an errand, once, in the name of whoever
decided."""

from typing import Any

from domain.district.case import PlanCase
from domain.district.ledger_case import LedgerCase
from domain.district.parts import Dispatch, Item, PlanUnit, Unit
from domain.errand import Errand, ErrandOutcome, Errands, Telling
from domain.orders import Effects
from domain.procedure.review import notice
from domain.roles import Actor, Audience, Role

INSTRUCTION = "ledger_instruction"
"""Key of the kind of task by which a ledger takes what the plan has decided."""


def dispatch(case: PlanCase, actor: Actor, unit: str, action: str, data: dict[str, Any], after: int = 0) -> int:
    """Queue one; answers its number."""
    case.dispatched += 1
    case.dispatches.append(
        Dispatch(number=case.dispatched, unit=unit, action=action, actor=actor, data=data, after=after)
    )
    return case.dispatched


def dispatch_to_all(case: PlanCase, actor: Actor, action: str, data: dict[str, Any]) -> None:
    for each in case.present:
        dispatch(case, actor, each.id, action, data)


def ledger_id(case: PlanCase, unit: str) -> str:
    return f"{case.id}-ledger-{unit}"


def lead_of(case: PlanCase, key: str) -> PlanUnit | None:
    """牵头单位: of the units that have the measure the one the text names first, or that took it over."""
    if case.policy.measure_lead == "none":
        return None
    return next((each for each in case.present if key in each.leads), None)


def _begin(case: PlanCase, unit: PlanUnit) -> Errand:
    assert case.target is not None
    ledger = LedgerCase(
        id=ledger_id(case, unit.id),
        plan_id=case.plan_id,
        plan_title=case.title,
        plan_document=case.document_number,
        unit=Unit.model_validate(unit.model_dump()),
        office=case.office,
        region=case.region,
        policy=case.policy,
        stage_since=case.stage_since,
        target=case.target,
        items=[_item(case, key) for key in unit.items],
    )
    return Errand(
        request_id=f"{case.id}:begin:{unit.id}",
        case_id=ledger.id,
        workflow_id=f"district/{case.plan_id}/ledger/{unit.id}",
        begins=ledger.model_dump(mode="json"),
        summary=ledger.subject_name,
    )


def _item(case: PlanCase, key: str) -> Item:
    lead = lead_of(case, key)
    return Item(key=key, lead=lead.name if lead else "", lead_organisation=lead.organisation if lead else "")


def _tell(case: PlanCase, found: Dispatch) -> Errand:
    return Errand(
        request_id=f"{case.id}:{found.number}",
        case_id=ledger_id(case, found.unit),
        workflow_id=f"district/{case.plan_id}/ledger/{found.unit}",
        tells=Telling(kind=INSTRUCTION, action=found.action, actor=found.actor, data=found.data),
    )


def owed(case: PlanCase) -> list[Errand]:
    """Ledgers to begin, and what ledgers that have begun are to be told: each one thing after the other, and what waits
    for another ledger after that."""
    begun = {each.id for each in case.units if each.begun}
    begins = [_begin(case, each) for each in case.present if not each.begun]
    pending = {each.number for each in case.dispatches}
    next_ones = {each.unit: each for each in reversed(case.dispatches)}
    tells = [_tell(case, each) for each in next_ones.values() if each.unit in begun and each.after not in pending]
    return [*begins, *sorted(tells, key=lambda each: each.request_id)]


def settle(case: PlanCase, errand: Errand, outcome: ErrandOutcome) -> Effects | None:
    if errand.begins is not None:
        for unit in case.units:
            unit.begun = unit.begun or errand.request_id == f"{case.id}:begin:{unit.id}"
        return None
    told = next(each for each in case.dispatches if errand.request_id == f"{case.id}:{each.number}")
    case.dispatches = [each for each in case.dispatches if each.number != told.number]
    if outcome.taken:
        return None
    unit = next(each for each in case.units if each.id == told.unit)
    text = f"{unit.name}的台账没有接受转来的安排：{outcome.text}"
    ops = Audience(role=Role.OPS)
    return Effects(text=text, notices=(notice("district_dispatch_failed", (), ops, unit=unit.name, text=outcome.text),))


ERRANDS = Errands(owed=owed, settle=settle)
