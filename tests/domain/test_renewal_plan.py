"""Planning a renewal backwards: every link keeps its time whatever the calendar turns out to be."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.policy import ZonePolicy
from domain.working_days import WorkCalendar
from domain.zone.renewal_plan import RenewalPlan, planned
from services.regulations import article_text, load_renewal_plan
from tests.support.calendars import CALENDAR, SEED, nth_after

POLICY, PLAN = ZonePolicy(), RenewalPlan()
LEFT = (20, 10, 5, 10, 30, 5, 10)
"""Working days after each step but the last: 审核, 同意, 提交, 征求意见, 综合评估, 公示, 继续认定."""


def test_the_deployed_plan_is_the_default_plan() -> None:
    assert load_renewal_plan() == PLAN


@pytest.mark.article("zone:28.2", "zone:28.3#1", "zone:28.3#2")
def test_every_link_quotes_the_words_it_is_about() -> None:
    steps = planned(date(2026, 10, 15), POLICY, PLAN, CALENDAR).steps
    assert [step.key.removeprefix("renewal-plan-") for step in steps] == [
        "application",
        "examination",
        "consent",
        "submission",
        "consultation",
        "evaluation",
        "public-notice",
        "renewal",
    ]
    for step in steps:
        quote = step.lines[0].text.split("“")[1].split("”")[0]
        assert quote in article_text(step.basis[0])


@given(st.dates(date(2006, 1, 1), date(2026, 12, 20)))
def test_in_published_years_each_day_is_the_latest_that_leaves_the_next_link_its_time(last_day: date) -> None:
    steps = planned(last_day, POLICY, PLAN, CALENDAR).steps
    assert not any(step.provisional for step in steps)
    latest = last_day
    while not chinese_calendar.is_workday(latest):
        latest -= timedelta(days=1)
    assert steps[-1].date == latest
    for step, following, n in zip(steps, steps[1:], LEFT, strict=False):
        assert chinese_calendar.is_workday(step.date)
        assert nth_after(step.date, n, chinese_calendar.is_workday) <= following.date
        tomorrow = nth_after(step.date, 1, chinese_calendar.is_workday)
        assert nth_after(tomorrow, n, chinese_calendar.is_workday) > following.date


@given(st.dates(date(2006, 6, 1), date(2026, 12, 20)))
def test_a_plan_made_before_the_notices_came_out_is_safe_by_what_they_said(last_day: date) -> None:
    assume(last_day.year != 2015)  # three days of September were given off by decree: nobody could have known
    known = [each for each in SEED if each.year < last_day.year - 1]
    made_early = planned(last_day, POLICY, PLAN, WorkCalendar(known)).steps
    settled = planned(last_day, POLICY, PLAN, CALENDAR).steps
    assert made_early[-1].provisional
    for early, sure in zip(made_early, settled, strict=True):
        assert early.earliest == early.date <= sure.date <= early.latest


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C05")
def test_by_the_other_reading_the_application_comes_six_months_before_the_end_at_the_latest() -> None:
    plan = planned(date(2028, 10, 15), ZonePolicy(renewal_reading="deadline"), PLAN, CALENDAR)
    assert plan.steps[0].date == date(2028, 4, 15)
    assert plan.opens is None
    assert plan.is_feasible


@pytest.mark.article("zone:28.1")
@pytest.mark.parametrize(("evaluation", "feasible"), [(30, True), (120, False)])
def test_a_plan_that_would_have_to_begin_before_the_window_says_so(evaluation: int, feasible: bool) -> None:
    plan = planned(date(2026, 10, 15), POLICY, RenewalPlan(evaluation=evaluation), CALENDAR)
    assert plan.opens == date(2026, 4, 15)
    assert plan.is_feasible is feasible


def test_only_the_days_of_the_notice_are_the_texts_own() -> None:
    lines = [line for step in planned(date(2026, 10, 15), POLICY, PLAN, CALENDAR).steps for line in step.lines]
    lengths = {line.text: line.source for line in lines if "留出" in line.text}
    assert [text for text, source in lengths.items() if source == "法规规定"] == ["其后为公示留出5个工作日。"]
    assert len(lengths) == len(LEFT)
