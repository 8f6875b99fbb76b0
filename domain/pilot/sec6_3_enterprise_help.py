"""六（三） 长三角相关地级市（区）市场监管局加强对示范试点项目中小企业质量管理帮扶，组织开展先进质量管理理念和方法推广，
引导企业建立健全质量管理体系，提高人员质量素质及质量水平。

No day and no number: what was done is recorded when a bureau likes, and made known to its own province (reading
R-P-21). Nothing is ever due.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.orders import Effects
from domain.pilot.bureau_matter import sender, while_building
from domain.pilot.case import PilotCase
from domain.procedure.forms import Name
from domain.procedure.records import Deed, refuse_ahead
from domain.procedure.review import notice
from domain.refusal import Refusal
from domain.task import Action, Answer, Form

BASIS = (Citation("pilot:6(3)"),)
RECORD = "record"


class HelpWay(StrEnum):
    """As the plan lists them."""

    MANAGEMENT = "management"
    METHODS = "methods"
    SYSTEM = "system"
    STAFF = "staff"

    @property
    def label(self) -> str:
        return {
            "management": "质量管理帮扶",
            "methods": "先进质量管理理念和方法推广",
            "system": "引导企业建立健全质量管理体系",
            "staff": "提高人员质量素质",
        }[self]


class Help(Form):
    on: date = Field(title="日期")
    ways: list[HelpWay] = Field(title="帮扶的内容", min_length=1)
    enterprises: Name = Field(title="帮扶的中小企业")
    what: Deed = Field(title="帮扶情况")


def _refuse(case: PilotCase, form: Help, now: datetime) -> Refusal | None:
    return refuse_ahead(form.on, local_date(now), BASIS)


def _recorded(case: PilotCase, answer: Answer) -> Effects:
    bureau, form = sender(case, answer), answer.form
    assert isinstance(form, Help)
    ways = [each.label for each in form.ways]
    told: dict[str, Any] = {
        "bureau": bureau.name,
        "day": form.on.isoformat(),
        "enterprises": form.enterprises,
        "what": form.what,
    }
    return Effects(
        text=f"{bureau.name}记载{in_words(form.on)}对中小企业的帮扶（{'、'.join(ways)}；{form.enterprises}）：{form.what}",
        notices=(notice("pilot_enterprise_help", BASIS, bureau.province, **told, ways=ways),),
    )


HELPING = while_building(
    "pilot_enterprise_help",
    "记载对中小企业的帮扶",
    BASIS,
    Action(RECORD, "记载", _recorded, form=Help, check=_refuse),
)
