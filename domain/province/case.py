"""The cases of the regulation: one of its text, and one of each government it is for."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from domain.case import CaseState
from domain.citation import Basis, Citation
from domain.province import places
from domain.province.clause import Clause, Level
from domain.province.clauses import BY_ID, CLAUSES
from domain.province.parts import (
    TITLE,
    Body,
    CampaignRun,
    ClauseDuty,
    DutyStatus,
    Government,
    Repeal,
    TextVersion,
)
from domain.province.policy import ProvincePolicy
from domain.roles import Audience, Role

OPS = Audience(role=Role.OPS)
REGION = "420000"
"""本省: GB/T 2260."""
_ON_ENTRY, _ON_GOVERNMENTS = (Citation("province:42"),), (Citation("province:4"),)


class RegulationStage(StrEnum):
    """Where the text stands. Nothing of it runs before ``IN_FORCE``."""

    DRAFT = "regulation_draft"
    PROMULGATED = "regulation_promulgated"
    IN_FORCE = "regulation_in_force"
    AMENDED = "regulation_amended"
    REPEALED = "regulation_repealed"
    WITHDRAWN = "draft_withdrawn"

    @property
    def label(self) -> str:
        return {
            "regulation_draft": "草案，未施行",
            "regulation_promulgated": "已公布，尚未施行",
            "regulation_in_force": "施行中",
            "regulation_amended": "已修改，施行中",
            "regulation_repealed": "已废止",
            "draft_withdrawn": "草案已撤回",
        }[self]

    @property
    def basis(self) -> Basis:
        return _ON_ENTRY

    @property
    def is_final(self) -> bool:
        return self in {RegulationStage.REPEALED, RegulationStage.WITHDRAWN}

    @property
    def is_in_force(self) -> bool:
        return self in {RegulationStage.IN_FORCE, RegulationStage.AMENDED}


class RegulationCase(CaseState):
    """The text and the tree of governments it is for. ``stage_since``: UTC."""

    programme: Literal["province"] = "province"
    key: str
    title: str = TITLE
    """Of the text in force; before its day that of the one promulgated."""
    region: str = REGION
    policy: ProvincePolicy
    stage: RegulationStage = RegulationStage.DRAFT
    stage_since: datetime
    versions: list[TextVersion] = Field(default_factory=list)
    """Adopted texts, oldest first; the last one is not in force before its day."""
    texts_begun: int = 0
    """How many of the texts have come into force."""
    governments: list[Government] = Field(default_factory=list)
    repeal: Repeal | None = None

    @property
    def subject_id(self) -> str:
        return self.key

    @property
    def subject_name(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        return self.stage.label

    @property
    def in_force(self) -> list[TextVersion]:
        """The texts whose day has come, oldest first; the last one is the law."""
        return self.versions[: self.texts_begun]

    @property
    def upcoming(self) -> TextVersion | None:
        """The text that is recorded and whose day has not come."""
        return self.versions[self.texts_begun] if len(self.versions) > self.texts_begun else None

    @property
    def moves(self) -> list[dict[str, str]]:
        """Of every text recorded."""
        return [each.moves for each in self.versions]

    def government(self, organisation: str) -> Government | None:
        return next((each for each in self.governments if each.organisation == organisation), None)

    @property
    def living(self) -> list[Government]:
        return [each for each in self.governments if each.ended_on is None]

    def carried(self) -> dict[str, Any]:
        """With the policy spelled out, as every case."""
        return super().carried() | {"policy": self.policy.model_dump(mode="json")}


class GovernmentStage(StrEnum):
    ACTIVE = "duties_running"
    REPEALED = "duties_repealed"
    DISSOLVED = "duties_dissolved"

    @property
    def label(self) -> str:
        return {
            "duties_running": "履行职责中",
            "duties_repealed": "条例已废止",
            "duties_dissolved": "政府已撤销或者并入",
        }[self]

    @property
    def basis(self) -> Basis:
        return _ON_GOVERNMENTS

    @property
    def is_final(self) -> bool:
        return self is not GovernmentStage.ACTIVE


class GovernmentCase(CaseState):
    """What the regulation asks of one government: its clauses, and the campaigns of each year."""

    programme: Literal["province-government"] = "province-government"
    regulation: str
    """Key of the regulation's case."""
    organisation: str
    name: str
    region: str
    level: Level
    since: date
    """The day from which the regulation counts for it."""
    policy: ProvincePolicy
    stage: GovernmentStage = GovernmentStage.ACTIVE
    stage_since: datetime
    versions: list[TextVersion]
    duties: dict[str, ClauseDuty] = Field(default_factory=dict)
    """By id of the clause; only of those something was done about."""
    campaigns: list[CampaignRun] = Field(default_factory=list)
    """Those planned, under way or closed, of each campaign at most the last two."""
    initiatives: int = 0
    """How many voluntary initiatives were recorded."""
    assessments_called: int = 0
    """Of how many years after ``since`` it has been asked whether it assesses (系统策略 ``assessment_cycle``)."""
    assessment_asked: str = ""
    """The year that question is about, while it is open."""

    @property
    def subject_id(self) -> str:
        return self.organisation

    @property
    def subject_name(self) -> str:
        return f"{self.name}质量促进职责"

    @property
    def label(self) -> str:
        return self.stage.label

    @property
    def government(self) -> Body:
        return Body(organisation=self.organisation, name=self.name, role=Role.GOVERNMENT)

    @property
    def audience(self) -> Audience:
        return self.government.audience

    @property
    def moves(self) -> list[dict[str, str]]:
        return [each.moves for each in self.versions]

    @property
    def clauses(self) -> list[Clause]:
        """Those it is an addressee of, as the text now stands."""
        return [each for each in CLAUSES if self.is_asked(each)]

    def is_asked(self, clause: Clause) -> bool:
        return clause.is_for(self.level) and places.now_at(clause, self.moves) is not None

    def duty(self, clause_id: str) -> ClauseDuty:
        """What was done about a clause; of one untouched, nothing."""
        return self.duties.get(clause_id) or ClauseDuty()

    def bodies(self, clause: Clause) -> list[Body]:
        """Who does its work; nobody as long as the text names nobody and nobody was named (reading R-H-2)."""
        if found := self.duty(clause.id).bodies:
            return found
        return [] if clause.names_nobody and not self.policy.subjectless_by_context else [self.government]

    def status(self, clause: Clause) -> DutyStatus:
        duty = self.duty(clause.id)
        if duty.handed_in:
            return DutyStatus.REVIEWED if duty.reviewed else DutyStatus.EVIDENCED
        return DutyStatus.ASSIGNED if self.bodies(clause) else DutyStatus.UNASSIGNED

    def numbers(self, clause_id: str) -> str:
        """The number of a clause in the text now in force, with that of the draft where it differs."""
        return places.numbers(BY_ID[clause_id], self.moves)

    def run(self, key: str) -> CampaignRun | None:
        return next((each for each in self.campaigns if each.key == key), None)

    def carried(self) -> dict[str, Any]:
        """With the policy spelled out, as every case."""
        return super().carried() | {"policy": self.policy.model_dump(mode="json")}
