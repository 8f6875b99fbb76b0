"""From the stored state of a case to what the register shows of it, programme by programme.

The same function projects a step as it is recorded and rebuilds a projection from the workflow's own state.
"""

from dataclasses import dataclass
from typing import Any

from domain.duty import Duty
from domain.procedure.state import Notice
from domain.task import Task
from domain.working_days import WorkCalendar
from domain.zone import art22_public_notice, art28_renewal
from domain.zone.calendar_of_case import milestones
from domain.zone.case import ZoneCase
from domain.zone.duties import open_duties
from domain.zone.rederivation import explained


@dataclass(frozen=True, slots=True)
class Projection:
    """What lists and pages need; ``columns`` are those of ``db.models.Case``."""

    case_id: str
    subject_name: str
    columns: dict[str, Any]
    tasks: list[Task]
    duties: list[Duty]
    notices: list[tuple[Notice, str]]
    """Public notices with their matter."""
    entry: dict[str, str]
    """What the public is shown of the subject."""
    is_final: bool


def project(state: dict[str, Any], calendar: WorkCalendar) -> Projection:
    """The projection of a state as a workflow stored it."""
    case = ZoneCase.model_validate(state)
    columns = {
        "programme": "zone",
        "subject_id": case.park.id,
        "subject_name": case.park.name,
        "region": case.park.region,
        "stage": case.stage.value,
        "stage_label": case.label,
        "schema_version": case.schema_version,
        "policy_version": case.policy.version,
        "milestones": [
            explained(deadline, case.policy, calendar).model_dump(mode="json") for deadline in milestones(case)
        ],
    }
    return Projection(
        case_id=case.id,
        subject_name=case.park.name,
        columns=columns,
        tasks=case.tasks,
        duties=open_duties(case, calendar),
        notices=_notices(case),
        entry={"park": case.park.name, "region": case.park.region_name, "creating_body": case.park.creating_body},
        is_final=case.stage.is_final,
    )


def _notices(case: ZoneCase) -> list[tuple[Notice, str]]:
    found = []
    if case.proceeding.notice:
        found.append((case.proceeding.notice, art22_public_notice.MATTER))
    if case.renewal and case.renewal.proceeding.notice:
        found.append((case.renewal.proceeding.notice, art28_renewal.NOTICE_MATTER))
    return found
