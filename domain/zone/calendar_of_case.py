"""Every date a park's case now has, and every public notice of it."""

from domain.deadline import Deadline
from domain.moment import moment
from domain.procedure.state import Notice, Proceeding
from domain.zone import art22_public_notice, art28_renewal
from domain.zone.case import Renewal, Stage, Term, ZoneCase


def milestones(case: ZoneCase) -> list[Deadline]:
    """All deadlines of the case that still matter, in the order of the articles; a case that is over has none."""
    if case.stage.is_final:
        return []
    if case.stage is Stage.REVOKED:
        return [case.revocation.bar] if case.revocation and case.revocation.bar else []
    found: list[Deadline] = []
    if case.creation_minimum and case.stage in {Stage.CREATION, Stage.ACCEPTANCE}:
        found.append(case.creation_minimum)
    if case.term:
        found += _of_term(case.term, case.renewal)
    proceeding = case.current
    if proceeding.consultation and not proceeding.consultation.closed:
        found.append(proceeding.consultation.due)
    if proceeding.notice and not proceeding.notice.ended:
        found.append(proceeding.notice.last_day)
    if proceeding.notice and proceeding.notice.incomplete and proceeding.notice.supplement_until:
        found.append(proceeding.notice.supplement_until)
    return found


def _of_term(term: Term, renewal: Renewal | None) -> list[Deadline]:
    reports = [report.due for report in term.reports if report.submitted_on is None]
    # Read as a limit (最迟在到期六个月前), the window is open from the first day, and what is awaited is its end.
    is_awaited = renewal is None if moment(term.window) == term.window.closes_at else not term.window_opened
    return [term.last_day, *reports, *([term.window] if is_awaited else [])]


def notices(case: ZoneCase) -> list[tuple[Notice, str]]:
    """Every public notice of the case with its matter, those of the creation first."""
    found = [(each, art22_public_notice.MATTER) for each in _notices_of(case.proceeding)]
    for renewal in (*case.past_renewals, case.renewal, case.fallen_renewal):
        if renewal:
            found += [(each, art28_renewal.NOTICE_MATTER) for each in _notices_of(renewal.proceeding)]
    return found


def _notices_of(proceeding: Proceeding) -> list[Notice]:
    """The notices that stood before come first: an objection carried over bears the status the last one gives it."""
    return [*proceeding.former_notices, *([proceeding.notice] if proceeding.notice else [])]
