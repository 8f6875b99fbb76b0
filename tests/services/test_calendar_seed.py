"""The calendar the register starts with, checked against two libraries that were written independently."""

from datetime import date
from importlib.metadata import version

import chinese_calendar
import holidays
import pytest

from tests.support.calendars import CALENDAR, SEED, days

DIFFERENCES = {
    "2005-12-31": (
        (False, True),
        "国办发明电〔2005〕35号（2006年）: “12月31日（星期六）上班”. chinesecalendar leaves it out, holidays is right.",
    ),
}
"""Day → whether it works by the seed (chinesecalendar) and by ``holidays``, and which of the two is right and why.

Up to 25 December 2026: what comes after is settled by the notice of 2027 only.
"""


def test_every_year_from_2004_has_one_release() -> None:
    assert [each.year for each in SEED] == list(range(2004, 2027))
    assert len({each.document_number for each in SEED}) == len(SEED)


def test_every_day_agrees_with_chinesecalendar() -> None:
    known = days(date(2004, 1, 1), date(2026, 12, 31))
    assert [day for day in known if CALENDAR.day(day).nominal != chinese_calendar.is_workday(day)] == []


def test_every_day_agrees_with_holidays_but_for_the_differences_listed() -> None:
    other = holidays.country_holidays("CN", years=range(2004, 2028))
    known = days(date(2004, 1, 1), date(2026, 12, 25))
    assert {
        day.isoformat(): (CALENDAR.day(day).nominal, other.is_working_day(day))
        for day in known
        if CALENDAR.day(day).nominal != other.is_working_day(day)
    } == {day: pair for day, (pair, _) in DIFFERENCES.items()}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_notice_carried_names_the_days_that_chinesecalendar_names(year: int) -> None:
    notice = next(each for each in SEED if each.year == year)
    library = chinese_calendar.constants
    assert list(notice.days_off) == sorted(day for day in library.holidays if day.year == year)
    assert list(notice.make_up_workdays) == sorted(day for day in library.workdays if day.year == year)


def test_the_notices_carried_name_their_date_of_issue() -> None:
    carried = {each.year: each for each in SEED if each.year >= 2024}
    assert {year: each.issued_on.isoformat() for year, each in carried.items()} == {
        2024: "2023-10-25",
        2025: "2024-11-12",
        2026: "2025-11-04",
    }
    assert carried[2025].document_number == "国办发明电〔2024〕12号"


def test_the_other_years_name_the_library_and_give_way_to_any_real_notice() -> None:
    for each in SEED:
        if each.year < 2024:
            assert each.document_number == f"chinesecalendar {version('chinesecalendar')}/{each.year}"
            assert each.issued_on < date(each.year - 1, 6, 1)


def test_make_up_days_are_days_of_the_weekend_and_no_day_is_both() -> None:
    for each in SEED:
        assert all(day.weekday() >= 5 for day in each.make_up_workdays)
        assert not set(each.days_off) & set(each.make_up_workdays)
