"""第二十一条 市场监管总局对验收申请材料进行审核，并征求相关部门意见，对满足本办法第七条至第十四条有关条件的园区，组织专家评审组，开展评估验收工作。评估验收可采用材料评估、现场验收等形式。对不满足条件的园区，退回验收申请材料，并反馈改进意见。"""

from datetime import date, datetime

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure import consultation
from domain.procedure.forms import Conclusion, EvaluationForm, Finding, Name, Return
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind
from domain.zone import art18_creation_period as art18
from domain.zone import art19_indicators as art19
from domain.zone.art05_joint_departments import DEPARTMENTS
from domain.zone.art07_check import assess, checked, gate
from domain.zone.art17_consultation_scope import NamedDepartments, refuse_scope
from domain.zone.art20_acceptance import CHAIN
from domain.zone.art21_panel import Declaration, PanelFacts, expert, refuse_declared, refuse_registered
from domain.zone.art21_panel_changes import refuse_recused
from domain.zone.case import ZoneCase
from domain.zone.creation_requirements import (
    CONDITIONS,
    Findings,
    refuse_incomplete,
    refuse_unmet,
    told,
)

REVIEW_BASIS = (Citation("zone:21#1"),)
FORMS_BASIS = (Citation("zone:21#2"),)
RETURN_BASIS = (Citation("zone:21#3"),)
MATTER = "验收申请"
RETURN = "return"
FORM_PANEL = "form_panel"
REPORT = "report"
_OF_OTHERS = tuple(each.key for each in CHAIN)
"""What other bodies did with the application: nobody acts on it for two (reading R-5-4)."""


def _consultation_opened(case: ZoneCase, answer: Answer) -> Effects:
    return Effects(text=f"市场监管总局审核{case.park.name}的验收申请材料，征求{answer.form.words}意见。")


class MaterialReturn(Return):
    """对不满足条件的园区，退回: which of 第七条至第十四条, why, and what to improve."""

    unmet: list[Name] = Field(default_factory=list, title="不满足的条件", max_length=len(CONDITIONS))


def _check_return(case: ZoneCase, form: MaterialReturn, now: datetime) -> Refusal | None:
    if set(form.unmet) <= set(CONDITIONS) and len(set(form.unmet)) == len(form.unmet):
        return None
    return Refusal(
        kind=RefusalKind.MALFORMED, text="不满足的条件应当为第七条至第十四条，不得重复。", basis=RETURN_BASIS
    )


def _returned(case: ZoneCase, answer: Answer) -> Effects:
    number = case.returns + 1
    return Effects(
        text=f"市场监管总局第{number}次退回{case.park.name}的验收申请材料，并反馈改进意见。",
        notices=(
            notice(
                "returned",
                RETURN_BASIS,
                case.applicant,
                case.province,
                number=number,
                improvements=answer.form.improvements,
            ),
        ),
        documents=(
            document(
                "return_notice",
                RETURN_BASIS,
                answer,
                case.applicant,
                case.province,
                number=number,
                reasons=answer.form.reasons,
                improvements=answer.form.improvements,
                unmet=[CONDITIONS[each] for each in answer.form.unmet],
            ),
        ),
    )


RETURN_ACTION = Action(RETURN, "退回验收申请材料", _returned, form=MaterialReturn, check=_check_return)
MATERIAL_REVIEW = TaskKind(
    "material_review",
    "审核验收申请材料",
    Role.SAMR,
    REVIEW_BASIS,
    (
        Action(
            consultation.CONSULT, "征求相关部门意见", _consultation_opened, form=NamedDepartments, check=refuse_scope
        ),
        RETURN_ACTION,
    ),
    apart_from=_OF_OTHERS,
)
OPINION = consultation.opinion(
    "acceptance_opinion", "对验收申请反馈意见", REVIEW_BASIS, matter=MATTER, departments=DEPARTMENTS
)


class PanelFormation(Form):
    """专家评审组: who sits on it, who leads it, in which forms it evaluates, and that the conditions are met."""

    requirements: Findings = Field(default_factory=list)
    experts: list[Name] = Field(title="专家（账号）", min_length=1, max_length=15)
    leader: Name = Field(title="组长（账号）")
    forms: list[EvaluationForm] = Field(title="评估验收形式", min_length=1, max_length=3)
    declarations: list[Declaration] = Field(title="回避声明（每名专家一份）", min_length=1, max_length=15)


def _check_panel(case: ZoneCase, form: PanelFormation, now: datetime) -> Refusal | None:
    """第七条 is checked anew now, 第八条至第十四条 by 总局's finding on each; then the panel itself."""
    return (
        gate(case, now)
        or refuse_incomplete(form.requirements, REVIEW_BASIS)
        or refuse_unmet(form.requirements, REVIEW_BASIS)
        or art18.guard(case, now, "evaluation")
        or _refuse_leader(form)
        or _refuse_conflict(case, form)
    )


