"""The seasons in which a notice may give days off, held against every notice known and a second lunar calendar."""

from datetime import date, timedelta

import holidays
import pytest

from domain.lunar import dragon_boat_festival, mid_autumn_festival, spring_festival
from domain.provisional import may_be_made_up, may_be_off, seasons
from domain.working_days import WorkCalendar
from tests.support.calendars import CALENDAR, SEED, days

DECREED_ONCE = {date(2015, 9, day) for day in (3, 4, 6)}
"""The seventieth anniversary of the victory of 1945: two weekdays off, a Sunday made up."""


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
@pytest.mark.parametrize("year", range(2008, 2027))
def test_every_day_of_the_past_was_within_its_bounds_had_its_notice_been_missing(year: int) -> None:
    blind = WorkCalendar(each for each in SEED if each.year != year)
    for day in days(date(year - 1, 12, 26), date(year, 12, 31)):
        if day in DECREED_ONCE:
            continue
        truth, verdict = CALENDAR.day(day).nominal, blind.day(day)
        assert truth or not verdict.latest, day
        assert verdict.earliest or not truth, day


@pytest.mark.parametrize("year", [2012, 2020, 2023, 2025, 2026])
def test_every_count_of_the_past_was_within_its_bounds_had_its_notice_been_missing(year: int) -> None:
    blind = WorkCalendar(each for each in SEED if each.year != year)
    for start in days(date(year - 1, 12, 20), date(year, 12, 20)):
        truth = CALENDAR.nth_working_day(start, 5).date
        count = blind.nth_working_day(start, 5)
        assert count.earliest <= truth <= count.latest, (start, truth, count)


def test_a_decree_out_of_all_season_is_not_foreseen() -> None:
    assert not may_be_off(date(2015, 9, 3))
    assert CALENDAR.day(date(2015, 9, 3)).nominal is False


@pytest.mark.parametrize("year", range(2008, 2061))
def test_the_lunar_festivals_are_those_of_an_independent_calendar(year: int) -> None:
    named = holidays.country_holidays("CN", years=year, language="en_US")
    first_days = [day for day, name in sorted(named.items()) if "Spring Festival" in name and "Eve" not in name]
    assert spring_festival(year) == first_days[0]
    for festival, name in ((dragon_boat_festival(year), "Dragon Boat"), (mid_autumn_festival(year), "Mid-Autumn")):
        assert festival is not None
        assert name in named[festival]


@pytest.mark.parametrize(
    ("festival", "first", "last"),
    [
        pytest.param("2027-06-09", "2027-06-07", "2027-06-11", id="端午 2027"),
        pytest.param("2027-09-15", "2027-09-13", "2027-09-17", id="中秋 2027"),
        pytest.param("2028-01-26", "2028-01-24", "2028-02-03", id="春节 2028"),
    ],
)
def test_only_the_days_around_a_lunar_festival_may_be_off(festival: str, first: str, last: str) -> None:
    one = timedelta(days=1)
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    assert begin < date.fromisoformat(festival) < end
    assert [may_be_off(day) for day in (begin - one, begin, end, end + one)] == [False, True, True, False]


def test_a_weekend_is_made_up_only_near_a_season() -> None:
    assert [may_be_made_up(date(2027, 5, day)) for day in (16, 22, 29, 30)] == [True, False, True, True]
    assert not may_be_made_up(date(2027, 3, 20))


def test_beyond_the_lunar_dates_listed_the_seasons_are_as_wide_as_the_festivals_wander() -> None:
    assert spring_festival(2061) is None
    assert may_be_off(date(2061, 6, 15))
    for year in range(2008, 2061):
        for first, last in seasons(year):
            assert _within_some_season_of(2061, first)
            assert _within_some_season_of(2061, last)


def _within_some_season_of(year: int, day: date) -> bool:
    moved = date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)
    return any(first <= moved <= last for first, last in seasons(year))
