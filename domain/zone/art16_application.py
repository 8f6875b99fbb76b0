"""第十六条 符合本办法第三条、第七条要求的园区可自愿参与创建活动，对标先进提出创建目标，编制创建方案，向省级市场监管部门提出创建申请。

Reading R-16-1: whether a round (第十五条) must be open is not asked yet.
"""

from datetime import datetime

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure.forms import Goal, Name, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind
from domain.zone import art07_negative_list
from domain.zone.art07_negative_list import NEGATIVE, CheckList
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:16"),)
APPLY = "apply"


class CreationApplication(Form):
    """创建申请 with its goals, plan and check-list."""

    industry: Name = Field(title="主导产业")
    benchmark: Text = Field(title="对标先进")
    goals: list[Goal] = Field(title="创建目标", min_length=1, max_length=50)
    plan_summary: Text = Field(title="创建方案摘要")
    check_list: CheckList = Field(title="第七条核查表")


def _check(case: ZoneCase, form: CreationApplication, now: datetime) -> Refusal | None:
    return art07_negative_list.refuse(form.check_list, local_date(now), case.policy)


def _applied(case: ZoneCase, answer: Answer) -> Effects:
    form: CreationApplication = answer.form
    return Effects(
        text=f"{case.park.name}提出创建申请。",
        notices=(
            notice(
                "creation_application_received",
                BASIS,
                case.province,
                case.applicant,
                applied_on=local_date(answer.at).isoformat(),
            ),
        ),
        documents=(
            document(
                "creation_application",
                BASIS,
                answer,
                case.province,
                goals=[goal.model_dump() for goal in form.goals],
                benchmark=form.benchmark,
                industry=form.industry,
                plan_summary=form.plan_summary,
                checks=[
                    {"item": NEGATIVE[entry.item], "occurred": entry.occurred.label} for entry in form.check_list.items
                ],
            ),
        ),
    )


APPLICATION = TaskKind(
    "creation_application",
    "提出创建申请",
    Role.CREATING_BODY,
    BASIS,
    (Action(APPLY, "提出创建申请", _applied, form=CreationApplication, check=_check),),
)
