"""Every date a case now has, and which come next: for pages, feeds, search and Temporal's own page."""

from datetime import datetime

from domain.deadline import Deadline
from domain.zone.case import Renewal, Stage, Term, ZoneCase


def milestones(case: ZoneCase) -> list[Deadline]:
    """All deadlines of the case that still matter, in the order of the articles."""
    found: list[Deadline] = []
    if case.creation_minimum and case.stage in {Stage.CREATION, Stage.ACCEPTANCE}:
        found.append(case.creation_minimum)
    proceeding = case.current
    if proceeding.consultation and not proceeding.consultation.closed:
        found.append(proceeding.consultation.due)
    if proceeding.notice and not proceeding.notice.ended:
        found.append(proceeding.notice.last_day)
    if case.term and not case.stage.is_final:
        found += _of_term(case.term, case.renewal)
    return found


def _of_term(term: Term, renewal: Renewal | None) -> list[Deadline]:
    reports = [report.due for report in term.reports if report.submitted_on is None]
    window = [] if term.window_opened else [term.window]
    return [*reports, *window, term.last_day]


def moment(deadline: Deadline) -> datetime | None:
    """The instant at which the date takes effect: a window opens at its start, everything else closes at its end."""
    return deadline.opens_at if deadline.key in {"zone-renewal-window", "zone-creation-minimum"} else deadline.closes_at


def coming(case: ZoneCase) -> list[tuple[Deadline, datetime]]:
    """Deadlines with their instants (UTC), earliest first."""
    dated = [(deadline, instant) for deadline in milestones(case) if (instant := moment(deadline))]
    return sorted(dated, key=lambda pair: pair[1])
