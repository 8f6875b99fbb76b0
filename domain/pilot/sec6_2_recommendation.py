"""六（二） 同等条件下，对示范试点建设中发挥重要作用的企业优先推荐申报政府质量奖。

Each bureau recommends enterprises of its own; the award itself follows rules of its own and is none of this
platform's.
"""

from pydantic import Field

from domain.citation import Citation
from domain.orders import Effects
from domain.pilot.bureau_matter import sender, while_building
from domain.pilot.case import PilotCase
from domain.procedure.forms import Name, Text
from domain.procedure.review import document, notice
from domain.task import Action, Answer, Form

BASIS = (Citation("pilot:6(2)"),)
RECOMMEND = "recommend"


class Recommendation(Form):
    enterprise: Name = Field(title="企业名称")
    award: Name = Field(title="申报的政府质量奖")
    role: Text = Field(title="在示范试点建设中发挥的重要作用")
    equal_terms: Text = Field(title="同等条件的说明")


def _recommended(case: PilotCase, answer: Answer) -> Effects:
    bureau, form = sender(case, answer), answer.form.model_dump()
    return Effects(
        text=f"{bureau.name}优先推荐{form['enterprise']}申报{form['award']}。",
        notices=(notice("pilot_recommendation", BASIS, bureau.province, bureau=bureau.name, **form),),
        documents=(document("pilot_recommendation", BASIS, answer, bureau.province, bureau=bureau.name, **form),),
    )


RECOMMENDING = while_building(
    "pilot_recommendation",
    "优先推荐企业申报政府质量奖",
    BASIS,
    Action(RECOMMEND, "推荐", _recommended, form=Recommendation),
)
