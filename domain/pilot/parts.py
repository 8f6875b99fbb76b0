"""What a pilot project's case keeps of its filings, its assessment and its reports."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from domain.procedure.reports import OwedReport


class FormalDefect(StrEnum):
    """What a filing may be returned for: its form, never its merit."""

    NO_SEAL = "no_seal"
    BLANK = "blank"
    NO_PLAN = "no_plan"
    UNREADABLE = "unreadable"
    WRONG_PROVINCE = "wrong_province"

    @property
    def label(self) -> str:
        return {
            "no_seal": "未盖章",
            "blank": "备案表有应填未填的栏目",
            "no_plan": "缺少试点建设工作方案",
            "unreadable": "附件无法辨认",
            "wrong_province": "备案单位或者所在省份填写有误",
        }[self]


class Filing(BaseModel):
    """附件1 as one bureau filed it, without the personal data of its contact (reading R-P-9)."""

    implementing_bodies: list[str]
    goals: str
    work_plan: str
    features: str
    remarks: str = ""
    sealed: bool
    filed_on: date
    version: int = 1
    received_on: date | None = None
    """When its province found it complete."""
    defects: list[FormalDefect] = Field(default_factory=list)
    """Why its province returned it; empty again with the next version."""

    @property
    def is_returned(self) -> bool:
        return bool(self.defects)


class Assessment(BaseModel):
    """评审意见 on the four conditions of 四 and on what 五（二） looks for."""

    safety: str
    safety_met: bool
    policy_support: str
    policy_support_met: bool
    industry: str
    industry_met: bool
    foundation: str
    foundation_met: bool
    merit: str
    """先进性、典型性、示范性."""
    selected: bool
    looked_back_from: date
    """The first of the three years looked back on, which end on the day of the assessment."""


class HalfYearReport(OwedReport):
    """The ``k``-th report of one bureau to its own province (五（四）)."""

    bureau: str
    """Organisation id."""
    k: int
    period_from: date
    """The day after which the half-year reported on begins."""
    period_to: date
