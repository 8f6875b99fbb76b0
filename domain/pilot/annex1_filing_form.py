"""附件1 长三角质量提升示范试点项目建设备案表: what a bureau files, with the labels of the form.

The form marks nothing as required; what is asked for here is 系统策略 (reading R-P-9). The contact (联系人、联系电话)
is personal data: it is filled in with the form, kept in the register alone, and no part of what the case is told.
Reading R-P-37: 建设主体 is whoever the bureau names.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from domain.citation import Citation
from domain.pilot.case import PilotCase
from domain.pilot.parts import Bureau
from domain.procedure.forms import Name, Text
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from domain.task import Form

BASIS = (Citation("pilot:a1"),)
_MOBILE = r"(?:\+86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_LANDLINE = r"(?:0\d{2,3}|\(0\d{2,3}\)|\+86[- ]?[1-9]\d{1,2})[- ]?[1-9]\d{6,7}(?: ?[-转] ?\d{1,6})?"
_PHONE = re.compile(f"{_MOBILE}|{_LANDLINE}", re.ASCII)
_DASHES = str.maketrans("–—―−", "----")
_PROTECTED = "个人信息，不公开，由本单位和所在省级市场监管局查看"
NOT_FOR_ALL = Refusal(
    kind=RefusalKind.WRONG_ACTOR,
    text="备案表的联系人和联系电话是个人信息，由备案的市场监管局及其所在省级市场监管局查看（系统策略）。",
    basis=BASIS,
    remedy="需要联系的，请通过该局所在省级市场监管局。",
)


def _phone(text: str) -> str:
    """A mobile number, or a landline number with its area code and perhaps an extension; full width becomes half."""
    number = unicodedata.normalize("NFKC", text).translate(_DASHES)
    if not _PHONE.fullmatch(number):
        raise PydanticCustomError("phone", "not a telephone number")
    return number


class FilingForm(Form):
    implementing_bodies: list[Name] = Field(title="建设主体", min_length=1, max_length=50)
    goals: Text = Field(title="主要建设目标")
    work_plan: Text = Field(title="建设工作方案（可另附页）")
    features: Text = Field(title="建设主要特色")
    remarks: str = Field(default="", title="其他需要说明的事项", max_length=4000)
    sealed: bool = Field(title="备案市场监管局已盖章")


class Contact(Form):
    contact_person: str = Field(title="联系人", min_length=1, max_length=50, description=_PROTECTED)
    contact_phone: Annotated[str, AfterValidator(_phone)] = Field(
        title="联系电话", min_length=1, max_length=50, description=_PROTECTED
    )


def unsealed(case: PilotCase) -> list[Bureau]:
    """备案市场监管局（盖章）: the bureaus whose form now on file bears no seal."""
    filed = case.filed
    return [each for each in case.filing_members if each.organisation in filed and not filed[each.organisation].sealed]


def readable(case: PilotCase, actor: Actor) -> list[Bureau]:
    """The bureaus whose contact an actor may read: itself, those of its province, and for operations every one.

    One that has left is among them, and one that is to join: what either filed is kept as long as the case.
    """
    bureaus = dict.fromkeys((*(each.bureau for each in case.participants), *case.members, *case.filing_members))
    return [
        each
        for each in bureaus
        if actor.role is Role.OPS or each.audience.includes(actor) or each.province.includes(actor)
    ]


def asks_why(actor: Actor) -> bool:
    """Whether somebody may read only with a stated reason: operations have no part in the case."""
    return actor.role is Role.OPS
