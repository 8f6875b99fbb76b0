"""四 试点建设条件: a project that does not meet all four cannot be selected; the five say whether it does."""

from datetime import UTC, datetime

import pytest

from domain.pilot import sec5_2_selection as sec5_2
from domain.pilot.case import PilotStage
from domain.refusal import Refusal
from tests.support.pilot_cases import ASSESSMENT, a_project

pytestmark = pytest.mark.article("pilot:4(1)", "pilot:4(2)", "pilot:4(3)", "pilot:4(4)", "pilot:5(2)")
NOW = datetime(2025, 3, 1, 2, tzinfo=UTC)
PLACES = {"safety": "pilot:4(1)", "policy_support": "pilot:4(2)", "industry": "pilot:4(3)", "foundation": "pilot:4(4)"}
"""What the assessment answers → the condition it answers."""
IN_THE_WORDS_OF_THE_PLAN = ["质量安全平稳", "质量政策支持", "产业特色鲜明", "质量基础扎实"]


def refused(**answers: bool) -> Refusal | None:
    case = a_project(NOW, stage=PilotStage.UNDER_ASSESSMENT)
    return sec5_2.refuse(case, sec5_2.AssessmentForm(**ASSESSMENT | answers), NOW)


def test_a_project_that_meets_the_four_conditions_may_be_selected() -> None:
    assert refused() is None


@pytest.mark.parametrize("condition", PLACES)
def test_a_project_that_does_not_meet_one_of_the_conditions_cannot_be_selected(condition: str) -> None:
    refusal = refused(**{f"{condition}_met": False})
    assert refusal is not None
    assert refusal.text == "试点建设条件未全部符合，不能遴选为示范试点项目。"
    assert refusal.remedy == "请核对各项条件的评审意见，或者改为不拟遴选。"
    assert refusal.basis == (*PLACES.values(), "pilot:5(2)")


@pytest.mark.parametrize("condition", PLACES)
def test_that_it_does_not_meet_a_condition_may_be_found_of_a_project_that_is_not_selected(condition: str) -> None:
    assert refused(**{f"{condition}_met": False, "selected": False}) is None


def test_the_assessment_asks_for_each_condition_by_its_name() -> None:
    asked = [sec5_2.AssessmentForm.model_fields[name].title or "" for name in PLACES]
    assert [name for name, title in zip(IN_THE_WORDS_OF_THE_PLAN, asked, strict=True) if name not in title] == []
