"""A wrong entry in the record is found, whichever field it is in."""

from datetime import date
from typing import Any

import pytest

from domain.date_rules import derive
from domain.policy import ZonePolicy
from domain.working_days import WorkCalendar
from tests.support.calendars import CALENDAR, SEED
from tests.support.dated_records import inputs
from verifier import Finding, Verdict, verify

POLICY = ZonePolicy()
SETTLED = ("zone-notice", "2025-09-26", {"working_days": 5})
PROVISIONAL = ("zone-notice", "2026-12-28", {"working_days": 5})
REPORT = ("zone-annual-report", "2025-12-31", {"year": 2025})
TERM = ("zone-term", "2028-02-29", {"term_number": 1})
WINDOW = ("zone-renewal-window", "2025-10-15", {"term_number": 1})
Date = tuple[str, str, dict[str, int]]


def checked(recorded: Date, **planted: Any) -> Finding:
    key, anchor, given = recorded
    deadline = derive(key, date.fromisoformat(anchor), given, POLICY, CALENDAR).compact()
    found = inputs(POLICY, [deadline], SEED)
    found["deadlines"][0] |= planted
    (finding,) = verify(found)
    return finding


@pytest.mark.parametrize("recorded", [SETTLED, PROVISIONAL, REPORT, TERM, WINDOW], ids=str)
def test_a_date_as_it_was_derived_agrees(recorded: Date) -> None:
    assert checked(recorded).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("recorded", "field", "wrong", "words"),
    [
        pytest.param(SETTLED, "date", "2025-10-09", "日期登记2025-10-09，核验2025-10-10", id="a day too early"),
        pytest.param(SETTLED, "date", "2025-10-11", "日期登记2025-10-11，核验2025-10-10", id="a day too late"),
        pytest.param(
            TERM, "date", "2031-03-01", "日期登记2031-03-01，核验2031-02-28", id="the month's end not clamped"
        ),
        pytest.param(SETTLED, "earliest", "2025-10-09", "最早登记2025-10-09，核验2025-10-10", id="earliest"),
        pytest.param(SETTLED, "latest", "2025-10-13", "最晚登记2025-10-13，核验2025-10-10", id="latest"),
        pytest.param(SETTLED, "provisional", True, "暂定登记是，核验否", id="provisional though settled"),
        pytest.param(PROVISIONAL, "provisional", False, "暂定登记否，核验是", id="settled though provisional"),
        pytest.param(
            PROVISIONAL, "reading", "earliest", "取值登记可能最早的安排，核验可能最晚的安排", id="the other reading"
        ),
        pytest.param(
            SETTLED,
            "opens_at",
            "2025-09-26T00:00:00Z",
            "起始时刻登记2025-09-26 08:00，核验2025-09-26 00:00",
            id="a day of another time zone",
        ),
        pytest.param(
            SETTLED,
            "closes_at",
            "2025-10-10T15:00:00Z",
            "截止时刻登记2025-10-10 23:00，核验2025-10-11 00:00",
            id="closed an hour early",
        ),
        pytest.param(
            SETTLED,
            "closes_at",
            "2025-10-10T15:59:59Z",
            "截止时刻登记2025-10-10 23:59:59，核验2025-10-11 00:00",
            id="an end that is not half-open",
        ),
        pytest.param(SETTLED, "closes_at", None, "截止时刻登记无，核验2025-10-11 00:00", id="never closes"),
        pytest.param(
            SETTLED,
            "counted",
            ["2025-09-26", "2025-09-28", "2025-09-29", "2025-09-30", "2025-10-10"],
            "计入的工作日登记2025-09-26、2025-09-28、2025-09-29、2025-09-30、2025-10-10，"
            "核验2025-09-28、2025-09-29、2025-09-30、2025-10-09、2025-10-10",
            id="the day of publication counted",
        ),
        pytest.param(
            SETTLED, "releases", [], "依据的节假日安排登记无，核验国办发明电〔2024〕12号", id="no notice named"
        ),
        pytest.param(SETTLED, "anchor", "2025-09-25", "日期登记2025-10-10，核验2025-10-09", id="another anchor"),
        pytest.param(SETTLED, "parameters", {"working_days": 6}, "日期登记2025-10-10，核验2025-10-11", id="longer"),
        pytest.param(REPORT, "date", "2026-01-31", "日期登记2026-01-31，核验2026-02-02", id="not moved off a Saturday"),
        pytest.param(WINDOW, "date", "2028-04-16", "日期登记2028-04-16，核验2028-04-15", id="a window a day short"),
    ],
)
def test_an_error_planted_in_a_field_is_found(recorded: Date, field: str, wrong: object, words: str) -> None:
    finding = checked(recorded, **{field: wrong})
    assert finding.verdict is Verdict.DIFFERS
    assert words in finding.words


def test_a_policy_value_changed_behind_the_back_of_the_record_is_found() -> None:
    deadline = derive("zone-term", date(2025, 11, 20), {}, POLICY, CALENDAR)
    (finding,) = verify(inputs(ZonePolicy(period_mode="inclusive"), [deadline], SEED))
    assert "日期登记2028-11-20，核验2028-11-19" in finding.words


def test_a_date_that_began_under_an_older_policy_is_checked_by_the_values_it_carries() -> None:
    deadline = derive("zone-term", date(2025, 11, 20), {}, POLICY, CALENDAR)
    kept = deadline.model_copy(update={"parameters": {"term_number": 1, "period_mode": "corresponding"}})
    (finding,) = verify(inputs(ZonePolicy(period_mode="inclusive"), [kept], SEED))
    assert finding.verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("planted", "words"),
    [
        ({"key": "zone-unheard-of"}, "核验程序没有规则zone-unheard-of"),
        ({"date": "2025-02-30"}, "ValueError"),
        ({"opens_at": "2025-09-26T00:00:00"}, "时刻没有时区"),
        ({"parameters": {"working_days": "five"}}, "ValueError"),
        ({"parameters": {"working_days": 0}}, "IndexError"),
        ({"reading": "longest"}, "ValueError"),
        ({"counted": None}, "TypeError"),
        ({"pauses": [{"last_day": "2025-09-28"}]}, "KeyError"),
    ],
)
def test_what_cannot_be_checked_is_said_and_does_not_pass(planted: dict[str, Any], words: str) -> None:
    finding = checked(SETTLED, **planted)
    assert finding.verdict is Verdict.UNVERIFIED
    assert not finding.verdict.passes
    assert finding.words.startswith("未核验")
    assert words in finding.words


def test_a_date_that_closes_although_its_count_stands_still_is_found() -> None:
    finding = checked(SETTLED, pauses=[{"first_day": "2025-09-29"}])
    assert finding.verdict is Verdict.DIFFERS
    assert "截止时刻登记2025-10-11 00:00，核验无" in finding.words


def test_a_policy_value_the_check_does_not_know_leaves_the_date_unverified() -> None:
    deadline = derive("zone-renewal-window", date(2025, 10, 15), {}, POLICY, CALENDAR)
    found = inputs(POLICY, [deadline], SEED)
    found["policy"]["renewal_reading"] = "point_with_tolerance"
    (finding,) = verify(found)
    assert finding.verdict is Verdict.UNVERIFIED


def test_a_year_whose_seasons_are_not_given_leaves_the_date_unverified() -> None:
    found = inputs(POLICY, [derive("zone-notice", date(2030, 6, 3), {}, POLICY, WorkCalendar([]))], [])
    found["seasons"] = {}
    (finding,) = verify(found)
    assert finding.verdict is Verdict.UNVERIFIED
