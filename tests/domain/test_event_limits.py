"""依法: what becomes of a step of an event's file when the limit of another law is entered for it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from domain import event_limits
from domain.dates import end_of
from domain.event_kinds import EVENT_KINDS
from domain.event_limit import EventLimit
from domain.procedure import event_course
from domain.procedure.event_state import EventCase
from domain.province.policy import ProvincePolicy
from domain.rederivation import explained
from services.documents.samples.events import FILLED
from tests.support.calendars import CALENDAR
from tests.support.event_files import NOW, an_event, answered


def limited(period: str, now: datetime = NOW, **facts: Any) -> EventCase:
    entered = EventLimit(step="质量安全事故：上报", period=period, statute="《示例条例》第九条")
    case = an_event("province_accident", now=now, policy=ProvincePolicy(event_limits=(entered,)), **facts)
    event_course.begin(EVENT_KINDS[case.kind], case, EVENT_KINDS[case.kind].first, now)
    return case


@pytest.mark.article("province:36.1")
@pytest.mark.parametrize(
    ("days", "last"), [("1日", "2025-10-10"), ("3日", "2025-10-12"), ("30日", "2025-11-08"), ("144日", "2026-03-02")]
)
def test_a_limit_entered_with_its_law_counts_from_the_day_after_the_step_begins(days: str, last: str) -> None:
    case = limited(days)
    assert case.due
    assert (case.due.date, case.due.closes_at) == (date.fromisoformat(last), end_of(date.fromisoformat(last)))
    assert case.due.label == "上报的期限（依据《示例条例》第九条）"
    assert event_limits.passes_at(case) == case.due.closes_at


@pytest.mark.article("province:36.1")
def test_hours_are_counted_by_the_clock_over_a_weekend_and_midnight() -> None:
    saturday = datetime(2026, 7, 4, 15, 30, tzinfo=UTC)
    case = limited("2小时", saturday)
    assert case.due
    assert (case.due.closes_at, case.due.date) == (saturday + timedelta(hours=2), date(2026, 7, 5))


@pytest.mark.article("province:36.1")
def test_a_limit_of_one_step_is_none_of_the_next_and_of_no_other_kind() -> None:
    case = limited("3日")
    kind = EVENT_KINDS[case.kind]
    assert [duty.title for duty in event_limits.open_duties(case, kind, CALENDAR)] == ["示例电器厂质量问题：上报"]
    filled = FILLED["province_accident_report"]
    event_course.take(kind, case, answered(case, "wh-market", "report", **filled))
    assert (case.at, case.due, event_limits.open_duties(case, kind, CALENDAR)) == ("response", None, [])
    assert event_limits.milestones(case) == []
    other = an_event("province_risk", policy=case.policy)  # type: ignore[attr-defined]
    event_course.begin(EVENT_KINDS[other.kind], other, EVENT_KINDS[other.kind].first, NOW)
    assert other.due is None


@pytest.mark.article("province:36.1")
def test_the_derivation_of_a_limit_says_that_the_text_sets_none() -> None:
    case = limited("3日")
    assert case.due
    lines = explained(case.due, case.policy, CALENDAR).lines  # type: ignore[attr-defined]
    assert [line.source for line in lines] == ["系统策略"] * 3
    assert "条文没有规定任何环节的期限" in lines[1].text
    assert lines[2].text.startswith("自2025年10月9日（周四）起3日")


@pytest.mark.parametrize("wrong", ["3天", "0日", "1个月", ""])
def test_a_limit_is_a_number_of_days_or_hours_and_names_its_law(wrong: str) -> None:
    with pytest.raises(ValidationError):
        EventLimit(step="质量安全事故：上报", period=wrong, statute="《示例条例》第九条")
    with pytest.raises(ValidationError):
        EventLimit(step="质量安全事故：上报", period="3日", statute="")
