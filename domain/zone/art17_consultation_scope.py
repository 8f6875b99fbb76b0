"""第十七条 市场监管总局征求相关部门意见，并审核同意后，园区开始创建活动。

Whom it asks (reading R-5-1): all four departments of 第五条, or those it names when it asks (``consultation_scope``).
第二十一条 and 第二十八条 say the same words and are read alike.
"""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from domain.citation import Citation
from domain.refusal import Refusal, RefusalKind
from domain.task import Form
from domain.zone.art05_joint_departments import DEPARTMENTS
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:17.2"),)


class Department(StrEnum):
    """The departments of 第五条, by organisation id."""

    MARA = "mara"
    MOFCOM = "mofcom"
    MCT = "mct"
    CNIPA = "cnipa"

    @property
    def label(self) -> str:
        return DEPARTMENTS[self]


class NamedDepartments(Form):
    """Whose opinion is asked; empty where the policy asks all."""

    departments: list[Department] = Field(default_factory=list, title="征求意见的部门（系统策略为由总局指定时填写）")

    @property
    def words(self) -> str:
        return "、".join(each.label for each in self.departments) or "相关部门"


def refuse_scope(case: ZoneCase, form: NamedDepartments, now: datetime) -> Refusal | None:
    """Why 总局 may not ask just these departments, or None."""
    named, every = set(form.departments), set(Department)
    source = case.policy.source("consultation_scope")
    if case.policy.consultation_scope == "all":
        if named in (set(), every):
            return None
        text = f"按现行{source}，征求意见的范围是第五条所列全部四个部门，不能只征求其中一部分。"
    else:
        if named and len(named) == len(form.departments):
            return None
        text = f"按现行{source}，征求意见的部门由市场监管总局指定，至少指定一个，且不得重复。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对征求意见的部门。")
