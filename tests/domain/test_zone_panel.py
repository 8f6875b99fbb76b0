"""第二十一条 组织专家评审组: who may sit on it, and how it changes until its report is in (R-21-2, R-21-4)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.procedure.state import Proceeding
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from domain.task import Act, Answer, Task
from domain.zone.art21_evaluation import EVALUATION_REPORT, PANEL_FORMATION
from domain.zone.art21_panel import Declaration, PanelFacts, Reviewer, expert, refuse_declared, refuse_registered
from domain.zone.art21_panel_changes import RECUSAL, REPLACEMENT, refuse_recused, take_recusal, take_replacement
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import FormerIdentity
from domain.zone.policy import ZonePolicy
from tests.support import forms
from tests.support.world import PARK

pytestmark = pytest.mark.article("zone:21#1")
NOW = datetime(2027, 3, 1, 2, tzinfo=UTC)
FORMER = FormerIdentity(name="示例旧园区", creating_body="示例旧管委会", until=date(2026, 1, 1), basis="更名")


def case(**facts: Any) -> ZoneCase:
    panel = Proceeding(panel=["expert-1", "expert-2", "expert-3"], panel_leader="expert-1")
    given = {"stage": Stage.EVALUATION, "proceeding": panel, "former": [FORMER]} | facts
    return ZoneCase(id="zone-js-1-case-1", park=PARK, policy=ZonePolicy(), stage_since=NOW, **given)


def reviewers(**changes: Any) -> PanelFacts:
    """The four experts, the last of them with changes."""
    known = [
        Reviewer(organisation=f"expert-{n}", name=f"专家{n}", employer="示例大学", holders=(f"expert-{n}",))
        for n in range(1, 5)
    ]
    return PanelFacts(reviewers=(*known[:-1], known[-1].model_copy(update=changes)))


def refused_replacement(found: ZoneCase, **changes: Any) -> Refusal | None:
    action = REPLACEMENT.kind.actions[0]
    return action.check(found, action.form.model_validate(forms.REPLACEMENT | changes), NOW)


def answered(found: ZoneCase, who: str, **data: Any) -> Answer:
    matter = REPLACEMENT if who == "samr" else RECUSAL
    action = matter.kind.actions[0]
    actor = Actor(id=who, role=matter.kind.role, organisation=who)
    task = Task(id="t", kind=matter.kind.key, audience=next(iter(matter.audiences(found))), opened_at=NOW)
    act = Act(task_id="t", action=action.name, actor=actor)
    return Answer(act=act, form=action.form.model_validate(data), task=task, at=NOW)


def test_an_expert_without_an_account_here_sits_on_no_panel() -> None:
    refusal = refuse_registered(case(), ["expert-1", "expert-9"], reviewers())
    assert refusal is not None
    assert (refusal.kind, refusal.basis, refusal.remedy) == (RefusalKind.RULE, ("zone:21#1",), "请核对专家账号。")
    assert refusal.text == "expert-9不是已登记的专家账号，不能参加专家评审组（系统策略）。"
    assert refuse_registered(case(), ["expert-1", "expert-4"], reviewers()) is None


@pytest.mark.parametrize("employer", ["示例一号园区", "示例一号园区 管理委员会", "示例旧园区", "示例旧管委会"])
def test_whoever_the_register_knows_to_work_for_the_park_is_refused_under_all_its_names(employer: str) -> None:
    refusal = refuse_registered(case(), ["expert-4"], reviewers(employer=employer))
    assert refusal is not None
    assert refusal.basis == ("zone:21#1",)
    assert "登记的工作单位" in refusal.text
    assert "应当回避" in refusal.text
    declared = refuse_declared(case(), [Declaration(expert="expert-4", employer=employer, has_conflict=False)])
    assert declared is not None
    assert "expert-4与示例一号园区有利害关系，应当回避" in declared.text


@pytest.mark.parametrize("kind", ["creation_application", "provincial_appraisal", "acceptance_examination"])
def test_who_applied_or_examined_under_another_account_does_not_review(kind: str) -> None:
    found = case(acted={kind: ("person-1",)})
    refusal = refuse_registered(found, ["expert-4"], reviewers(holders=("expert-4", "person-1")))
    assert refusal is not None
    assert refusal.basis == ("zone:21#1",)
    assert "已经参与示例一号园区申请的办理，不得再作评审专家" in refusal.text
    assert refuse_registered(found, ["expert-4"], reviewers()) is None
    assert set(found.excluded(EVALUATION_REPORT)) <= {"person-1"}


def test_who_evaluated_before_may_evaluate_again() -> None:
    found = case(acted={"evaluation_report": ("expert-4",), "panel_recusal": ("expert-4",)})
    assert refuse_registered(found, ["expert-4"], reviewers()) is None


def test_the_register_is_asked_when_a_panel_is_formed_and_when_it_changes() -> None:
    enquiries = [PANEL_FORMATION.actions[0].enquiry, REPLACEMENT.kind.actions[0].enquiry]
    assert [each.key for each in enquiries if each] == ["panel", "panel"]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, None),
        ({"expert": "expert-9"}, "expert-9不是本次评估验收的专家评审组成员。"),
        ({"successor": "expert-2"}, "expert-2已是专家评审组成员。"),
        ({"leader": ""}, "更换组长的，应当同时确定新的组长。"),
        ({"leader": "expert-1"}, "更换后的组长应当是专家评审组成员"),
        ({"leader": "expert-4"}, None),
        ({"expert": "expert-3", "leader": ""}, None),
        ({"has_conflict": True}, "expert-4与示例一号园区有利害关系，应当回避"),
        ({"employer": "示例一号园区管理委员会"}, "expert-4与示例一号园区有利害关系，应当回避"),
    ],
)
def test_a_successor_meets_what_every_member_meets_and_the_panel_keeps_a_leader(
    changes: dict[str, Any], text: str | None
) -> None:
    refusal = refused_replacement(case(), **changes)
    assert (refusal is None) is (text is None)
    if refusal and text:
        assert text in refusal.text
        assert refusal.basis == ("zone:21#1",)
        assert refusal.remedy


def test_the_one_who_goes_the_one_who_comes_and_the_others_are_told() -> None:
    found = case()
    effects = REPLACEMENT.kind.actions[0].effects(found, answered(found, "samr", **forms.REPLACEMENT))
    changed, formed = effects.notices
    told = {each.organisation for each in changed.audience if each.role is Role.EXPERT}
    assert (changed.kind, told) == ("panel_changed", {"expert-1", "expert-2", "expert-3"})
    assert {each.role for each in changed.audience} >= {Role.CREATING_BODY, Role.PROVINCIAL_REGULATOR}
    assert (formed.kind, formed.audience) == ("panel_formed", (expert("expert-4"),))
    assert "理由：本人申请回避。" in effects.text
    take_replacement(found, answered(found, "samr", **forms.REPLACEMENT))
    assert found.proceeding.panel == ["expert-4", "expert-2", "expert-3"]
    assert found.proceeding.panel_leader == "expert-2"


def test_no_report_is_taken_while_somebody_sits_who_asked_to_go() -> None:
    found = case()
    assert refuse_recused(found) is None
    take_recusal(found, answered(found, "expert-3", relation="两年前曾在该园区任职。"))
    assert [each.organisation for each in RECUSAL.audiences(found)] == ["expert-1", "expert-2"]
    refusal = refuse_recused(found)
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, ("zone:21#1",))
    assert refusal.text == "expert-3已申请回避，更换之前不得提交评估验收报告（系统策略）。"
    take_replacement(found, answered(found, "samr", **forms.REPLACEMENT | {"expert": "expert-3", "leader": ""}))
    assert refuse_recused(found) is None
    assert found.proceeding.panel_leader == "expert-1"


@pytest.mark.parametrize("stage", [Stage.MATERIAL_REVIEW, Stage.PUBLIC_NOTICE, Stage.CREATION])
def test_a_panel_changes_while_it_evaluates_and_not_before_or_after(stage: Stage) -> None:
    for matter in (RECUSAL, REPLACEMENT):
        assert matter.is_open(case())
        assert not matter.is_open(case(stage=stage))
        assert not matter.is_open(case(proceeding=Proceeding(panel_leader="expert-1"))), "older than the rule"
