"""五（二）、五（三） Whom a draft is sent to for a signature, and who is only told of it, by each reading of R-P-6."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.orders import Effects
from domain.pilot.case import PilotStage
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.policy import JointAct, PilotPolicy
from domain.pilot.provinces import NAMES
from domain.task import Act, Answer, Task
from services.notifications.wording import compose
from tests.support.notifications import some_facts
from tests.support.pilot_cases import ASSESSMENT, JIA, YI, a_project, launched, pilot_actor

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
DRAFTS: list[tuple[PilotStage, str, str, dict[str, Any], set[str]]] = [
    (PilotStage.FILED, "pilot_assessment", "assess", ASSESSMENT, {"city-jia"}),
    (
        PilotStage.UNDER_CONSTRUCTION,
        "pilot_close_opening",
        "close",
        {"summary": "目标任务全部完成。"},
        {"city-jia", "city-yi"},
    ),
]
"""Stage, what is drafted, how, and which bureaus learn of it."""
EACH_DRAFT = pytest.mark.parametrize(
    ("stage", "kind", "name", "data", "bureaus"), DRAFTS, ids=["assessment", "closing"]
)
pytestmark = pytest.mark.article("pilot:5(2)", "pilot:5(3)")


def drafted(joint_act: JointAct, stage: PilotStage, kind: str, name: str, data: dict[str, Any]) -> Effects:
    """A bureau of Jiangsu and one of Zhejiang take part; Jiangsu drafts."""
    case = a_project(
        NOW,
        policy=PilotPolicy(joint_act=joint_act),
        **launched(date(2027, 3, 2), (JIA, YI)) | {"stage": stage},
    )
    action = TASK_KINDS[kind].action(name)
    assert action
    actor = pilot_actor("prov-js")
    task = Task(id="t", kind=kind, audience=JIA.province, opened_at=NOW)
    return action.effects(case, Answer(Act(task_id="t", action=name, actor=actor), action.form(**data), task, NOW))


@EACH_DRAFT
@pytest.mark.parametrize(
    ("joint_act", "asked"),
    [("all_five", set(NAMES)), ("concerned", {"prov-js", "prov-zj"}), ("majority", set(NAMES))],
)
def test_who_is_asked_is_told_to_sign_and_everybody_else_only_that_there_is_a_draft(
    joint_act: JointAct,
    asked: set[str],
    stage: PilotStage,
    kind: str,
    name: str,
    data: dict[str, Any],
    bureaus: set[str],
) -> None:
    effects = drafted(joint_act, stage, kind, name, data)
    to_sign, to_know = effects.notices
    assert {each.organisation for each in to_sign.audience} == asked
    assert {each.organisation for each in to_know.audience} == set(NAMES) - asked | bureaus
    words = [compose(each.kind, some_facts(each.data, basis=each.basis)) for each in (to_sign, to_know)]
    assert ["请会签" in each.subject for each in words] == [True, False]
    assert ["本通知仅供知悉，无需办理。" in each.text for each in words] == [False, True]
    signers = "、".join(name for key, name in NAMES.items() if key in asked)
    assert f"由谁办理：{signers}\n" in words[0].text
    assert f"送{signers}会签（系统策略：" in words[1].text


@EACH_DRAFT
@pytest.mark.parametrize(
    ("joint_act", "whom"),
    [
        ("all_five", "送各省级市场监管局会签"),
        ("concerned", "送江苏省市场监督管理局、浙江省市场监督管理局会签"),
        ("majority", "送各省级市场监管局会签"),
    ],
)
def test_the_record_says_whom_the_draft_was_sent_to(
    joint_act: JointAct, whom: str, stage: PilotStage, kind: str, name: str, data: dict[str, Any], bureaus: set[str]
) -> None:
    assert whom in drafted(joint_act, stage, kind, name, data).text


def test_a_notice_ordered_before_it_said_who_signs_is_still_worded() -> None:
    before = {"result": "拟遴选", "needed": "五个省级市场监管局全部签署"}
    words = compose("pilot_assessment_drafted", some_facts(before))
    assert "由谁办理：沪、苏、浙、皖、赣省级市场监管局" in words.text
