"""第二十一条 评估验收可采用材料评估、现场验收等形式: the days of an evaluation, where the report states them."""

from datetime import UTC, date, datetime

import pytest

from domain.roles import Actor, Role
from domain.task import Act, Answer, Task
from domain.zone.art21_evaluation import EVALUATION_REPORT, FORMS_BASIS, EvaluationReport
from domain.zone.art21_panel import expert
from domain.zone.case import Stage
from tests.support import forms
from tests.support.situations import case_in

pytestmark = pytest.mark.article("zone:21#2")
NOW = datetime(2027, 3, 10, 2, tzinfo=UTC)
[REPORT] = EVALUATION_REPORT.actions


def report(**days: date) -> EvaluationReport:
    return EvaluationReport.model_validate(forms.EVALUATION | days)


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"began_on": date(2027, 3, 8), "ended_on": date(2027, 3, 8)},
        {"began_on": date(2027, 3, 8), "ended_on": date(2027, 3, 10)},
        {"ended_on": date(2027, 3, 10)},
    ],
)
def test_days_that_have_been_are_taken_and_none_is_owed(days: dict[str, date]) -> None:
    assert REPORT.check(case_in(Stage.EVALUATION), report(**days), NOW) is None


@pytest.mark.parametrize(
    "days",
    [
        {"began_on": date(2027, 3, 9), "ended_on": date(2027, 3, 8)},
        {"began_on": date(2027, 3, 11)},
        {"began_on": date(2027, 3, 8), "ended_on": date(2027, 3, 11)},
    ],
)
def test_an_evaluation_neither_ends_before_it_begins_nor_lies_ahead(days: dict[str, date]) -> None:
    refusal = REPORT.check(case_in(Stage.EVALUATION), report(**days), NOW)
    assert refusal is not None
    assert "结束日期不能早于开始日期" in refusal.text
    assert refusal.basis == FORMS_BASIS


def test_the_report_states_its_days() -> None:
    who = Actor(id="expert-1", role=Role.EXPERT, organisation="expert-1", jurisdiction="100000")
    form = report(began_on=date(2027, 3, 8), ended_on=date(2027, 3, 9))
    task = Task(id="t", kind=EVALUATION_REPORT.key, audience=expert("expert-1"), opened_at=NOW)
    effects = REPORT.effects(
        case_in(Stage.EVALUATION), Answer(Act(task_id="t", action="report", actor=who), form, task, NOW)
    )
    assert effects.documents[0].data["days"] == ["2027-03-08", "2027-03-09"]
