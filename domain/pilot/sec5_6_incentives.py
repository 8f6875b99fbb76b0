"""五（六） 激励。长三角各省级市场监管局对质量提升措施有力、成效突出、经验典型的示范试点项目进行通报表扬，组织宣传推
广，在政府质量工作考核中予以适当加分，作为推荐真抓实干成效明显地方的重要参考。

Each of the five grants it by itself, to a project under construction or closed; how many points 适当 is, the plan
leaves to the assessment of the government, and so do we.
"""

from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Incentive
from domain.pilot.provinces import FIVE, province_name
from domain.procedure.forms import Text
from domain.procedure.review import document, notice
from domain.roles import EVERYONE, Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("pilot:5(6)"),)
GRANT = "grant"


class IncentiveForm(StrEnum):
    COMMENDATION = "commendation"
    PROMOTION = "promotion"
    BONUS = "bonus"
    REFERENCE = "reference"

    @property
    def label(self) -> str:
        return {
            "commendation": "通报表扬",
            "promotion": "宣传推广",
            "bonus": "建议在政府质量工作考核中适当加分",
            "reference": "作为推荐真抓实干成效明显地方的参考",
        }[self]


class Grant(Form):
    """激励 and the three things it rests on."""

    forms: list[IncentiveForm] = Field(title="激励方式", min_length=1, max_length=4)
    measures: Text = Field(title="质量提升措施有力")
    results: Text = Field(title="成效突出")
    experience: Text = Field(title="经验典型")


def _granted(case: PilotCase, answer: Answer) -> Effects:
    form: Grant = answer.form
    who, forms = province_name(answer.act.actor.jurisdiction), [each.label for each in form.forms]
    grounds = form.model_dump(include={"measures", "results", "experience"})
    is_public = IncentiveForm.COMMENDATION in form.forms
    public = (EVERYONE,) if is_public else ()
    return Effects(
        text=f"{who}对{case.title}予以激励：{'、'.join(forms)}。",
        notices=(notice("pilot_incentive", BASIS, *case.concerned, who=who, forms=forms),),
        documents=(
            document(
                "pilot_incentive",
                BASIS,
                answer,
                *case.recipients,
                *public,
                forms=forms,
                is_public=is_public,
                **grounds,
            ),
        ),
    )


def granted(answer: Answer) -> Incentive:
    """What the case keeps of it."""
    return Incentive(
        forms=[each.value for each in answer.form.forms],
        granted_by=answer.act.actor.organisation,
        granted_on=local_date(answer.at),
    )


GRANTING = Matter(
    TaskKind(
        "pilot_incentive",
        "激励示范试点项目",
        Role.PROVINCIAL_REGULATOR,
        BASIS,
        (Action(GRANT, "予以激励", _granted, form=Grant),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: FIVE,
    is_open=lambda case: case.stage is PilotStage.UNDER_CONSTRUCTION,
)
