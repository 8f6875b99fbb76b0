"""Counting working days: the worked scenarios, the years no notice covers, and what must always hold."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import spans
from domain.working_days import CalendarRelease, Reading, WorkCalendar
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
    assert count.releases == tuple(each.document_number for each in SEED if each.year == 2024)
    assert (count.earliest, count.latest, count.provisional) == (count.date, count.date, False)


@pytest.mark.parametrize(
    ("day", "following", "before"),
    [
        pytest.param("2026-01-31", "2026-02-02", "2026-01-30", id="a Saturday"),
        pytest.param("2025-01-31", "2025-02-05", "2025-01-27", id="春节 2025, the Sunday before it made up on Sunday"),
        pytest.param("2026-02-28", "2026-02-28", "2026-02-28", id="a make-up Saturday stays"),
        pytest.param("2025-10-04", "2025-10-09", "2025-09-30", id="国庆 2025"),
        pytest.param("2025-11-03", "2025-11-03", "2025-11-03", id="a working day stays"),
    ],
)
def test_a_day_off_rolls_to_the_working_day_after_or_before_it_and_a_working_day_stays(
    day: str, following: str, before: str
) -> None:
    there = date.fromisoformat(day)
    assert CALENDAR.roll_to_working_day(there).date.isoformat() == following
    assert CALENDAR.roll_to_working_day(there, "previous_workday").date.isoformat() == before


def test_rolling_back_into_an_unpublished_holiday_has_its_bounds_in_order() -> None:
    count = CALENDAR.roll_to_working_day(date(2027, 1, 3), "previous_workday")
    assert (count.earliest, count.nominal, count.latest) == (date(2026, 12, 29), date(2026, 12, 31), date(2027, 1, 3))


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
    def test_a_count_running_into_it_has_three_readings(self) -> None:
        readings: tuple[Reading, ...] = ("earliest", "nominal", "latest")
        counts = [CALENDAR.nth_working_day(date(2026, 12, 28), 5, reading=each) for each in readings]
        assert [count.date.isoformat() for count in counts] == ["2027-01-03", "2027-01-05", "2027-01-11"]
        for count in counts:
            assert (count.earliest, count.nominal, count.latest) == tuple(each.date for each in counts)
            assert count.provisional is True

    def test_counted_are_the_days_of_the_reading_asked_for(self) -> None:
        earliest = CALENDAR.nth_working_day(date(2026, 12, 28), 5, reading="earliest")
        latest = CALENDAR.nth_working_day(date(2026, 12, 28), 5, reading="latest")
        assert [day.isoformat()[5:] for day in earliest.counted] == ["12-29", "12-30", "12-31", "01-02", "01-03"]
        assert [day.isoformat()[5:] for day in latest.counted] == ["12-29", "01-06", "01-07", "01-08", "01-11"]
        assert (date(2026, 12, 31), "工作日，节假日安排未公布，可能放假") in latest.skipped
        assert (date(2027, 1, 9), "周六，节假日安排未公布，可能调休上班") in latest.skipped
        assert (date(2027, 1, 1), "元旦，节假日安排未公布") in latest.skipped

    def test_it_knows_which_days_are_open_and_whose_notice_will_settle_them(self) -> None:
        count = CALENDAR.nth_working_day(date(2026, 12, 28), 5)
        assert [(first.isoformat(), last.isoformat()) for first, last in spans(count.open)] == [
            ("2026-12-30", "2026-12-31"),
            ("2027-01-02", "2027-01-05"),
            ("2027-01-09", "2027-01-10"),
        ]
        assert count.awaited == (2027,)
        assert WorkCalendar([]).nth_working_day(date(2030, 12, 27), 5).awaited == (2030, 2031)

    def test_far_from_every_holiday_all_readings_agree_and_it_is_provisional_all_the_same(self) -> None:
        count = CALENDAR.nth_working_day(date(2027, 3, 15), 5)
        assert count.earliest == count.latest == date(2027, 3, 22)
        assert (count.provisional, count.open, count.awaited) == (True, (), (2027,))

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
        known = WorkCalendar([*SEED, release(2027, off=off, made_up=made_up)])
        for reading in ("earliest", "nominal", "latest"):
            after = known.nth_working_day(date(2026, 12, 28), 5, reading=reading)
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

    def test_a_fixed_holiday_is_never_made_up(self) -> None:
        assert date(2027, 5, 1).weekday() == 5
        assert CALENDAR.day(date(2027, 5, 1)).earliest is False
        assert CALENDAR.day(date(2027, 5, 8)).earliest is True


def test_of_two_notices_for_one_year_the_later_issued_counts_whatever_the_order() -> None:
    first = release(2030, off=["2030-03-04"], issued_on="2029-11-01")
    amended = release(2030, off=["2030-03-05"], issued_on="2030-02-01")
    for order in ([first, amended], [amended, first]):
        calendar = WorkCalendar(order)
        assert calendar.day(date(2030, 3, 4)).nominal is True
        assert calendar.day(date(2030, 3, 5)).nominal is False
        assert calendar.nth_working_day(date(2030, 3, 1), 2).releases == (amended.document_number,)


def test_of_two_notices_issued_on_one_day_the_greater_number_counts_whatever_the_order() -> None:
    first = release(2030, off=["2030-03-04"])
    second = release(2030, off=["2030-03-05"]).model_copy(update={"document_number": f"{first.document_number}乙"})
    for order in ([first, second], [second, first]):
        assert WorkCalendar(order).nth_working_day(date(2030, 3, 1), 2).date == date(2030, 3, 6)


RELEASES = st.builds(
    CalendarRelease,
    year=st.integers(2024, 2028),
    document_number=st.just("测试"),
    issued_on=st.dates(date(2023, 1, 1), date(2028, 12, 31)),
    days_off=st.lists(DAY, max_size=40).map(tuple),
    make_up_workdays=st.lists(DAY, max_size=40).map(tuple),
)


READINGS = st.sampled_from(["nominal", "earliest", "latest"])


@given(st.lists(RELEASES, max_size=4), DAY, st.integers(1, 15), st.booleans(), READINGS)
def test_under_any_notices_a_period_holds_exactly_its_working_days_within_its_bounds(
    releases: list[CalendarRelease], start: date, n: int, count_start: bool, reading: Reading
) -> None:
    calendar = WorkCalendar(releases)
    count = calendar.nth_working_day(start, n, count_start=count_start, reading=reading)
    first = start if count_start else start + timedelta(days=1)
    working = [day for day in days(first, count.date) if getattr(calendar.day(day), reading)]
    assert list(count.counted) == working
    assert len(working) == n
    assert working[-1] == count.date
    assert count.earliest <= count.nominal <= count.latest
    assert getattr(count, reading) == count.date
    assert count.provisional or count.earliest == count.latest
    assert bool(count.awaited) == count.provisional


@given(st.permutations([release(2027, off=["2027-01-04"], issued_on=f"2026-11-0{n}") for n in (1, 2)] + SEED[-6:]), DAY)
def test_the_order_of_imports_does_not_matter(order: list[CalendarRelease], start: date) -> None:
    in_order = WorkCalendar(sorted(order, key=lambda each: each.document_number))
    assert WorkCalendar(order).nth_working_day(start, 7) == in_order.nth_working_day(start, 7)


@given(st.dates(date(2004, 1, 1), date(2026, 11, 1)), st.integers(5, 20))
def test_a_known_notice_never_closes_before_its_working_days_by_an_independent_count(start: date, n: int) -> None:
    assert CALENDAR.nth_working_day(start, n).date == nth_after(start, n, chinese_calendar.is_workday)
