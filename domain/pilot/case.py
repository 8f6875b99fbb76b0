"""The whole of one pilot project: from the cooperation of its bureaus over filing and selection to its construction."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, Field

from domain.case import CaseState
from domain.citation import Basis, Citation
from domain.pilot.parts import (
    Assessment,
    Bureau,
    Change,
    Decision,
    Evaluation,
    Filing,
    HalfYearReport,
    Incentive,
    PlanAmendment,
    ResultsSummary,
)
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import FIVE
from domain.procedure.state import Proceeding
from domain.roles import Audience


class PilotStage(StrEnum):
    """Where a project stands, in the order of the plan."""

    DRAFT = "draft"
    FILING_PARTIAL = "filing_partial"
    RETURNED_FOR_COMPLETION = "returned_for_completion"
    FILED = "filed"
    UNDER_ASSESSMENT = "under_assessment"
    SELECTED = "selected"
    UNDER_CONSTRUCTION = "under_construction"
    CLOSED = "closed"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        return STAGES[self][0]

    @property
    def basis(self) -> Basis:
        return tuple(map(Citation, STAGES[self][1:]))

    @property
    def is_final(self) -> bool:
        return self in FINAL


STAGES: dict[PilotStage, tuple[str, ...]] = {
    PilotStage.DRAFT: ("建立合作机制", "pilot:2(1)"),
    PilotStage.FILING_PARTIAL: ("备案中，尚有单位未备案", "pilot:5(1)"),
    PilotStage.RETURNED_FOR_COMPLETION: ("备案材料补正", "pilot:5(1)"),
    PilotStage.FILED: ("已备案，待评审", "pilot:5(1)"),
    PilotStage.UNDER_ASSESSMENT: ("评审遴选", "pilot:5(2)"),
    PilotStage.SELECTED: ("已遴选，待联合发布", "pilot:5(3)"),
    PilotStage.UNDER_CONSTRUCTION: ("示范试点建设中", "pilot:5(4)"),
    PilotStage.CLOSED: ("已结项", "pilot:5(3)"),
    PilotStage.NOT_SELECTED: ("未入选", "pilot:5(2)"),
    PilotStage.WITHDRAWN: ("已撤回", "pilot:5(1)"),
    PilotStage.REMOVED: ("已移出项目清单", "pilot:5(3)"),
}
"""Stage → its label and the places it rests on."""
FINAL = frozenset({PilotStage.CLOSED, PilotStage.NOT_SELECTED, PilotStage.WITHDRAWN, PilotStage.REMOVED})
FILING_STAGES = frozenset({PilotStage.FILING_PARTIAL, PilotStage.RETURNED_FOR_COMPLETION})
REVIEW_STAGES = frozenset({PilotStage.FILED, PilotStage.UNDER_ASSESSMENT, PilotStage.SELECTED})
"""Filed, and not yet on the list."""
BEFORE_PUBLICATION = frozenset({PilotStage.DRAFT, *FILING_STAGES, *REVIEW_STAGES})


class Participant(BaseModel):
    """A bureau and the days it takes part, both included."""

    bureau: Bureau
    joined_on: date
    left_on: date | None = None


class Lead(BaseModel):
    """牵头单位 from a day on, until the next one takes over."""

    organisation: str
    from_day: date


class PilotCase(CaseState):
    """One project. ``stage_since`` is the instant the present stage began."""

    programme: Literal["pilot"] = "pilot"
    project_id: str
    title: str
    opened_by: Bureau
    policy: PilotPolicy
    stage: PilotStage = PilotStage.DRAFT
    stage_since: datetime
    scope: str = ""
    goals: str = ""
    participants: list[Participant] = Field(default_factory=list)
    leads: list[Lead] = Field(default_factory=list)
    """牵头单位, oldest first."""
    filings: dict[str, Filing] = Field(default_factory=dict)
    """By organisation; the latest version of each."""
    amendments: list[PlanAmendment] = Field(default_factory=list)
    """Small amendments of the work plans, oldest first."""
    assessment: Assessment | None = None
    proceeding: Proceeding = Field(default_factory=Proceeding)
    """The joint act under way: selection, publication."""
    launched_on: date | None = None
    """Of the joint publication: it starts the construction."""
    reports: list[HalfYearReport] = Field(default_factory=list)
    milestones_passed: int = 0
    summaries: list[ResultsSummary] = Field(default_factory=list)
    """阶段性成效小结, oldest first."""
    evaluation: Evaluation | None = None
    """The one under way."""
    evaluations: list[Evaluation] = Field(default_factory=list)
    """Those that are over."""
    evaluation_ordered_by: str = ""
    """Who is to begin the evaluation the five have decided on jointly (organisation id)."""
    drafters: list[str] = Field(default_factory=list)
    """Accounts of the experts known to have written the plan."""
    ties: dict[str, str] = Field(default_factory=dict)
    """Account of an expert → the tie to the project they declared."""
    evaluations_called: int = 0
    """How many periodic evaluations have been called for since the last one began."""
    change: Change | None = None
    decision: Decision | None = None
    incentives: list[Incentive] = Field(default_factory=list)
    ended_on: date | None = None
    contacts_erased: bool = False

    @property
    def subject_id(self) -> str:
        return self.project_id

    @property
    def subject_name(self) -> str:
        return self.title

    @property
    def region(self) -> str:
        return self.lead.region

    @property
    def label(self) -> str:
        return self.stage.label

    @property
    def members(self) -> list[Bureau]:
        """The bureaus that take part now, in the order they joined; at first only the one that opened the project."""
        found = [each.bureau for each in self.participants if each.left_on is None]
        return found or [self.opened_by]

    @property
    def lead(self) -> Bureau:
        """牵头单位 as of now."""
        if not self.leads:
            return self.opened_by
        return next(each for each in self.members if each.organisation == self.leads[-1].organisation)

    def member(self, organisation: str) -> Bureau | None:
        return next((each for each in self.members if each.organisation == organisation), None)

    def bureau(self, organisation: str) -> Bureau | None:
        """One that takes part, took part, or is to."""
        ever = [*self.members, *(each.bureau for each in self.participants), *self.filing_members]
        return next((each for each in ever if each.organisation == organisation), None)

    @property
    def amending(self) -> Change | None:
        """The change whose amended filings are under way: after the launch, when all have agreed."""
        change = self.change
        return change if change and self.stage is PilotStage.UNDER_CONSTRUCTION and not change.asked else None

    @property
    def filing_members(self) -> list[Bureau]:
        """Who files now: whoever takes part, of an amended filing whoever will."""
        return self.amending.members if self.amending else self.members

    @property
    def filed(self) -> dict[str, Filing]:
        """The filings that count now, by organisation."""
        return self.amending.filings if self.amending else self.filings

    @property
    def unfiled(self) -> list[Bureau]:
        """Those whose filing is missing, returned to them or overtaken by a change."""
        filed = self.filed
        return [
            each
            for each in self.filing_members
            if each.organisation not in filed or filed[each.organisation].is_wanted_anew
        ]

    @property
    def applicant(self) -> Audience:
        return self.lead.audience

    @property
    def province(self) -> Audience:
        return self.lead.province

    @property
    def provinces(self) -> tuple[Audience, ...]:
        """The provincial bureaus with a member, each once."""
        return tuple(dict.fromkeys(each.province for each in self.members))

    @property
    def concerned(self) -> tuple[Audience, ...]:
        return (*(each.audience for each in self.members), *FIVE)

    @property
    def recipients(self) -> tuple[Audience, ...]:
        return tuple(each.audience for each in self.members)

    def carried(self) -> dict[str, Any]:
        """With the policy spelled out, as every case."""
        return super().carried() | {"policy": self.policy.model_dump(mode="json")}
