"""What the rules of a pilot project order is said: every document and notice is composed from the order itself."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.pilot import sec2_1_change, sec5_3_decisions, sec5_5_evaluation, sec5_5_opinions
from domain.pilot.annex2_evaluation_guide import INDICATORS
from domain.pilot.case import Lead, Participant, PilotCase, PilotStage
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.parts import Change, Decision, DecisionKind, EvaluationOccasion
from domain.procedure.expert_evaluation import draw
from domain.task import Act, Answer, Task
from services.documents.content import Content
from services.documents.samples import sample
from services.documents.samples.pilot_matters import POOL
from services.documents.wording import compose as written
from services.notifications.wording import compose as told
from tests.support.notifications import some_facts
from tests.support.pilot_cases import BING, FILING, HELP, JIA, SERVICE, YI, a_project, pilot_actor
from tests.support.pilot_evaluations import opened, opinion

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SERIES = [{"year": year, "value": value} for year, value in zip(range(2022, 2026), (5, 4.1, 3.9, 3), strict=True)]
ORDER = {"occasion": "ad_hoc", "purpose": "核查平台建设进展。", "drafters": []}
GRANT = {"measures": "有力。", "results": "突出。", "experience": "典型。"}
RECOMMENDATION = {
    "enterprise": "示例仪表有限公司",
    "award": "省长质量奖",
    "role": "牵头攻关。",
    "equal_terms": "相当。",
}
CHANGE = {"members": [JIA.model_dump(), BING.model_dump()], "lead": "city-bing", "scope": "产业", "goals": "目标"}
ACTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "pilot_change": ("city-jia", "propose", CHANGE | {"reasons": "产业链延伸。"}),
    "pilot_change_agreement": ("city-bing", "decline", {"reasons": "范围过大"}),
    "pilot_change_dropping": ("city-jia", "drop", {"reasons": "另行商定"}),
    "pilot_filing": ("city-jia", "file", FILING),
    "pilot_incident": ("city-yi", "report", {"what": "已召回。", "where": "示例企业。", "occurred_on": "2026-03-01"}),
    "pilot_withdrawal": ("city-jia", "withdraw", {"reasons": "另行安排"}),
    "pilot_close_opening": ("prov-sh", "close", {"summary": "全部完成"}),
    "pilot_decision_dropping": ("prov-sh", "drop", {"reasons": "另行研究"}),
    "pilot_evaluation_opening": ("prov-js", "open", ORDER),
    "pilot_expert_replacement": ("prov-js", "replace", {"expert": "", "reasons": "因病"}),
    "pilot_expert_declaration": ("expert", "declare", {"signed": True}),
    "pilot_expert_opinion": ("expert", "hand_in", opinion() | {"complaints": SERIES}),
    "pilot_evaluation_report": ("expert", "report", opinion()),
    "pilot_incentive": ("prov-sh", "grant", GRANT | {"forms": ["commendation", "promotion", "bonus"]}),
    "pilot_recommendation": ("city-yi", "recommend", RECOMMENDATION),
    "pilot_enterprise_help": ("city-yi", "record", HELP),
    "pilot_quality_service": ("city-yi", "record", SERVICE),
    "pilot_plan_amendment": ("city-yi", "amend", {"amended": "增加比对。", "reasons": "企业需要。", "is_small": True}),
    "pilot_results_summary": ("city-jia", "sum_up", {"results": "合格率提高。"}),
    "pilot_item": ("city-yi", "send", {"kind": "experience", "title": "一站式服务", "text": "共享。"}),
}
"""Kind of task → who acts, how, with which data. The expert is the last of the panel to hand in."""


def project() -> PilotCase:
    """Under construction, everything that may be under way under way."""
    panel = draw(POOL, 3, lambda each: None)
    assert panel is not None
    for each in panel.members[1:]:
        each.opinion = opinion() | {"satisfaction": [], "complaints": [], "findings": _whole(opinion()["findings"])}
    asked = {"proposed_by": "city-jia", "proposed_on": TODAY, "reasons": "产业链延伸", "lead": "city-bing"}
    return a_project(
        NOW,
        stage=PilotStage.UNDER_CONSTRUCTION,
        scope="仪器仪表行业",
        participants=[Participant(bureau=each, joined_on=TODAY) for each in (JIA, YI)],
        leads=[Lead(organisation="city-jia", from_day=TODAY)],
        change=Change(members=[JIA, BING], scope="产业", goals="目标", **asked),
        decision=Decision(
            kind=DecisionKind.CORRECT,
            reasons="文字有误",
            opened_by="prov-sh",
            opened_on=TODAY,
            title="示例区域仪器仪表产业质量提升",
            scope="仪器仪表产业",
        ),
        evaluation=opened(panel, TODAY, number=2, occasion=EvaluationOccasion.PERIODIC),
    )


def _whole(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"finding": "", "not_applicable": ""} | each for each in findings]


def acted(kind: str, case: PilotCase, **besides: Any) -> Effects:
    account, name, data = ACTS[kind]
    assert case.evaluation is not None
    action = TASK_KINDS[kind].action(name)
    assert action is not None
    first = case.evaluation.panel.members[0].expert.organisation
    actor = pilot_actor("city-jia").model_copy(update={"organisation": first})
    actor = actor if account == "expert" else pilot_actor(account)
    data = data | besides | ({"expert": first} if data.get("expert") == "" else {})
    task = Task(id="t", kind=kind, audience=JIA.audience, opened_at=NOW)
    act = Act(task_id="t", action=name, actor=actor)
    return action.effects(case, Answer(act, action.form(**data), task, NOW, facts=POOL))


def of_itself() -> Iterator[Effects]:
    """What the case causes without an act, or with the last signature."""
    case = project()
    yield sec2_1_change.effects(case)
    yield sec2_1_change.lapsed(case)
    yield sec5_5_evaluation.called(case)
    yield sec5_5_evaluation.abandoned(case)
    yield heard(case)
    for kind in DecisionKind:
        sec5_3_decisions.decision_of(case).kind = kind
        yield sec5_3_decisions.decided(case, TODAY)
    assert case.change is not None
    case.change.members = [BING]
    yield sec2_1_change.effects(case)


def heard(case: PilotCase, **besides: Any) -> Effects:
    """All on the panel have handed in, the first of them with ``besides``."""
    assert case.evaluation is not None
    _, _, data = ACTS["pilot_expert_opinion"]
    for number, member in enumerate(case.evaluation.panel.members):
        values: dict[str, Any] = {"satisfaction": [], "complaints": []} | ({} if number else besides)
        member.opinion = data | {"findings": _whole(data["findings"])} | values
    return sec5_5_opinions.heard(case)


def everything() -> list[Effects]:
    return [*(acted(kind, project()) for kind in ACTS), *of_itself()]


def document(order: DocumentOrder) -> Content:
    return written(sample(order.kind, data=order.data, basis=order.basis, deadlines=order.deadlines))


def words(order: DocumentOrder) -> str:
    content = document(order)
    cells = (cell for block in content.body for row in block.rows for cell in row)
    return "\n".join([content.title, *(block.text for block in content.body), *cells])


def mail(order: NoticeOrder) -> str:
    return told(order.kind, some_facts(order.data, basis=order.basis)).text


def test_whatever_the_rules_order_there_are_words_for_it() -> None:
    found = everything()
    texts = [words(each) for effects in found for each in effects.documents]
    texts += [mail(each) for effects in found for each in effects.notices]
    for text in texts:
        assert not any(mark in text for mark in ("{", "}", "None", "[", "。。", "。；", "：。")), text


def test_every_new_kind_is_ordered_by_a_rule() -> None:
    found = everything()
    documents = {each.kind for effects in found for each in effects.documents}
    assert {"pilot_close", "pilot_remove", "pilot_correct", "pilot_change_letter", "pilot_panel_draw"} <= documents
    assert {"pilot_expert_declaration", "pilot_expert_opinion", "pilot_evaluation_report"} <= documents
    assert {
        "pilot_commendation",
        "pilot_incentive",
        "pilot_recommendation",
        "pilot_item",
        "pilot_withdrawal",
    } <= documents
    assert "pilot_left_alone" in {each.kind for effects in found for each in effects.notices}


@pytest.mark.article("pilot:5(5)")
def test_the_record_of_a_draw_is_enough_to_draw_again() -> None:
    [order] = acted("pilot_evaluation_opening", project()).documents
    content = document(order)
    seed = (
        next(block.text for block in content.body if block.text.startswith("种子："))
        .removeprefix("种子：")
        .rstrip("。")
    )
    [table] = [block for block in content.body if "账号" in block.head]
    digests = [hashlib.sha256(f"{seed}:{row[2]}".encode()).hexdigest() for row in table.rows]
    assert digests == sorted(digests)
    assert [row[4] for row in table.rows] == [each[:12] for each in digests]
    assert {row[2] for row in table.rows} == {each.organisation for each in POOL.experts}
    assert [row[0] for row in table.rows] == ["评估专家", "评估专家", "评估专家", "递补第1位", "递补第2位"]


@pytest.mark.article("pilot:5(5)", "pilot:a2")
def test_a_report_is_the_table_of_the_guide_in_words_and_says_that_it_knows_no_grade() -> None:
    [order] = acted("pilot_evaluation_report", project()).documents
    [table] = [block for block in document(order).body if block.kind == "table"]
    assert table.head == ("一级指标", "二级指标", "建设内容", "评估情况")
    assert [row[:3] for row in table.rows] == [
        (each.group, f"{each.number}. {each.title}", each.content) for each in INDICATORS
    ]
    assert table.rows[4][3].startswith("不适用：")
    text = words(order)
    assert "没有分值、权重和等次，也没有合格线" in text
    assert "四、指导建议" in text
    assert "年度数值" not in text


@pytest.mark.article("pilot:a2(9)")
def test_yearly_values_are_shown_as_evidence_beside_the_opinion_they_came_with() -> None:
    effects = heard(project(), complaints=SERIES)
    with_values = [words(each) for each in effects.documents if "第9项指标的年度数值" in words(each)]
    assert len(effects.documents) == 3
    assert len(with_values) == 1
    assert "投诉率（2022年5、2023年4.1、2024年3.9、2025年3）：逐年递减，支持该项。" in with_values[0]
    assert "三、指导建议" in with_values[0]


@pytest.mark.article("pilot:5(1)", "pilot:2(1)")
def test_an_amended_filing_is_called_so_and_an_ordinary_one_is_not() -> None:
    case = project()
    assert case.change is not None
    before = case.model_copy(update={"stage": PilotStage.FILING_PARTIAL, "change": None})
    ordinary, _ = acted("pilot_filing", before).documents
    case.change.agreed = {"city-bing": TODAY}
    amended, _ = acted("pilot_filing", case).documents
    assert document(ordinary).title == "长三角质量提升示范试点项目建设备案表"
    assert document(amended).title == "长三角质量提升示范试点项目建设变更备案表"


@pytest.mark.article("pilot:2(1)")
def test_a_change_that_nobody_else_must_agree_to_asks_nobody() -> None:
    alone = CHANGE | {"members": [JIA.model_dump()], "lead": "city-jia"}
    [asked] = acted("pilot_change", project()).notices
    [unasked] = acted("pilot_change", project(), **alone).notices
    assert f"由谁办理：{BING.name}" in mail(asked)
    assert "本通知仅供知悉，无需办理。" in mail(unasked)


@pytest.mark.article("pilot:5(3)")
def test_a_corrected_list_shows_before_and_after_and_leaves_the_launch() -> None:
    [order] = sec5_3_decisions.decided(project(), TODAY).documents
    before_and_after = next(block for block in document(order).body if block.kind == "table")
    assert before_and_after.rows == (
        ("项目", "示例区域仪器仪表行业质量提升", "示例区域仪器仪表产业质量提升"),
        ("建设范围", "仪器仪表行业", "仪器仪表产业"),
    )
    assert "不改变启动建设的日期" in words(order)


@pytest.mark.article("pilot:5(3)")
def test_a_decision_is_said_as_it_was_last_edited_and_a_title_only_where_one_is_awarded() -> None:
    case = project()
    decision = sec5_3_decisions.decision_of(case)
    decision.kind, decision.proceeding.draft = DecisionKind.CLOSE, "经共同研究，同意结项"
    [without] = sec5_3_decisions.decided(case, TODAY).documents
    decision.awards = True
    [with_title] = sec5_3_decisions.decided(case, TODAY).documents
    assert document(without).body[0].text == "经共同研究，同意结项。"
    assert "称号" not in words(without)
    assert "二、结项的效力" in words(without)
    assert "“长三角质量提升示范”称号" in words(with_title)
    assert "三、结项的效力" in words(with_title)


@pytest.mark.article("pilot:5(6)")
def test_a_commendation_is_published_in_a_paper_of_its_own_that_says_nothing_of_the_proposals() -> None:
    outward, inward = acted("pilot_incentive", project()).documents
    assert (document(outward).note, document(inward).note) == ("此件公开发布", "")
    assert "通报表扬" in words(outward)
    assert not any(each in words(outward) for each in ("加分", "真抓实干", "宣传推广"))
    assert "建议在政府质量工作考核中适当加分" in words(inward)
    assert "通报表扬" not in words(inward)


@pytest.mark.article("pilot:5(6)")
def test_a_paper_that_was_ordered_when_one_was_for_all_is_still_written_as_it_was() -> None:
    [before] = acted("pilot_incentive", project(), forms=["bonus"]).documents
    public = before.model_copy(update={"data": before.data | {"is_public": True}})
    assert document(public).note == "此件公开发布"


def test_nobody_writes_to_itself() -> None:
    names = ("江苏省市场监督管理局", "浙江省市场监督管理局")
    content = written(sample("pilot_panel_draw", issuers=names[:1], recipients=names))
    assert content.recipients == names[1]
