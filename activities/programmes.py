"""From the stored state of a case to what the register shows of it, programme by programme.

The same function projects a step as it is recorded and rebuilds a projection from the workflow's own state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.deadline import Deadline
from domain.duty import Duty
from domain.procedure.state import Notice, Proceeding
from domain.roles import NATIONAL
from domain.task import Task
from domain.working_days import WorkCalendar
from domain.zone import art22_public_notice, art28_renewal
from domain.zone.calendar_of_case import milestones
from domain.zone.case import ZoneCase
from domain.zone.duties import open_duties
from domain.zone.instrument import PROGRAMME, InstrumentCase
from domain.zone.rederivation import explained


@dataclass(frozen=True, slots=True)
class Projection:
    """What lists and pages need; ``columns`` are those of ``db.models.Case``."""

    case_id: str
    subject_name: str
    columns: dict[str, Any]
    tasks: list[Task]
    duties: list[Duty]
    """Their dates with the derivation."""
    notices: list[tuple[Notice, str]]
    """Public notices with their matter."""
    entry: dict[str, str]
    """What the public is shown of the subject."""
    is_final: bool
    explain: Callable[[Deadline], Deadline]
    """A date of the case with its derivation: one and the same for pages, mails and documents."""
    instrument: InstrumentCase | None = None
    """Of an instrument (第十五条, 第十九条): itself."""


def case_of(state: dict[str, Any]) -> ZoneCase | InstrumentCase:
    """The case whose state it is, by its programme."""
    if state.get("programme") == PROGRAMME:
        return InstrumentCase.model_validate(state)
    return ZoneCase.model_validate(state)


def project(state: dict[str, Any], calendar: WorkCalendar) -> Projection:
    """The projection of a state as a workflow stored it."""
    case = case_of(state)
    return _of_instrument(case) if isinstance(case, InstrumentCase) else _of_zone(case, calendar)


def _of_instrument(case: InstrumentCase) -> Projection:
    """Its days are stated in its text, not counted: no milestones, and nobody owes anything."""
    columns: dict[str, Any] = {
        "programme": case.programme,
        "subject_id": case.id,
        "subject_name": case.subject_name,
        "region": NATIONAL,
        "stage": case.stage.value,
        "stage_label": case.label,
        "schema_version": case.schema_version,
        "policy_version": case.policy.version,
        "milestones": [],
    }
    return Projection(
        case_id=case.id,
        subject_name=case.subject_name,
        columns=columns,
        tasks=case.tasks,
        duties=[],
        notices=[],
        entry={},
        is_final=case.stage.is_final,
        explain=lambda deadline: deadline,
        instrument=case,
    )


def _of_zone(case: ZoneCase, calendar: WorkCalendar) -> Projection:
    explain = _explaining(case, calendar)
    columns = {
        "programme": "zone",
        "subject_id": case.park.id,
        "subject_name": case.park.name,
        "region": case.park.region,
        "stage": case.stage.value,
        "stage_label": case.label,
        "schema_version": case.schema_version,
        "policy_version": case.policy.version,
        "milestones": [explain(deadline).model_dump(mode="json") for deadline in milestones(case)],
    }
    return Projection(
        case_id=case.id,
        subject_name=case.park.name,
        columns=columns,
        tasks=case.tasks,
        duties=[_explained(duty, explain) for duty in open_duties(case, calendar)],
        notices=_notices(case),
        entry={"park": case.park.name, "region": case.park.region_name, "creating_body": case.park.creating_body},
        is_final=case.stage.is_final,
        explain=explain,
    )


def _explaining(case: ZoneCase, calendar: WorkCalendar) -> Callable[[Deadline], Deadline]:
    """Derives each date once, however many milestones, duties and orders state it."""
    known: dict[str, Deadline] = {}

    def explain(deadline: Deadline) -> Deadline:
        key = deadline.model_dump_json()
        if key not in known:
            known[key] = explained(deadline, case.policy, calendar)
        return known[key]

    return explain


def _explained(duty: Duty, explain: Callable[[Deadline], Deadline]) -> Duty:
    rungs = tuple(rung.model_copy(update={"about": explain(rung.about)}) if rung.about else rung for rung in duty.rungs)
    return duty.model_copy(update={"due": explain(duty.due), "rungs": rungs})


def _notices(case: ZoneCase) -> list[tuple[Notice, str]]:
    found = [(each, art22_public_notice.MATTER) for each in _of(case.proceeding)]
    for renewal in (case.renewal, case.fallen_renewal):
        if renewal:
            found += [(each, art28_renewal.NOTICE_MATTER) for each in _of(renewal.proceeding)]
    return found


def _of(proceeding: Proceeding) -> list[Notice]:
    """The notices that stood before come first: an objection carried over bears the status the last one gives it."""
    return [*proceeding.former_notices, *([proceeding.notice] if proceeding.notice else [])]
