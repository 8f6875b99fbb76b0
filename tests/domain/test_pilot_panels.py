"""五（五） Who may not sit on a panel of a project, who is remembered, and what a panel too small waits for."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.orders import Effects
from domain.pilot.case import Participant, PilotCase
from domain.pilot.parts import EvaluationOccasion
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import FIVE
from domain.pilot.sec5_5_evaluation import OPENING, EvaluationOrder, begin, starters, tie_to
from domain.pilot.sec5_5_opinions import DECLARATION, EVALUATING, Recusal
from domain.pilot.sec5_5_panel import COMPLETION, complete, more_of, refuse_late
from domain.procedure.expert_evaluation import Expert, ExpertPool, FormerEmployer, draw
from domain.procedure.forms import Reasons
from domain.refusal import Refusal, RefusalKind
from domain.task import Act, Answer, Form, NoData, Task
from tests.support.pilot_cases import BING, JIA, YI, a_project, launched, pilot_actor
from tests.support.pilot_evaluations import opened

NOW = datetime(2028, 2, 28, 16, tzinfo=UTC)
TODAY = date(2028, 2, 29)
pytestmark = pytest.mark.article("pilot:5(5)")


def pool(*numbers: int, seed: str = "0123") -> ExpertPool:
    experts = (Expert(organisation=f"e{each}", name=f"示例专家{each}", employer="示例大学") for each in numbers)
    return ExpertPool(experts=tuple(experts), seed=seed)


def project(**facts: Any) -> PilotCase:
    return a_project(NOW, **launched(date(2027, 1, 4), (JIA, YI)) | facts)


def evaluated(*pooled: int, **facts: Any) -> PilotCase:
    """An evaluation of three is under way, ordered by 江苏."""
    panel = draw(pool(*pooled), 3, lambda each: None)
    assert panel
    return project(evaluation=opened(panel, TODAY), **facts)


def answer(action: str, form: Form, facts: Any = None, account: str = "prov-js") -> Answer:
    task = Task(id="t", kind="k", audience=FIVE[1], opened_at=NOW)
    return Answer(Act(task_id="t", action=action, actor=pilot_actor(account)), form, task, NOW, facts)


def order(*drafters: str) -> EvaluationOrder:
    return EvaluationOrder(occasion=EvaluationOccasion.AD_HOC, purpose="核查", drafters=list(drafters))


def refused(case: PilotCase, found: ExpertPool, *drafters: str) -> Refusal | None:
    [action] = OPENING.kind.actions
    assert action.enquiry
    return action.enquiry.refuse(case, order(*drafters), NOW, found)


def recuse(case: PilotCase, organisation: str, relation: str = "配偶在参与单位工作") -> Effects:
    assert case.evaluation
    panel = case.evaluation.panel
    member = panel.member(organisation)
    assert member
    actor = pilot_actor("expert-1").model_copy(update={"organisation": organisation})
    task = Task(id="t", kind=DECLARATION.key, audience=member.expert.audience, opened_at=NOW)
    given = Answer(Act(task_id="t", action="recuse", actor=actor), Recusal(relation=relation), task, NOW)
    action = DECLARATION.action("recuse")
    assert action
    effects = action.effects(case, given)
    EVALUATING.recuse(case, member, given)
    panel.replace(organisation, relation)
    return effects


def sitting(case: PilotCase) -> list[str]:
    assert case.evaluation
    return [each.expert.organisation for each in case.evaluation.panel.members]


def test_a_drafter_nobody_knows_is_refused_for_nobody_could_be_kept_off() -> None:
    refusal = refused(project(), pool(1, 2, 3, 4), "e1", "示例张三")
    assert refusal
    assert (refusal.kind, refusal.basis[0]) == (RefusalKind.RULE, "pilot:5(5)")
    assert refusal.text == "参与编制方案的专家中，示例张三不在专家库中，无从回避。"
    assert "请核对账号" in refusal.remedy
    assert refused(project(), pool(1, 2, 3, 4), "e1") is None


def test_who_wrote_the_plan_is_remembered_for_the_next_draw() -> None:
    case = project()
    begin(case, answer("open", order("e1"), pool(1, 2, 3, 4)))
    assert "e1" not in sitting(case)
    case.evaluation = None
    begin(case, answer("open", order(), pool(1, 2, 3, 4)))
    assert "e1" not in sitting(case)


def test_a_tie_once_declared_keeps_an_expert_off_every_later_panel_of_the_project() -> None:
    case = evaluated(1, 2, 3, 4)
    gone = sitting(case)[0]
    recuse(case, gone)
    assert case.ties == {gone: "配偶在参与单位工作"}
    expert = next(each for each in pool(1, 2, 3, 4).experts if each.organisation == gone)
    assert tie_to(case, [], TODAY)(expert) == "此前就本项目申请回避：配偶在参与单位工作"
    case.evaluation = None
    assert refused(case, pool(1, 2, 3, 4)) is None
    begin(case, answer("open", order(), pool(1, 2, 3, 4)))
    assert gone not in sitting(case)


@pytest.mark.parametrize(
    ("left_on", "tied"), [("2025-02-27", False), ("2025-02-28", True), ("2025-03-01", True), (None, True)]
)
def test_a_bureau_that_left_ties_its_people_for_three_years_more(left_on: str | None, tied: bool) -> None:
    """Three years back from 29 February are 28 February, both ends included."""
    gone = Participant(
        bureau=BING, joined_on=date(2024, 1, 4), left_on=date.fromisoformat(left_on) if left_on else None
    )
    case = project()
    case.participants.append(gone)
    works = Expert(organisation="e9", name="示例专家", employer=BING.name)
    worked = works.model_copy(
        update={"employer": "示例大学", "former_employers": (FormerEmployer(name=BING.name, until=TODAY),)}
    )
    assert [tie_to(case, [], TODAY)(each) is not None for each in (works, worked)] == [tied, tied]


def test_a_panel_too_small_is_put_before_whoever_ordered_it_and_waits() -> None:
    case = evaluated(1, 2, 3)
    assert case.evaluation
    assert not COMPLETION.is_open(case)
    [told] = recuse(case, sitting(case)[0]).notices
    assert (told.kind, [each.organisation for each in told.audience]) == ("pilot_panel_short", ["prov-js"])
    assert case.evaluation.panel.is_short
    assert COMPLETION.is_open(case)
    assert [each.organisation for each in COMPLETION.audiences(case)] == ["prov-js"]


def test_it_is_filled_from_the_pool_without_those_who_left_it() -> None:
    case = evaluated(1, 2, 3)
    assert case.evaluation
    gone = sitting(case)[0]
    recuse(case, gone)
    filled = pool(1, 2, 3, 4, 5, seed="beef")
    more = more_of(case, filled, NOW)
    assert more
    assert {each.expert.organisation for each in more.members} <= {"e4", "e5"}
    complete(case, answer("draw", NoData(), filled))
    assert (len(sitting(case)), gone in sitting(case), case.evaluation.panel.is_short) == (3, False, False)
    assert len(case.evaluation.panel.substitutes) == 1


def test_where_nobody_is_left_in_the_pool_it_cannot_be_filled_and_the_remedy_says_what_can_be_done() -> None:
    case = evaluated(1, 2, 3)
    recuse(case, sitting(case)[0])
    action = COMPLETION.kind.action("draw")
    assert action
    assert action.enquiry
    refusal = action.enquiry.refuse(case, NoData(), NOW, pool(1, 2, 3))
    assert refusal
    assert (refusal.basis[0], refusal.text) == ("pilot:5(5)", "专家库中可以补充的专家不足1名，不能抽取。")
    assert "由其余专家继续" in refusal.remedy


def test_the_others_go_on_by_a_decision_with_reasons_that_everybody_is_told_of() -> None:
    case = evaluated(1, 2, 3)
    assert case.evaluation
    recuse(case, sitting(case)[0])
    given = answer("go_on", Reasons(reasons="意见已经充分"))
    action = COMPLETION.kind.action("go_on")
    assert action
    effects = action.effects(case, given)
    [told] = effects.notices
    assert {*told.audience} == {*case.concerned}
    assert "意见已经充分" in effects.text
    assert refuse_late(case, given) is None
    complete(case, given)
    assert not case.evaluation.panel.is_short
    late = refuse_late(case, given)
    assert late
    assert late.kind is RefusalKind.TOO_LATE


@pytest.mark.parametrize(
    ("starter", "ordered", "who"),
    [
        ("concerned", "", ["prov-js", "prov-zj"]),
        ("any", "", [each.organisation for each in FIVE]),
        ("joint", "", []),
        ("joint", "prov-jx", ["prov-jx"]),
    ],
)
def test_who_may_have_it_evaluated_by_each_reading(starter: Any, ordered: str, who: list[str]) -> None:
    case = project(policy=PilotPolicy(evaluation_starter=starter), evaluation_ordered_by=ordered)
    assert [each.organisation for each in starters(case)] == who
