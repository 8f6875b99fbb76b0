"""What 总局 and the departments draw up above single cases: work plans (第十五条) and indicators (第十九条).

Both are joint acts of the bodies of 第五条. One is in force when all have signed, and not before its own first day.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.case import CaseState
from domain.citation import Basis, Citation
from domain.dates import in_words
from domain.policy import ZonePolicy
from domain.procedure.forms import Name, Text
from domain.procedure.state import Proceeding
from domain.roles import NATIONAL, Audience, Role
from domain.task import Form

PROGRAMME = "zone-instrument"
Number = Annotated[str, Field(min_length=1, max_length=50, pattern=r"^[^\s/#?|]+$")]

PROVINCES = (Audience(role=Role.PROVINCIAL_REGULATOR), Audience(role=Role.PROVINCIAL_LEADING_GROUP))
"""Whom an instrument is sent to: every provincial regulator and every leading group."""


class InstrumentKind(StrEnum):
    WORK_PLAN = "work_plan"
    INDICATORS = "indicators"

    @property
    def label(self) -> str:
        return {"work_plan": "工作方案", "indicators": "评估指标体系"}[self]

    @property
    def basis(self) -> Basis:
        return (Citation("zone:15" if self is InstrumentKind.WORK_PLAN else "zone:19"),)


class InstrumentStage(StrEnum):
    """Where an instrument stands. A round is planned, open, closed; indicators are in force until replaced."""

    DRAFT = "draft"
    ROUND_PLANNED = "round_planned"
    ROUND_OPEN = "round_open"
    ROUND_CLOSED = "round_closed"
    PENDING = "pending"
    IN_FORCE = "in_force"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_final(self) -> bool:
        return self in {InstrumentStage.ROUND_CLOSED, InstrumentStage.REPLACED}


_LABELS = {
    InstrumentStage.DRAFT: "文稿会签中",
    InstrumentStage.ROUND_PLANNED: "已部署，尚未开始",
    InstrumentStage.ROUND_OPEN: "创建活动开展中",
    InstrumentStage.ROUND_CLOSED: "创建活动已结束",
    InstrumentStage.PENDING: "已制定，待施行",
    InstrumentStage.IN_FORCE: "施行中",
    InstrumentStage.REPLACED: "已由新版本替代",
}


class Indicator(Form):
    """One row of the indicators. The text knows neither weight nor score."""

    indicator: Name = Field(title="指标")
    requirement: Text = Field(title="要求")


class InstrumentCase(CaseState):
    """One instrument from its first draft to its end."""

    programme: Literal["zone-instrument"] = "zone-instrument"
    kind: InstrumentKind
    number: str
    """What people call it by: 2026年第1轮, 第2版."""
    title: str
    policy: ZonePolicy
    stage: InstrumentStage = InstrumentStage.DRAFT
    starts_on: date
    """As drafted: the first day of a round, or of the indicators. See ``first_day``."""
    closes_on: date | None = None
    """Last day of a round, included; None: none is set."""
    classes: tuple[str, ...] = ()
    """Sectors it is for (分类指导); empty: all."""
    indicators: list[Indicator] = Field(default_factory=list)
    proceeding: Proceeding = Field(default_factory=Proceeding)
    """The draft with its signatures."""
    adopted_on: date | None = None
    """When the last body signed."""
    replaced: dict[str, str] = Field(default_factory=dict)
    """Sector → number of the version that replaced this one for it."""

    @property
    def subject_id(self) -> str:
        return self.id

    @property
    def region(self) -> str:
        return NATIONAL

    @property
    def subject_name(self) -> str:
        if self.kind is InstrumentKind.WORK_PLAN:
            return f"{self.number}创建活动"
        return f"示范区创建评估指标体系{self.number}"

    @property
    def first_day(self) -> date:
        """Nothing is in force before it is adopted (系统策略)."""
        return max(self.starts_on, self.adopted_on) if self.adopted_on else self.starts_on

    @property
    def label(self) -> str:
        """Where it stands, for people, with its days."""
        if self.stage is InstrumentStage.DRAFT:
            return f"{self.stage.label}（第{self.proceeding.draft_number}稿）"
        until = f"至{in_words(self.closes_on)}" if self.closes_on else ""
        return f"{self.stage.label}（自{in_words(self.first_day)}起{until}）"

    def carried(self) -> dict[str, Any]:
        """With the policy spelled out, as every case."""
        return super().carried() | {"policy": self.policy.model_dump(mode="json")}
