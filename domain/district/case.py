"""The whole of one district plan: its facts and units, the reviews, the target, and what is sent to the ledgers."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from domain.case import CaseState
from domain.citation import Basis, Citation
from domain.deadline import Deadline
from domain.district.measures import SAFEGUARDS
from domain.district.parts import Dispatch, PlanUnit, StageReview
from domain.district.policy import DistrictPolicy
from domain.roles import Audience, Role


class PlanStage(StrEnum):
    """Where a plan stands. A stage review (适时) is no stage of its own: it runs beside."""

    LOADED = "loaded"
    LEDGERS_OPEN = "ledgers_open"
    RUNNING = "running"
    FINAL_REVIEW_DUE = "final_review_due"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return STAGES[self][0]

    @property
    def basis(self) -> Basis:
        return (Citation(STAGES[self][1]),)

    @property
    def is_final(self) -> bool:
        return self is PlanStage.CLOSED


STAGES: dict[PlanStage, tuple[str, str]] = {
    PlanStage.LOADED: ("待登记印发日期和单位名单", "district:s4(3)#2"),
    PlanStage.LEDGERS_OPEN: ("正在向各单位开立台账", "district:s4(3)#2"),
    PlanStage.RUNNING: ("实施中", "district:s4(3)#2"),
    PlanStage.FINAL_REVIEW_DUE: ("目标日已到，待终期总结和评估", "district:s2.1"),
    PlanStage.CLOSED: ("已办结", "district:s4(3)#3"),
}
"""Stage → its label and the place it rests on."""


class PlanCase(CaseState):
    """One plan of one district. ``office``: organisation id of 领导小组办公室, empty until the plan starts."""

    programme: Literal["district"] = "district"
    plan_id: str
    title: str
    region: str
    policy: DistrictPolicy
    stage: PlanStage = PlanStage.LOADED
    stage_since: datetime
    office: str = ""
    issued_on: date | None = None
    document_number: str = ""
    issuing_body: str = ""
    target: Deadline | None = None
    units: list[PlanUnit] = Field(default_factory=list)
    units_named: int = 0
    """How many units without an account there have been: they are numbered."""
    reviews: list[StageReview] = Field(default_factory=list)
    reviews_called: int = 0
    """How often a yearly review has been called for since the last one (系统策略 ``stage_review``)."""
    dispatches: list[Dispatch] = Field(default_factory=list)
    """Those not yet settled, earliest first."""
    dispatched: int = 0
    successor: str = ""
    ended_on: date | None = None

    @property
    def subject_id(self) -> str:
        return self.plan_id

    @property
    def subject_name(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        return self.stage.label

    @property
    def office_audience(self) -> Audience:
        return Audience(role=Role.LEADING_GROUP_OFFICE, organisation=self.office or None, region=self.region)

    @property
    def unassigned(self) -> list[str]:
        """The group items nobody answers for while no member unit is known (E04)."""
        return [] if self.units else [each.key for each in SAFEGUARDS]

    @property
    def present(self) -> list[PlanUnit]:
        return [each for each in self.units if each.ended_on is None]

    def unit(self, unit_id: str) -> PlanUnit | None:
        """One that still keeps a ledger."""
        return next((each for each in self.present if each.id == unit_id), None)

    @property
    def review(self) -> StageReview | None:
        """The one under way."""
        return next((each for each in self.reviews if each.reported_on is None), None)

    def carried(self) -> dict[str, Any]:
        return super().carried() | {"policy": self.policy.model_dump(mode="json")}
