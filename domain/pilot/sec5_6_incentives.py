"""五（六） 激励。长三角各省级市场监管局对质量提升措施有力、成效突出、经验典型的示范试点项目进行通报表扬，组织宣传推
广，在政府质量工作考核中予以适当加分，作为推荐真抓实干成效明显地方的重要参考。

Reading R-P-27: each of the five grants it by itself. Reading R-P-26: to a project under construction, up to the last
signature that closes it. 通报表扬 is a circular for everybody; the other forms are a notice to those who take part, for
what is proposed to the government's assessment or taken into account for a recommendation is decided there (reading
R-P-28). How many points 适当 is, the plan leaves to that assessment, and so do we.
"""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects
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
    return Effects(
        text=f"{who}对{case.title}予以激励：{'、'.join(forms)}。",
        notices=(notice("pilot_incentive", BASIS, *case.concerned, who=who, forms=forms),),
        documents=tuple(_papers(case, answer)),
    )


def _papers(case: PilotCase, answer: Answer) -> Iterator[DocumentOrder]:
    """What everybody may read of it, and what those who take part may."""
    grounds = answer.form.model_dump(include={"measures", "results", "experience"})
    others = [each.label for each in answer.form.forms if each is not IncentiveForm.COMMENDATION]
    if IncentiveForm.COMMENDATION in answer.form.forms:
        yield document("pilot_commendation", BASIS, answer, *case.recipients, EVERYONE, **grounds)
    if others:
        yield document("pilot_incentive", BASIS, answer, *case.recipients, forms=others, **grounds)


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
