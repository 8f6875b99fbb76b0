"""The date rules of the pilots of the Yangtze River delta (《长三角质量提升示范试点建设工作方案》)."""

from collections.abc import Mapping
from datetime import date

from verifier.civil import corresponding_day
from verifier.days import DayTable
from verifier.expected import Expected, due, period, single
from verifier.rule import Given, Rule

DEFAULTS: Given = {
    "look_back_event_years": 3,
    "half_year_months": 6,
    "half_year_mode": "anchored",
    "half_year_roll": "next_workday",
    "stage_results_years": (2, 3),
    "five_year_plan_ends_on": "2025-12-31",
}


def _look_back(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """四（一）近三年: both ends included."""
    return single(corresponding_day(anchor, -12 * policy["look_back_event_years"]))


def _half_year_report(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """五（四）每半年: launch + k × six months, never chained; or the halves of the calendar year (Y-HALFYEAR-MODE)."""
    ends = {"anchored": _anchored, "calendar": _halves}[policy["half_year_mode"]]
    before, over = ends(anchor, given.get("k", 1), policy["half_year_months"])
    return due(over, policy["half_year_roll"], before, table)


def _anchored(launch: date, k: int, months: int) -> tuple[date, date]:
    return corresponding_day(launch, (k - 1) * months), corresponding_day(launch, k * months)


def _halves(launch: date, k: int, months: int) -> tuple[date, date]:
    """The first half is short: it began with the launch."""
    years = range(launch.year, launch.year + k // 2 + 2)
    ends = [end for year in years for end in (date(year, 6, 30), date(year, 12, 31)) if end > launch]
    return ([launch, *ends][k - 1], ends[k - 1])


def _stage_results(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """二（三）力求在2-3年内取得阶段性成效: an aim, by which nothing opens or closes."""
    years = given.get("years", policy["stage_results_years"][-1])
    return single(period(anchor, 12 * years, policy["period_mode"]).date)


def _clear_results(anchor: date, given: Given, policy: Given, table: DayTable) -> Expected:
    """二（三）到“十四五”期末: the same day for every pilot."""
    return single(date.fromisoformat(policy["five_year_plan_ends_on"]))


RULES: Mapping[str, Rule] = {
    "pilot-look-back": Rule(_look_back),
    "pilot-half-year-report": Rule(_half_year_report),
    "pilot-milestone": Rule(_stage_results),
    "pilot-clear-results": Rule(_clear_results),
}