def _refuse_conflict(case: ZoneCase, form: PanelFormation) -> Refusal | None:
    declared = {each.expert: each for each in form.declarations}
    if set(declared) != set(form.experts) or len(declared) != len(form.declarations):
        return Refusal(
            kind=RefusalKind.RULE,
            text="每名专家应当有且只有一份回避声明（系统策略）。",
            basis=REVIEW_BASIS,
            remedy="请核对名单和声明。",
        )
    return refuse_declared(case, form.declarations)


def _refuse_unregistered(case: ZoneCase, form: PanelFormation, now: datetime, facts: PanelFacts) -> Refusal | None:
    return refuse_registered(case, form.experts, facts)


def _refuse_leader(form: PanelFormation) -> Refusal | None:
    if form.leader in form.experts and len(set(form.experts)) == len(form.experts):
        return None
    return Refusal(
        kind=RefusalKind.RULE,
        text="组长应当是专家评审组成员，且成员不得重复。",
        basis=REVIEW_BASIS,
        remedy="请核对名单。",
    )


def _panel_formed(case: ZoneCase, answer: Answer) -> Effects:
    form: PanelFormation = answer.form
    panel = tuple(expert(each) for each in form.experts)
    return Effects(
        text=f"市场监管总局组织专家评审组（{len(panel)}人），对{case.park.name}开展评估验收。"
        f"经核查，{assess(case.negative_facts, local_date(answer.at), case.policy).words}。",
        notices=(notice("panel_formed", REVIEW_BASIS, *panel, case.applicant, case.province, experts=form.experts),),
        documents=(
            document(
                "panel_notice",
                REVIEW_BASIS,
                answer,
                case.applicant,
                case.province,
                experts=form.experts,
                leader=form.leader,
                forms=[each.label for each in form.forms],
                requirements=told(form.requirements),
            ),
            checked(case, answer, case.applicant, case.province),
        ),
    )


PANEL_FORMATION = TaskKind(
    "panel_formation",
    "决定组织专家评审组或者退回材料",
    Role.SAMR,
    REVIEW_BASIS,
    (
        Action(
            FORM_PANEL,
            "组织专家评审组",
            _panel_formed,
            form=PanelFormation,
            check=_check_panel,
            enquiry=Enquiry("panel", PanelFacts, _refuse_unregistered),
        ),
        RETURN_ACTION,
    ),
    apart_from=_OF_OTHERS,
)


class EvaluationReport(Form):
    """评估验收报告. The text knows neither scale nor score."""

    forms: list[EvaluationForm] = Field(title="采用的形式", min_length=1, max_length=3)
    began_on: date | None = Field(default=None, title="评估验收开始日期")
    ended_on: date | None = Field(default=None, title="评估验收结束日期")
    indicator_version: Name = Field(title="评估指标体系版本")
    findings: list[Finding] = Field(title="逐项评估情况", min_length=1, max_length=100)
    conclusion: Conclusion = Field(title="评估验收结论")
    improvements: list[str] = Field(default_factory=list, title="改进意见", max_length=20)


def _check_report(case: ZoneCase, form: EvaluationReport, now: datetime) -> Refusal | None:
    return refuse_recused(case) or art19.refuse_another(case, form.indicator_version) or _refuse_days(form, now)


def _refuse_days(form: EvaluationReport, now: datetime) -> Refusal | None:
    """The text sets no day for an evaluation: one that is stated has been, and does not end before it begins."""
    days = [each for each in (form.began_on, form.ended_on) if each]
    if days != sorted(days) or any(each > local_date(now) for each in days):
        text = "评估验收的结束日期不能早于开始日期，两者都不能晚于今日。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=FORMS_BASIS, remedy="请核对日期。")
    return None


def _reported(case: ZoneCase, answer: Answer) -> Effects:
    form: EvaluationReport = answer.form
    passed = form.conclusion is Conclusion.PASSED
    kind = "evaluated" if passed else "evaluation_failed"
    documents = [
        document(
            "evaluation_report",
            FORMS_BASIS,
            answer,
            SAMR,
            forms=[each.label for each in form.forms],
            days=[each.isoformat() for each in (form.began_on, form.ended_on) if each],
            indicator_version=form.indicator_version,
            findings=[each.model_dump() for each in form.findings],
            conclusion=form.conclusion.label,
        )
    ]
    if not passed:
        improvements = form.improvements or ["详见评估验收报告"]
        documents.append(
            document("evaluation_feedback", FORMS_BASIS, answer, case.applicant, improvements=improvements)
        )
    return Effects(
        text=f"专家评审组提交{case.park.name}的评估验收报告，结论：{form.conclusion.label}。",
        notices=(
            notice(
                kind,
                FORMS_BASIS,
                SAMR,
                case.applicant,
                case.province,
                conclusion=form.conclusion.label,
                ends=case.policy.evaluation_failed == "terminate",
            ),
        ),
        documents=tuple(documents),
    )


EVALUATION_REPORT = TaskKind(
    "evaluation_report",
    "提交评估验收报告",
    Role.EXPERT,
    FORMS_BASIS,
    (Action(REPORT, "提交评估验收报告", _reported, form=EvaluationReport, check=_check_report, irreversible=True),),
    apart_from=(*_OF_OTHERS, "acceptance_application", MATERIAL_REVIEW.key, PANEL_FORMATION.key),
)
