"""第二十条 园区对照创建目标和示范区创建评估指标体系进行全面自查，符合相关要求的可申请验收。

园区填写验收申请材料，提交省级市场监管部门审核，并报质量强省（区、市）工作领导小组同意后，向市场监管总局提交验收申请:
the *park itself* submits to 总局, not the province (reading R-20-1). Nobody acts on it for two bodies (reading R-5-4).
"""

from datetime import datetime

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure import review
from domain.procedure.forms import GoalResult, IndicatorResult, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind
from domain.zone import art18_creation_period as art18
from domain.zone import art19_indicators as art19
from domain.zone.case import ZoneCase
from domain.zone.creation_requirements import Results, refuse_incomplete, told

SELF_CHECK_BASIS = (Citation("zone:20#1"),)
BASIS = (Citation("zone:20#2"),)
MATTER = "验收申请"
APPLY = "apply"


class AcceptanceApplication(Form):
    """自查报告 and 验收申请材料, 第八条至第十四条 one by one (reading R-21-3)."""

    self_check: Text = Field(title="自查情况")
    meets_requirements: bool = Field(title="经自查符合相关要求")
    goals: list[GoalResult] = Field(title="创建目标完成情况", min_length=1, max_length=50)
    indicators: list[IndicatorResult] = Field(title="对照评估指标体系的自查情况", min_length=1, max_length=100)
    requirements: Results = Field(default_factory=list)


def _check(case: ZoneCase, form: AcceptanceApplication, now: datetime) -> Refusal | None:
    if refusal := art18.guard(case, now, "application"):
        return refusal
    if not form.meets_requirements:
        return Refusal(
            kind=RefusalKind.RULE,
            text="全面自查符合相关要求的，方可申请验收。",
            basis=SELF_CHECK_BASIS,
            remedy="请整改后再次自查。",
        )
    return refuse_incomplete(form.requirements, SELF_CHECK_BASIS)


def _check_submission(case: ZoneCase, form: Form, now: datetime) -> Refusal | None:
    return art18.guard(case, now, "submission")


def version(case: ZoneCase, answer: Answer) -> str:
    """The version of the indicators the application is evaluated by; empty where the register was not asked."""
    if answer.facts is None:
        return ""
    found = art19.applicable(case, answer.facts, local_date(answer.at))
    return found.number if found else ""


def _applied(case: ZoneCase, answer: Answer) -> Effects:
    form: AcceptanceApplication = answer.form
    by = version(case, answer)
    return Effects(
        text=f"{case.park.name}对照创建目标和评估指标体系{by}完成全面自查，提交验收申请材料。",
        notices=(
            notice(
                "acceptance_applied",
                BASIS,
                case.province,
                case.applicant,
                applied_on=local_date(answer.at).isoformat(),
            ),
        ),
        documents=(
            document("acceptance_application", BASIS, answer, case.province, indicator_version=by),
            document(
                "self_check_report",
                SELF_CHECK_BASIS,
                answer,
                case.province,
                self_check=form.self_check,
                goals=[goal.model_dump() for goal in form.goals],
                indicators=[each.model_dump() for each in form.indicators],
                requirements=told(form.requirements),
                indicator_version=by,
            ),
        ),
    )


APPLICATION = TaskKind(
    "acceptance_application",
    "自查并申请验收",
    Role.CREATING_BODY,
    (*SELF_CHECK_BASIS, *BASIS, *art18.BASIS),
    (
        Action(
            APPLY,
            "提交验收申请材料",
            _applied,
            form=AcceptanceApplication,
            check=_check,
            enquiry=Enquiry("indicators", art19.IndicatorFacts, art19.refuse_without),
        ),
    ),
)
EXAMINATION = review.examination("acceptance", "审核验收申请材料", BASIS, matter=MATTER)
CONSENT = review.consent(
    "acceptance", "对验收申请表示意见", BASIS, matter=MATTER, next_in_line="由园区向市场监管总局提交验收申请"
)
SUBMISSION = review.submission(
    "acceptance_submission", "向市场监管总局提交验收申请", BASIS, matter=MATTER, check=_check_submission
)
CHAIN = (EXAMINATION, CONSENT, SUBMISSION)
