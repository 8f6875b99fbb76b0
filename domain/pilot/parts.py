"""What a pilot project's case keeps of its filings, reports, evaluations and changes."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, Field

from domain.procedure.forms import Text
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


class Item(BaseModel):
    """News of the construction, or an experience others may copy (closing paragraph of 六)."""

    bureau: str
    kind: str
    title: str
    on: date


class Finding(BaseModel):
    """评估情况 of one indicator, or why it does not apply. The guide knows no score."""

    indicator: int = Field(ge=1, le=12)
    finding: str = ""
    not_applicable: str = ""


class Evaluation(BaseModel):
    """One evaluation by experts (五（五）, 附件2)."""

    number: int
    reason: str
    opened_by: str
    """Organisation id of the provincial bureau."""
    opened_on: date
    guide: str
    """Which guide was in force: 附件2 may be replaced (试行)."""
    size: int
    seed: str
    """With the pool and the exclusions it gives the same panel again."""
    pool: list[str] = Field(default_factory=list)
    """Account ids in the order they were drawn; the first ``size`` who may are the panel."""
    excluded: dict[str, str] = Field(default_factory=dict)
    """Account id → why not."""
    declared: dict[str, date] = Field(default_factory=dict)
    """Those who signed that nothing keeps them from it."""
    opinions: dict[str, list[Finding]] = Field(default_factory=dict)
    """By account; shown to the others when all are in."""
    report: list[Finding] = Field(default_factory=list)
    recommendation: str = ""
    finished_on: date | None = None

    @property
    def panel(self) -> list[str]:
        return [each for each in self.pool if each not in self.excluded][: self.size]

    @property
    def is_open(self) -> bool:
        return self.finished_on is None


class Change(BaseModel):
    """A change of lead, participants or scope, as it was proposed; the other members agree or not (二（一）)."""

    kind: str
    proposed_by: str
    proposed_on: date
    organisation: str = ""
    """The bureau that is to lead, to join or to leave."""
    name: str = ""
    region: str = ""
    scope: Text = "—"
    reasons: str = ""
    agreed: dict[str, date] = Field(default_factory=dict)
