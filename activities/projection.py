"""From the stored state of a case to what the register shows of it.

The same function projects a step as it is recorded and rebuilds a projection from the workflow's own state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.deadline import Deadline
from domain.duty import Duty
from domain.edition import Edition
from domain.procedure.state import Notice
from domain.programmes import case_of, edition_of, programme_of
from domain.rederivation import explained
from domain.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class Projection:
    """What lists and pages need; ``columns`` are those of ``db.models.Case``."""

    case: Any
    columns: dict[str, Any]
    duties: list[Duty]
    """Their dates with the derivation."""
    notices: list[tuple[Notice, str]]
    """Public notices with their matter."""
    entry: dict[str, str]
    """What the public is shown of the subject."""
    explain: Callable[[Deadline], Deadline]
    """A date of the case with its derivation: one and the same for pages, mails and documents."""
    edition: Edition | None
    """How its text is called and numbered for people, where that is not what the text kept here is."""


def project(state: dict[str, Any], calendar: WorkCalendar) -> Projection:
    """The projection of a state as a workflow stored it."""
    case = case_of(state)
    programme = programme_of(case)
    edition = edition_of(state)
    explain = _explaining(case, calendar, edition)
    columns = {
        "programme": case.programme,
        "subject_id": case.subject_id,
        "subject_name": case.subject_name,
        "region": case.region,
        "stage": case.stage.value,
        "stage_label": case.label,
        "schema_version": case.schema_version,
        "policy_version": case.policy.version,
        "milestones": [explain(deadline).model_dump(mode="json") for deadline in programme.milestones(case)],
    }
    return Projection(
        case=case,
        columns=columns,
        duties=[_explained(duty, explain) for duty in programme.duties(case, calendar)],
        notices=programme.notices(case),
        entry=programme.entry(case),
        explain=explain,
        edition=edition,
    )


def _explaining(case: Any, calendar: WorkCalendar, edition: Edition | None) -> Callable[[Deadline], Deadline]:
    """Derives each date once, however many milestones, duties and orders state it."""
    known: dict[str, Deadline] = {}

    def explain(deadline: Deadline) -> Deadline:
        key = deadline.model_dump_json()
        if key not in known:
            told = explained(deadline, case.policy, calendar)
            known[key] = edition.told(told) if edition else told
        return known[key]

    return explain


def _explained(duty: Duty, explain: Callable[[Deadline], Deadline]) -> Duty:
    rungs = tuple(rung.model_copy(update={"about": explain(rung.about)}) if rung.about else rung for rung in duty.rungs)
    return duty.model_copy(update={"due": explain(duty.due), "rungs": rungs})
