"""五（五） 评估。长三角各省级市场监管局定期或不定期组织专家对示范试点建设情况开展评估指导，推动示范试点建设。

Here what the experts do. Reading R-P-11: each declares that nothing ties them to the project, writes alone, and sees
what the others wrote when all have handed in; then one of them writes the report for all. It says what was found and
what is recommended; the guide has no mark, and neither has the report.
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.dates import local_date
from domain.orders import DocumentOrder, Effects
from domain.pilot import annex2_evidence_dates as evidence_dates
from domain.pilot.annex2_evaluation_guide import INDICATORS, IndicatorFinding, YearValue, refuse, trend
from domain.pilot.case import PilotCase
from domain.pilot.provinces import FIVE
from domain.pilot.sec5_5_evaluation import BASIS, after_leaving, follows, running, told_of
from domain.procedure.expert_evaluation import (
    DECLARE,
    RECUSE,
    Evaluating,
    EvaluationKinds,
    Panel,
    PanelMember,
    names,
)
from domain.procedure.forms import Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Action, Answer, Form, TaskKind

HAND_IN = "hand_in"
REPORT = "report"
_PLEDGE = "与参与单位、建设主体没有利害关系，没有参与编制试点建设工作方案，将独立、客观、公正地评估"


class Declaration(Form):
    signed: bool = Field(title=f"本人声明：{_PLEDGE}")


class Recusal(Form):
    relation: Text = Field(title="应当回避的关系")


class OpinionForm(Form):
    """评估意见: the table of annex 2, the yearly values behind indicator 9 if there are any, and a recommendation."""

    findings: list[IndicatorFinding] = Field(title="十二项指标的评估情况", min_length=1, max_length=24)
    satisfaction: list[YearValue] = Field(default_factory=list, title="消费者满意度（第9项，按年度）", max_length=10)
    complaints: list[YearValue] = Field(default_factory=list, title="消费者投诉率（第9项，按年度）", max_length=10)
    dates: list[evidence_dates.DatedEvidence] = Field(
        default_factory=list, title="第2、8、12项有关事项的日期", max_length=60
    )
    recommendation: Text = Field(title="指导建议")


def _refuse_unsigned(case: PilotCase, form: Declaration, now: Any) -> Refusal | None:
    if form.signed:
        return None
    return Refusal(
        kind=RefusalKind.RULE, text="声明没有签署。", basis=BASIS, remedy="有应当回避的关系的，请选择“申请回避”。"
    )


def _refuse_findings(case: PilotCase, form: OpinionForm, now: datetime) -> Refusal | None:
    return refuse(form.findings) or evidence_dates.refuse(form.dates, form.findings, local_date(now))


def _member(case: PilotCase, answer: Answer) -> PanelMember:
    found = running(case).panel.member(answer.act.actor.organisation)
    assert found is not None
    return found


def _declared(case: PilotCase, answer: Answer) -> Effects:
    who = _member(case, answer).expert
    return Effects(
        text=f"评估专家{who.name}签署回避声明。",
        documents=(
            document(
                "pilot_expert_declaration",
                BASIS,
                answer,
                *FIVE,
                expert=who.name,
                employer=who.employer,
                pledge=_PLEDGE,
            ),
        ),
    )


def _recused(case: PilotCase, answer: Answer) -> Effects:
    return Effects(
        text=f"评估专家{_member(case, answer).expert.name}申请回避（{answer.form.relation}），{follows(case)}",
        notices=after_leaving(case),
    )


def _handed_in(case: PilotCase, answer: Answer) -> Effects:
    return Effects(text=f"评估专家{_member(case, answer).expert.name}提交独立评估意见；全部提交前不公开内容。")


def heard(case: PilotCase) -> Effects:
    """All who sit have handed in: now everybody on the panel sees what each wrote."""
    panel = running(case).panel
    experts = names(each.expert for each in panel.members)
    readers = tuple(each.expert.audience for each in panel.members)
    return Effects(
        text=f"{len(experts)}名专家的独立评估意见全部提交，由专家组汇总。",
        notices=(notice("pilot_opinions_in", BASIS, *readers, experts=experts),),
        documents=tuple(_opinion_of(case, each, *readers) for each in panel.members),
    )


def _opinion_of(case: PilotCase, member: PanelMember, *readers: Audience) -> DocumentOrder:
    opinion = member.opinion
    assert opinion is not None
    return DocumentOrder(
        kind="pilot_expert_opinion",
        issuers=(member.expert.organisation,),
        recipients=(*readers, *case.provinces),
        data={
            "expert": member.expert.name,
            "guide": running(case).guide,
            **opinion,
            "rows": rows(opinion),
            "evidence": evidence(case, opinion),
            "dated": dated(opinion),
        },
        basis=BASIS,
    )


def _reported(case: PilotCase, answer: Answer) -> Effects:
    evaluation = running(case)
    opinion, experts = answer.form.model_dump(mode="json"), [each.expert for each in evaluation.panel.members]
    told: dict[str, Any] = {"number": evaluation.number, "recommendation": answer.form.recommendation}
    return Effects(
        text=f"对{case.title}的第{evaluation.number}次评估形成评估报告。评估指南没有分值和等次，报告只有评估情况和建议。",
        notices=(notice("pilot_evaluated", BASIS, *case.concerned, **told),),
        documents=(
            DocumentOrder(
                kind="pilot_evaluation_report",
                issuers=tuple(each.organisation for each in experts),
                recipients=(*case.recipients, *FIVE),
                data={
                    **told,
                    **told_of(case, evaluation),
                    "guide": evaluation.guide,
                    "experts": names(experts),
                    "rows": rows(opinion),
                    "evidence": evidence(case, opinion),
                    "dated": dated(opinion),
                },
                basis=BASIS,
            ),
        ),
    )


def rows(opinion: dict[str, Any]) -> list[dict[str, str]]:
    """The table of annex 2, filled in: its four columns for each indicator, in order."""
    found = {each["number"]: each for each in opinion["findings"]}
    return [
        {
            "group": each.group,
            "title": f"{each.number}. {each.title}",
            "content": each.content,
            "finding": found[each.number]["finding"] or f"不适用：{found[each.number]['not_applicable']}",
        }
        for each in INDICATORS
    ]


def evidence(case: PilotCase, opinion: dict[str, Any]) -> list[str]:
    """What the yearly values say of indicator 9; empty where none are given."""
    given = {key: [YearValue(**each) for each in opinion.get(key, [])] for key in ("satisfaction", "complaints")}
    if not any(given.values()):
        return []
    first, second, together = trend(given["satisfaction"], given["complaints"], case.policy)
    return [first.words, second.words, f"{together}。"]


def dated(opinion: dict[str, Any]) -> list[str]:
    """The days of what indicators 2, 8 and 12 want done again and again; empty where none are given."""
    return evidence_dates.in_order(evidence_dates.DatedEvidence(**each) for each in opinion.get("dates", []))


def _recuse(case: PilotCase, member: PanelMember, answer: Answer) -> None:
    """A tie once declared keeps an expert off every later panel of the project."""
    case.ties[member.expert.organisation] = answer.form.relation


def _take_opinion(case: PilotCase, member: PanelMember, answer: Answer) -> None:
    member.opinion = answer.form.model_dump(mode="json")


def _take_report(case: PilotCase, answer: Answer) -> None:
    """The evaluation is over; what the experts wrote each stays with it."""
    done = running(case)
    done.findings, done.recommendation = list(answer.form.findings), answer.form.recommendation
    done.dated = dated(answer.form.model_dump(mode="json"))
    done.closed_on = local_date(answer.at)
    case.evaluations.append(done)
    case.evaluation = None


def _panel(case: PilotCase) -> Panel:
    return running(case).panel


DECLARATION = TaskKind(
    "pilot_expert_declaration",
    "签署回避声明",
    Role.EXPERT,
    BASIS,
    (
        Action(DECLARE, "签署声明", _declared, form=Declaration, check=_refuse_unsigned),
        Action(RECUSE, "申请回避", _recused, form=Recusal, irreversible=True),
    ),
)
OPINION = TaskKind(
    "pilot_expert_opinion",
    "独立填写评估意见",
    Role.EXPERT,
    BASIS,
    (Action(HAND_IN, "提交评估意见", _handed_in, form=OpinionForm, check=_refuse_findings, withheld=True),),
)
EVALUATION_REPORT = TaskKind(
    "pilot_evaluation_report",
    "汇总形成评估报告",
    Role.EXPERT,
    BASIS,
    (Action(REPORT, "提交评估报告", _reported, form=OpinionForm, check=_refuse_findings, irreversible=True),),
)
EVALUATING = Evaluating(
    EvaluationKinds(DECLARATION, OPINION, EVALUATION_REPORT), BASIS, _panel, heard, _take_opinion, _take_report, _recuse
)
