"""The worked dates of the specification, by the check alone."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.support.calendars import SEED
from tests.support.dated_records import FROM_THE_BEGINNING, all_seasons
from verifier.civil import closing, corresponding_day, local, month_length, opening
from verifier.days import DayTable, Release, seasons
from verifier.rules import DEFAULTS, RULES


@cache
def table() -> DayTable:
    releases = [Release.read({**each.model_dump(mode="json"), "known_since": FROM_THE_BEGINNING}) for each in SEED]
    return DayTable(releases, seasons(all_seasons()))


def worked_out(rule: str, anchor: str, policy: dict[str, Any], **given: int) -> str:
    found = RULES[rule].derive(date.fromisoformat(anchor), given, {**DEFAULTS, **policy}, table())
    return found.date.isoformat() + ("?" if found.provisional else "")


@pytest.mark.parametrize(
    ("rule", "anchor", "policy", "given", "expected"),
    [
        pytest.param("zone-notice", "2025-11-03", {}, {}, "2025-11-10", id="A01"),
        pytest.param("zone-notice", "2024-04-03", {}, {}, "2024-04-11", id="A02"),
        pytest.param("zone-notice", "2026-02-12", {}, {}, "2026-02-26", id="A11"),
        pytest.param(
            "zone-notice", "2026-02-28", {"notice_count_publication_day": True}, {}, "2026-03-05", id="A14 counted"
        ),
        pytest.param("zone-notice", "2025-11-03", {}, {"working_days": 7}, "2025-11-12", id="A17"),
        pytest.param("zone-objection-supplement", "2025-11-10", {}, {}, "2025-11-17", id="A20"),
        pytest.param("zone-consultation", "2024-06-20", {}, {}, "2024-07-04", id="B01 consultation"),
        pytest.param("zone-creation-minimum", "2024-06-03", {}, {}, "2025-06-03", id="B02"),
        pytest.param(
            "zone-creation-minimum", "2024-06-03", {"period_mode": "inclusive"}, {}, "2025-06-02", id="B02 inclusive"
        ),
        pytest.param("zone-look-back", "2025-06-10", {}, {}, "2022-06-10", id="B08"),
        pytest.param("zone-term", "2025-11-20", {}, {}, "2028-11-20", id="C01"),
        pytest.param("zone-renewal-window", "2025-11-20", {}, {}, "2028-05-20", id="C01 window"),
        pytest.param(
            "zone-renewal-window", "2025-11-20", {"period_mode": "inclusive"}, {}, "2028-05-19", id="C01 inclusive"
        ),
        pytest.param("zone-renewal-window", "2025-10-15", {}, {"term_number": 2}, "2031-04-15", id="C07"),
        pytest.param("zone-annual-report", "2025-10-15", {}, {"year": 2025}, "2026-02-02", id="C14 first"),
        pytest.param("zone-annual-report", "2025-10-15", {}, {"year": 2026}, "2027-02-01?", id="C14 second"),
        pytest.param("zone-annual-report", "2025-10-15", {}, {"year": 2027}, "2028-01-31?", id="C14 third"),
        pytest.param("pilot-half-year-report", "2020-11-18", {}, {"k": 1}, "2021-05-18", id="D01 first"),
        pytest.param("pilot-half-year-report", "2020-11-18", {}, {"k": 6}, "2023-11-20", id="D01 sixth"),
        pytest.param(
            "pilot-half-year-report", "2024-03-20", {"half_year_mode": "calendar"}, {"k": 1}, "2024-07-01", id="D03"
        ),
        pytest.param("province-campaign", "2025-05-15", {}, {"campaign": 2}, "2026-05-10", id="F02"),
    ],
)
def test_a_date_of_the_specification_is_worked_out(
    rule: str, anchor: str, policy: dict[str, Any], given: dict[str, int], expected: str
) -> None:
    assert worked_out(rule, anchor, policy, **given) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-08-31", -6, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-12-31", 6, "2026-06-30"),
        ("1999-02-28", 12, "2000-02-28"),
    ],
)
def test_the_corresponding_day_is_that_of_the_same_number_or_the_last_of_the_month(
    day: str, months: int, expected: str
) -> None:
    assert corresponding_day(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_february_has_its_leap_day_every_fourth_year_but_in_three_of_four_centuries() -> None:
    assert [month_length(year, 2) for year in (1900, 2000, 2023, 2024, 2100)] == [28, 29, 28, 29, 28]


def test_a_day_begins_and_ends_at_midnight_in_shanghai() -> None:
    day = date(2025, 12, 31)
    assert opening(day).isoformat() == "2025-12-30T16:00:00+00:00"
    assert closing(day) == opening(date(2026, 1, 1))
    assert local(closing(day, "17:30")) == "2025-12-31 17:30"
