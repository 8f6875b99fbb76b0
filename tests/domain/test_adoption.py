"""A newer policy in the middle of a case: it counts for what has not begun, and changes nothing that has."""

from datetime import UTC, date, datetime

import pytest

from domain.adoption import adopt
from domain.deadline import Deadline
from domain.open_dates import moves, open_dates, replaced
from domain.policy import ZonePolicy
from domain.rederivation import explained, rederived
from domain.working_days import WorkCalendar
from domain.zone import art18_creation_period as art18
from domain.zone.case import ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.changed_dates import CONSULTATION, change, complaints
from tests.support.dated_cases import LONG, SOON, in_consultation, in_notice, in_term, notice_of, under
from tests.support.zone_cases import POLICY

NEWER = POLICY.model_copy(
    update={
        "version": "2026-2",
        "consultation_working_days": 20,
        "notice_count_publication_day": True,
        "notice_close": "17:00",
        "annual_report_due_month": 3,
        "annual_report_due_day": 15,
        "period_mode": "inclusive",
    }
)


def again(case: ZoneCase, calendar: WorkCalendar = CALENDAR, now: datetime = SOON) -> dict[str, tuple[date, date]]:
    """Path → day before and after, of what moves."""
    found = open_dates(case, now)
    fresh = [rederived(each.deadline, case.policy, calendar) for each in found]
    return {each.path: (each.before.date, each.after.date) for each in moves(found, fresh) if each.moved}


@pytest.mark.article("zone:17.2")
@pytest.mark.article("zone:22#1")
def test_what_runs_keeps_the_values_it_began_with_also_under_a_later_calendar() -> None:
    for case in (in_notice(), in_consultation()):
        untouched = case.model_copy(deep=True)
        adopt(case, NEWER, SOON)
        assert case.policy == NEWER
        assert again(case) == {}
        assert again(case, under(LONG)) == again(untouched, under(LONG)) != {}


@pytest.mark.article("zone:27#1")
def test_a_report_whose_year_still_runs_follows_and_one_whose_year_is_over_does_not() -> None:
    case = in_term()
    now = datetime(2027, 1, 2, 2, tzinfo=UTC)
    adopt(case, NEWER, now)
    assert again(case, now=now) == {"term.reports.2027.due": (date(2028, 1, 31), date(2028, 3, 15))}


@pytest.mark.article("zone:24")
@pytest.mark.article("zone:18")
def test_a_running_term_and_a_running_year_are_explained_as_they_were_made() -> None:
    case = in_term()
    case.creation_minimum = art18.minimum(date(2024, 5, 20), POLICY).compact()
    assert case.term is not None
    before = [case.term.last_day, case.term.window, case.creation_minimum]
    adopt(case, NEWER, SOON)
    after = [case.term.last_day, case.term.window, case.creation_minimum]
    for then, now in zip(before, after, strict=True):
        assert _lines(now, NEWER) == _lines(then, POLICY) != _lines(then, NEWER)


def test_a_value_once_kept_stays_through_further_versions() -> None:
    case, untouched = in_notice(), in_notice()
    adopt(case, NEWER, SOON)
    adopt(case, POLICY.model_copy(update={"version": "2026-3", "notice_close": "18:00"}), SOON)
    assert again(case) == {}
    assert _lines(notice_of(case), case.policy) == _lines(notice_of(untouched), POLICY)


def test_the_same_policy_under_another_name_leaves_no_trace() -> None:
    case = in_notice()
    adopt(case, POLICY.model_copy(update={"version": "2026-2"}), SOON)
    assert notice_of(case) == notice_of(in_notice())


def _lines(deadline: Deadline, policy: ZonePolicy) -> list[str]:
    return [line.text for line in explained(deadline, policy, CALENDAR).lines]


def test_the_dates_before_a_change_keep_the_values_they_were_made_with() -> None:
    """A consultation that was extended, and a report put off although its year still runs."""
    case = in_consultation()
    case.term = in_term().term
    assert case.term is not None
    for path, length in ((CONSULTATION, {"working_days": 5}), ("term.reports.2027.due", {"months": 1})):
        change(case, path, "extend", SOON, **length)
    adopt(case, NEWER, SOON)
    open_ = open_dates(case, SOON)
    for move in moves(open_, [rederived(each.deadline, case.policy, CALENDAR) for each in open_]):
        replaced(case, move.path, move.after)
    assert case.term.reports[-1].due.date == date(2028, 4, 15), "a month after 15 March"
    assert complaints(case) == []
