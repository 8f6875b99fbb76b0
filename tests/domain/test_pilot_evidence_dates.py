"""附件2 The days behind 定期 and 及时 (indicators 2, 8, 12): entered as evidence, never counted or judged."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.pilot.annex2_evaluation_guide import INDICATORS
from domain.pilot.annex2_evidence_dates import DatedEvidence, Evidence, in_order, refuse
from domain.pilot.sec5_5_opinions import OPINION, OpinionForm
from tests.support.pilot_cases import a_project
from tests.support.pilot_evaluations import opinion

TODAY = date(2027, 3, 2)
NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
pytestmark = pytest.mark.article("pilot:a2(2)", "pilot:a2(8)", "pilot:a2(12)")


def on(what: str, day: str, note: str = "") -> DatedEvidence:
    return DatedEvidence(what=Evidence(what), on=date.fromisoformat(day), note=note)


def test_what_is_dated_stands_in_the_guide_word_for_word() -> None:
    for each in Evidence:
        assert each.label in INDICATORS[each.indicator - 1].content
    assert {each.indicator for each in Evidence} == {2, 8, 12}


def test_the_days_stand_in_order_and_their_intervals_are_not_judged() -> None:
    given = [
        on("public_told", "2026-12-01"),
        on("meeting", "2026-07-01", "第二次联席会议"),
        on("meeting", "2025-01-10"),
    ]
    assert in_order(given) == [
        "第2项“定期召开工作会议”：2025年1月10日（周五）、2026年7月1日（周三）（第二次联席会议），共2次。",
        "第8项“定期向社会发布测评结果”：2026年12月1日（周二），共1次。",
        "间隔是否符合指南所说的“定期”“及时”，由专家写入评估情况，平台不作判断。",
    ]
    assert in_order([]) == []


@pytest.mark.parametrize(("day", "taken"), [("2027-03-01", True), ("2027-03-02", True), ("2027-03-03", False)])
def test_a_day_that_lies_ahead_is_refused(day: str, taken: bool) -> None:
    refusal = refuse([on("residents_asked", day)], [], TODAY)
    assert (refusal is None) is taken
    if refusal:
        assert refusal.basis == ("pilot:a2(12)",)
        assert "2027年3月3日（周三）尚未到来" in refusal.text


@pytest.mark.parametrize(("what", "number"), [("survey", 8), ("government_told", 8)])
def test_what_does_not_apply_has_no_days(what: str, number: int) -> None:
    form = OpinionForm.model_validate(opinion() | {"dates": [{"what": what, "on": "2026-05-06"}]})
    [action] = OPINION.actions
    refusal = action.check(a_project(NOW), form, NOW)
    assert refusal
    assert (refusal.basis, f"第{number}项指标写明不适用" in refusal.text) == ((f"pilot:a2({number})",), True)


def test_without_days_an_opinion_is_taken_as_before() -> None:
    form: Any = OpinionForm.model_validate(opinion())
    [action] = OPINION.actions
    assert form.dates == []
    assert action.check(a_project(NOW), form, NOW) is None
