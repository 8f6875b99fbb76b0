"""第四十条 强化质量工作考核，将县级以上人民政府履行质量促进工作职责情况纳入高质量发展评价体系，考核评价结果作为各级领
导班子及有关领导干部综合考核评价的重要内容。

How often the text does not say (reading R-H-20): by itself nothing comes round. Where 系统策略 ``assessment_cycle``
says each year, the government that assesses others is asked once a year whether it does; it owes nothing by a day, and
its silence has no consequence. An assessment itself is a file of its own.
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date, plus_months, start_of
from domain.orders import Effects
from domain.procedure.forms import Name, Reasons
from domain.procedure.review import notice
from domain.province.case import GovernmentCase
from domain.province.clauses import BY_ID
from domain.question import Question
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("province:40"),)
CLAUSE = "H40-1-1"
ORGANISE, PASS_OVER = "organise", "pass_over"


class AssessmentPlan(Form):
    period: Name = Field(title="考核期间")
    governments: Name = Field(title="拟考核的下一级人民政府")


def called_at(case: GovernmentCase) -> datetime | None:
    """The instant (UTC) at which the assessor is asked next: each year after the day from which the text counts for it.
    None: never by itself, or not before it has said what becomes of the last question."""
    yearly = case.policy.assessment_cycle == "yearly" and case.is_asked(BY_ID[CLAUSE])
    if not yearly or case.assessment_asked or case.stage.is_final:
        return None
    return start_of(plus_months(case.since, 12 * (case.assessments_called + 1)))


def call(case: GovernmentCase, now: datetime) -> Effects:
    """Ask; years that went by while the last question lay are not asked about afterwards."""
    while (at := called_at(case)) and at <= now:
        case.assessments_called += 1
    case.assessment_asked = str(local_date(now).year)
    told: dict[str, Any] = {"who": case.name, "year": case.assessment_asked}
    return Effects(
        text=f"提示{case.name}决定{case.assessment_asked}年是否组织质量工作考核"
        f"（{case.policy.source('assessment_cycle')}）。条文没有规定考核周期，不答复不产生后果。",
        notices=(notice("province_assessment_called", BASIS, case.audience, **told),),
    )


def asked(case: GovernmentCase) -> list[Question]:
    year = case.assessment_asked
    return [Question(CALL, case.audience, (year, f"{year}年"))] if year else []


def answered(case: GovernmentCase) -> None:
    case.assessment_asked = ""


def _organised(case: GovernmentCase, answer: Answer) -> Effects:
    form: AssessmentPlan = answer.form
    return Effects(
        text=f"{case.name}决定组织质量工作考核（{form.period}）：{form.governments}。每个下一级人民政府的考核另立案卷办理。"
    )


def _passed_over(case: GovernmentCase, answer: Answer) -> Effects:
    form: Reasons = answer.form
    return Effects(text=f"{case.name}决定{answer.task.about}年不组织质量工作考核：{form.reasons.rstrip('。')}。")


CALL = TaskKind(
    "province_assessment_call",
    "决定本年是否组织质量工作考核",
    Role.GOVERNMENT,
    BASIS,
    (
        Action(ORGANISE, "组织考核", _organised, form=AssessmentPlan),
        Action(PASS_OVER, "本年不组织", _passed_over, form=Reasons),
    ),
)
