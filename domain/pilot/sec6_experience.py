"""六 长三角各相关地级市（区）市场监管局在示范试点建设过程中要采取多种形式，及时宣传报道建设工作动态、进展和成效，及时
总结上报具有可复制、可推广的经验做法，形成推动高质量发展的示范效应。

及时 has no number of days: what comes is recorded with its day, and nothing falls overdue.
"""

from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.orders import Effects
from domain.pilot.bureau_matter import sender, while_building
from domain.pilot.case import PilotCase
from domain.procedure.forms import Name, Text
from domain.procedure.review import document, notice
from domain.task import Action, Answer, Form

BASIS = (Citation("pilot:6"),)
SEND = "send"


class ItemKind(StrEnum):
    NEWS = "news"
    EXPERIENCE = "experience"

    @property
    def label(self) -> str:
        return {"news": "宣传报道", "experience": "经验做法"}[self]


class Item(Form):
    kind: ItemKind = Field(title="类别")
    title: Name = Field(title="标题")
    text: Text = Field(title="正文")
    published_in: str = Field(default="", title="报道的媒体（宣传报道填写）", max_length=200)


def _sent(case: PilotCase, answer: Answer) -> Effects:
    bureau, form = sender(case, answer), answer.form
    assert isinstance(form, Item)
    told: dict[str, Any] = {"bureau": bureau.name, "category": form.kind.label, "item": form.title}
    return Effects(
        text=f"{bureau.name}上报{form.kind.label}《{form.title}》。",
        notices=(notice("pilot_item", BASIS, bureau.province, **told),),
        documents=(
            document("pilot_item", BASIS, answer, bureau.province, **told, text=form.text, media=form.published_in),
        ),
    )


SENDING = while_building("pilot_item", "上报宣传报道和经验做法", BASIS, Action(SEND, "上报", _sent, form=Item))
