"""Group D: the dates of a pilot on the kernel; on running workflows: ``tests/workflows/test_pilot_half_years.py``."""

import pytest

from domain.date_rules import derive
from domain.deadline import Deadline
from domain.pilot.policy import PilotPolicy
from tests.support.calendars import CALENDAR
from tests.support.scenarios import days_in, expected, given, pilot_policy, titled

ROUNDS = range(1, 7)


def due(launched_on: object, k: int, policy: PilotPolicy) -> Deadline:
    return derive("pilot-half-year-report", launched_on, {"k": k}, policy, CALENDAR)  # type: ignore[arg-type]


@pytest.mark.article("pilot:5(4)", "pilot:2(3)")
@pytest.mark.scenario("D01")
def test_a_pilot_of_2020_owes_its_half_year_reports_and_aims_at_its_milestones() -> None:
    wanted, [launched], policy = expected("D01"), titled("D01"), pilot_policy("D01")
    assert [due(launched, k, policy).date for k in ROUNDS] == wanted["due_rolled"]
    nominal = policy.model_copy(update={"half_year_roll": "none"})
    assert [due(launched, k, nominal).date for k in ROUNDS] == wanted["nominal"]
    [reminders] = [line for line in due(launched, 1, policy).lines if line.parameter == "Y-REPORT-LADDER"]
    ladder = wanted["ladder_first_round"]
    assert list(reminders.dates) == [*ladder["reminders"], *ladder["overdue"]]
    aims = {
        f"{years}年": derive("pilot-milestone", launched, {"years": years}, policy, CALENDAR).date
        for years in policy.stage_results_years
    }
    aims["十四五期末"] = derive("pilot-clear-results", launched, {}, policy, CALENDAR).date
    assert aims == wanted["milestones"]


@pytest.mark.article("pilot:5(4)")
@pytest.mark.scenario("D03")
def test_by_the_calendars_halves_the_first_period_is_short_and_reported_on() -> None:
    wanted, [launched], policy = expected("D03"), given("D03"), pilot_policy("D03")
    assert policy.half_year_mode == "calendar"
    assert [due(launched, k, policy).date for k in range(1, 5)] == wanted["due"]
    first, last = days_in(wanted["first_period"])
    assert first == launched
    told = " ".join(line.text for line in due(launched, 1, policy).lines)
    assert f"报告期间为{first.year}年{first.month}月{first.day}日" in told
    assert f"至{last.year}年{last.month}月{last.day}日" in told
