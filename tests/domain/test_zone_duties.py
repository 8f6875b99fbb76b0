"""What is owed in a park's case, and on which days people are reminded of it."""

from datetime import date, timedelta

import pytest

from domain.date_rules import derive
from domain.dates import CHINA, local_date, start_of
from domain.duty import Duty
from domain.policy import ZonePolicy
from domain.procedure.state import Notice, Proceeding
from domain.working_days import WorkCalendar
from domain.zone import art22_public_notice as art22
from domain.zone import art28_renewal as art28
from domain.zone import art28_renewal_reminders as reminders
from domain.zone import term as terms
from domain.zone.case import Renewal, Stage, ZoneCase
from domain.zone.duties import open_duties
from tests.support.calendars import CALENDAR, SEED, release
from tests.support.world import PARK

POLICY = ZonePolicy()
OF_2027 = release(2027, off=("2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03"), issued_on="2026-11-04")


def in_notice(published_on: date, calendar: WorkCalendar, policy: ZonePolicy = POLICY) -> ZoneCase:
    """A case whose notice of five working days went up at noon of ``published_on``."""
    last_day = derive("zone-notice", published_on, {}, policy, calendar)
    published_at = start_of(published_on) + timedelta(hours=12)
    return ZoneCase(
        id="zone-js-1-case-1",
        park=PARK,
        policy=policy,
        stage=Stage.PUBLIC_NOTICE,
        stage_since=published_at,
        proceeding=Proceeding(notice=Notice(id="notice", published_at=published_at, last_day=last_day.compact())),
    )


def closing(case: ZoneCase, calendar: WorkCalendar) -> Duty:
    [duty] = open_duties(case, calendar)
    return duty


def reminded_on(case: ZoneCase, calendar: WorkCalendar) -> date:
    [rung] = closing(case, calendar).rungs
    assert f"{rung.planned_at.astimezone(CHINA):%H:%M}" == case.policy.reminder_time
    return local_date(rung.planned_at)


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(
    ("published_on", "eve"),
    [
        (date(2025, 10, 9), date(2025, 10, 14)),  # 11 October is made up
        (date(2025, 9, 30), date(2025, 10, 13)),  # the last day is 14 October
        (date(2025, 9, 25), date(2025, 9, 30)),  # the last day is 9 October, after the holidays
        (date(2025, 10, 3), date(2025, 10, 13)),
        (date(2025, 9, 26), date(2025, 10, 9)),  # the last day is 10 October
    ],
)
def test_the_desk_is_told_on_the_working_day_before_a_notice_closes(published_on: date, eve: date) -> None:
    case = in_notice(published_on, CALENDAR)
    assert case.proceeding.notice is not None
    assert eve == case.proceeding.notice.last_day.counted[-2]
    assert reminded_on(case, CALENDAR) == eve


@pytest.mark.article("zone:22#1")
def test_a_day_that_may_still_be_given_off_is_no_eve() -> None:
    """The notice closes on 6 January 2027. Nobody knows yet who works from 30 December to 5 January."""
    case = in_notice(date(2026, 12, 23), CALENDAR)
    duty = closing(case, CALENDAR)
    assert duty.due.date == date(2027, 1, 6)
    assert CALENDAR.previous_working_day(date(2027, 1, 6)) == date(2027, 1, 5)
    assert reminded_on(case, CALENDAR) == date(2026, 12, 29)
    assert duty.title == "公示即将截止"


@pytest.mark.article("zone:22#1")
def test_the_eve_moves_to_the_working_day_before_once_the_calendar_is_out() -> None:
    """The last day was told to the public and stays; the working days before it are settled now."""
    known = WorkCalendar([*SEED, OF_2027])
    assert reminded_on(in_notice(date(2026, 12, 23), CALENDAR), known) == date(2027, 1, 5)


@pytest.mark.article("zone:22#1")
@pytest.mark.article("zone:28.3#1")
def test_the_reminder_names_what_is_shown_and_the_hour_at_which_it_ends() -> None:
    case = in_notice(date(2025, 10, 9), CALENDAR, ZonePolicy(notice_close="17:30"))
    assert closing(case, CALENDAR).facts == {
        "matter": art22.MATTER,
        "last_day": "2025-10-15",
        "closing_hour": "17时30分",
    }
    case.renewal = Renewal(proceeding=case.proceeding)
    assert closing(case, CALENDAR).facts["matter"] == art28.NOTICE_MATTER


@pytest.mark.article("zone:28.1")
def test_the_ladder_of_a_renewal_has_one_rung_a_day_under_any_policy() -> None:
    """A window of two months opens on 20 March 2028; thirty days before that are 91 before the term ends."""
    policy = ZonePolicy(renewal_window_months=2, renewal_ladder_before=(90, 91, 7))
    rungs = reminders.reminders(terms.first_term(date(2025, 5, 20), policy), policy, CALENDAR)
    days = [local_date(rung.planned_at) for rung in rungs]
    assert days == sorted(set(days))
    assert [rung.key for rung in rungs] == ["d-91", "d-90", "d-7"]


@pytest.mark.article("zone:28.1")
def test_the_reminder_of_the_window_is_about_the_window() -> None:
    term = terms.first_term(date(2025, 5, 20), POLICY)
    assert [(rung.key, rung.about) for rung in reminders.reminders(term, POLICY, CALENDAR)] == [
        ("window-30", term.window),
        ("d-90", None),
        ("d-30", None),
        ("d-7", None),
    ]


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C05")
def test_read_as_a_limit_the_reminders_lead_up_to_the_last_day_to_apply() -> None:
    """R-28-1, the other reading: no later than six months before the end of the term."""
    policy = ZonePolicy(renewal_reading="deadline")
    term = terms.first_term(date(2025, 10, 15), policy)
    rungs = [rung for rung in reminders.reminders(term, policy, CALENDAR) if rung.wording == "renewal_before_expiry"]
    assert [local_date(rung.planned_at) for rung in rungs] == [date(2028, 1, 16), date(2028, 3, 16), date(2028, 4, 8)]
    facts = reminders.window_facts(term)
    assert facts == {"window_opens": "2025-10-15", "window_last": "2028-04-15", "term_last_day": "2028-10-15"}
