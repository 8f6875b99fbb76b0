"""Counting working days: the worked scenarios, the years no notice covers, and what must always hold."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.working_days import CalendarRelease, WorkCalendar
from tests.support.calendars import CALENDAR, SEED, days, nth_after, release

DAY = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def last_day(published: str, n: int = 5, *, count_start: bool = False, calendar: WorkCalendar = CALENDAR) -> str:
    return calendar.nth_working_day(date.fromisoformat(published), n, count_start=count_start).date.isoformat()


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A01", "A02", "A04", "A05", "A06", "A08", "A09", "A11", "A14", "A15", "A24")
@pytest.mark.parametrize(
    ("published", "expected", "counting_the_day"),
    [
        pytest.param("2025-11-03", "2025-11-10", "2025-11-07", id="A01 a plain week"),
        pytest.param("2024-04-03", "2024-04-11", "2024-04-10", id="A02 a make-up Sunday after 清明"),
        pytest.param("2024-04-26", "2024-05-07", "2024-05-06", id="A04 劳动节 2024"),
        pytest.param("2024-09-12", "2024-09-20", "2024-09-19", id="A05 中秋 2024"),
        pytest.param("2024-09-27", "2024-10-10", "2024-10-09", id="A06 国庆 2024"),
        pytest.param("2025-04-25", "2025-05-06", "2025-04-30", id="A08 劳动节 2025"),
        pytest.param("2025-09-26", "2025-10-10", "2025-10-09", id="A09 国庆中秋 2025"),
        pytest.param("2026-02-12", "2026-02-26", "2026-02-25", id="A11 春节 2026"),
        pytest.param("2026-02-28", "2026-03-06", "2026-03-05", id="A14 published on a make-up Saturday"),
        pytest.param("2025-03-15", "2025-03-21", "2025-03-21", id="A15 published on an ordinary Saturday"),
        pytest.param("2018-10-09", "2018-10-16", "2018-10-15", id="A24 a real notice that counted the day"),
    ],
)
def test_the_fifth_working_day_is_the_last_day_of_a_notice(
    published: str, expected: str, counting_the_day: str
) -> None:
    assert last_day(published) == expected
    assert last_day(published, count_start=True) == counting_the_day


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A17")
def test_a_longer_notice_ends_later() -> None:
    assert last_day("2025-11-03", 7) == "2025-11-12"


def test_every_day_passed_is_counted_or_skipped_with_its_reason() -> None:
    count = CALENDAR.nth_working_day(date(2024, 4, 3), 5)
    assert [day.isoformat()[5:] for day in count.counted] == ["04-07", "04-08", "04-09", "04-10", "04-11"]
    assert count.skipped == tuple((date(2024, 4, day), "放假") for day in (4, 5, 6))
    assert CALENDAR.day(date(2024, 4, 7)).reason == "调休上班"
    assert CALENDAR.day(date(2024, 4, 13)).reason == "周六"
    assert count.releases == ("国务院办公厅关于2024年部分节假日安排的通知（2023-10-25）",)
    assert (count.earliest, count.latest, count.provisional) == (count.date, count.date, False)


def test_a_day_off_rolls_to_the_next_working_day_and_a_working_day_stays() -> None:
    assert CALENDAR.roll_to_working_day(date(2026, 1, 31)).date == date(2026, 2, 2)
    assert CALENDAR.roll_to_working_day(date(2025, 1, 31)).date == date(2025, 2, 5)
    assert CALENDAR.roll_to_working_day(date(2026, 2, 28)).date == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2025-11-10", "2025-11-07"),
        ("2025-05-06", "2025-04-30"),
        ("2024-05-06", "2024-04-30"),
        ("2024-04-08", "2024-04-07"),
    ],
)
def test_the_previous_working_day_knows_holidays_and_make_up_days(day: str, before: str) -> None:
    assert CALENDAR.previous_working_day(date.fromisoformat(day)) == date.fromisoformat(before)


def test_a_count_starts_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        CALENDAR.nth_working_day(date(2025, 1, 2), 0)


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
class TestTheYearNoNoticeCovers:
    def test_a_notice_running_into_it_gets_a_provisional_last_day_with_its_bounds(self) -> None:
        count = CALENDAR.nth_working_day(date(2026, 12, 28), 5)
        assert (count.date, count.provisional) == (date(2027, 1, 5), True)
        assert (count.earliest, count.latest) == (date(2027, 1, 3), date(2027, 1, 12))
        assert (date(2027, 1, 1), "元旦，节假日安排未公布") in count.skipped

    @pytest.mark.parametrize(
        ("off", "made_up", "expected"),
        [
            pytest.param(["2027-01-01"], ["2027-01-02", "2027-01-03"], "2027-01-03", id="A18 variant 1"),
            pytest.param([], ["2027-01-02", "2027-01-03"], "2027-01-03", id="A18 variant 1, 元旦 not repeated"),
            pytest.param(["2027-01-01", "2027-01-04", "2027-01-05"], [], "2027-01-07", id="A18 variant 2"),
        ],
    )
    def test_its_notice_settles_the_day_within_the_bounds(
        self, off: list[str], made_up: list[str], expected: str
    ) -> None:
        before = CALENDAR.nth_working_day(date(2026, 12, 28), 5)
        after = WorkCalendar([*SEED, release(2027, off=off, made_up=made_up)]).nth_working_day(date(2026, 12, 28), 5)
        assert (after.date.isoformat(), after.provisional) == (expected, False)
        assert before.earliest <= after.date <= before.latest

    @pytest.mark.parametrize(("day", "certain"), [("2026-12-25", True), ("2026-12-26", False), ("2027-03-17", False)])
    def test_the_end_of_december_is_open_until_the_next_notice(self, day: str, certain: bool) -> None:
        assert CALENDAR.day(date.fromisoformat(day)).certain is certain

    def test_the_notice_of_the_next_year_may_take_a_day_of_december_off(self) -> None:
        calendar = WorkCalendar([*SEED, release(2027, off=["2026-12-31", "2027-01-01"])])
        assert calendar.day(date(2026, 12, 31)).nominal is False
        assert calendar.day(date(2026, 12, 30)).certain is True

    def test_nominally_it_works_from_monday_to_friday_but_on_the_fixed_holidays(self) -> None:
        idle = [day for day in days(date(2030, 1, 1), date(2030, 12, 31)) if not CALENDAR.day(day).nominal]
        weekdays_off = [day.isoformat()[5:] for day in idle if day.weekday() < 5]
        assert weekdays_off == ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]
        assert sum(day.weekday() >= 5 for day in idle) == 104

    @pytest.mark.parametrize("year", [year for year in range(2008, 2027) if year != 2015])
    def test_the_bounds_held_in_every_past_year_had_its_notice_been_missing(self, year: int) -> None:
        blind = WorkCalendar(each for each in SEED if each.year != year)
        for start in days(date(year - 1, 12, 20), date(year, 12, 20)):
            truth = CALENDAR.nth_working_day(start, 5).date
            count = blind.nth_working_day(start, 5)
            assert count.earliest <= truth <= count.latest, (start, truth, count)


def test_of_two_notices_for_one_year_the_later_issued_counts_whatever_the_order() -> None:
    first = release(2030, off=["2030-03-04"], issued_on="2029-11-01")
    amended = release(2030, off=["2030-03-05"], issued_on="2030-02-01")
    for order in ([first, amended], [amended, first]):
        calendar = WorkCalendar(order)
        assert calendar.day(date(2030, 3, 4)).nominal is True
        assert calendar.day(date(2030, 3, 5)).nominal is False


RELEASES = st.builds(
    CalendarRelease,
    year=st.integers(2024, 2028),
    document_number=st.just("测试"),
    issued_on=st.dates(date(2023, 1, 1), date(2028, 12, 31)),
    days_off=st.lists(DAY, max_size=40).map(tuple),
    make_up_workdays=st.lists(DAY, max_size=40).map(tuple),
)


@given(st.lists(RELEASES, max_size=4), DAY, st.integers(1, 15), st.booleans())
def test_under_any_notices_a_period_holds_exactly_its_working_days_within_its_bounds(
    releases: list[CalendarRelease], start: date, n: int, count_start: bool
) -> None:
    calendar = WorkCalendar(releases)
    count = calendar.nth_working_day(start, n, count_start=count_start)
    first = start if count_start else start + timedelta(days=1)
    working = [day for day in days(first, count.date) if calendar.day(day).nominal]
    assert list(count.counted) == working
    assert len(working) == n
    assert working[-1] == count.date
    assert count.earliest <= count.date <= count.latest
    assert count.provisional or count.earliest == count.latest


@given(st.dates(date(2004, 1, 1), date(2026, 11, 1)), st.integers(5, 20))
def test_a_known_notice_never_closes_before_its_working_days_by_an_independent_count(start: date, n: int) -> None:
    assert CALENDAR.nth_working_day(start, n).date == nth_after(start, n, chinese_calendar.is_workday)
