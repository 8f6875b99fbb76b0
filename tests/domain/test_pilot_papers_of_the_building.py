"""五（一）, 二（三） Papers a bureau may send in while it builds: a small amendment of the plan, 阶段性成效小结."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.orders import Effects
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.matters import MATTERS
from domain.pilot.provinces import FIVE
from domain.pilot.sec2_3_summary import SUMMARY
from domain.pilot.sec5_1_plan_amendment import AMENDING, Amendment
from domain.refusal import RefusalKind
from domain.task import Act, Answer, Task
from tests.support.pilot_cases import JIA, YI, a_project, launched, pilot_actor

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
AMENDMENT: dict[str, Any] = {"amended": "增加两次计量比对。", "reasons": "企业需要。", "is_small": True}


def project(**facts: Any) -> PilotCase:
    return a_project(NOW, **launched(date(2025, 3, 2), (JIA, YI)) | facts)


def acted(account: str, kind: str, **data: Any) -> Effects:
    [action] = TASK_KINDS[kind].actions
    task = Task(id="t", kind=kind, audience=JIA.audience, opened_at=NOW)
    act = Act(task_id="t", action=action.name, actor=pilot_actor(account))
    return action.effects(project(), Answer(act, action.form(**data), task, NOW))


@pytest.mark.article("pilot:5(1)")
def test_each_bureau_makes_a_small_amendment_known_to_its_own_province_while_it_builds() -> None:
    assert AMENDING in MATTERS
    assert (AMENDING.kind.optional, AMENDING.kind.standing) == (True, True), "nobody waits for it"
    assert list(AMENDING.audiences(project())) == [JIA.audience, YI.audience]
    assert {each for each in PilotStage if AMENDING.is_open(project(stage=each))} == {PilotStage.UNDER_CONSTRUCTION}
    effects = acted("city-yi", "pilot_plan_amendment", **AMENDMENT)
    [told], [paper] = effects.notices, effects.documents
    assert told.audience == (YI.province, JIA.audience), "the lead learns of it, as of a filing"
    assert paper.recipients == (YI.province,)


@pytest.mark.article("pilot:5(1)", "pilot:2(1)")
def test_lead_participants_scope_and_goals_are_no_small_amendment() -> None:
    [action] = AMENDING.kind.actions
    assert action.check(project(), Amendment(**AMENDMENT), NOW) is None
    refusal = action.check(project(), Amendment(**AMENDMENT | {"is_small": False}), NOW)
    assert refusal
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("pilot:5(1)",))
    assert refusal.text == "牵头单位、参与单位、建设范围和建设目标的变更，不能以修改工作方案的方式告知（系统策略）。"
    assert "提出变更" in refusal.remedy


@pytest.mark.article("pilot:2(3)")
@pytest.mark.parametrize(("passed", "stage", "offered"), [(0, 0, False), (1, 0, True), (3, 0, True), (1, 1, False)])
def test_the_lead_may_sum_up_once_an_aim_has_passed_and_nobody_waits_for_it(
    passed: int, stage: int, offered: bool
) -> None:
    stages = (PilotStage.UNDER_CONSTRUCTION, PilotStage.CLOSED)
    case = project(milestones_passed=passed, stage=stages[stage])
    assert SUMMARY.is_open(case) is offered
    assert list(SUMMARY.audiences(case)) == [JIA.audience]
    assert SUMMARY.kind.optional


@pytest.mark.article("pilot:2(3)")
def test_the_five_are_told_of_the_summary_and_it_has_no_day() -> None:
    effects = acted("city-jia", "pilot_results_summary", results="合格率提高。")
    [told], [paper] = effects.notices, effects.documents
    assert (told.audience, told.deadlines) == ((*FIVE, JIA.audience), ())
    assert paper.recipients == FIVE
    assert "仅供知悉" in effects.text
