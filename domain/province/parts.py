"""What the cases of the regulation keep: its texts, the governments it is for, and what each of them has done."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from domain.deadline import Deadline
from domain.province.clause import Level
from domain.roles import Actor, Audience, Role

TITLE = "湖北省质量促进条例"
"""Of the draft, without what says that it is one."""


class TextVersion(BaseModel):
    """One adopted text. ``moves``: where places of the text before stand in it (``domain.province.places``)."""

    model_config = ConfigDict(frozen=True)

    title: str = TITLE
    document_number: str
    issuer: str
    adopted_on: date
    effective_on: date
    moves: dict[str, str] = Field(default_factory=dict)
    recorded_by: Actor


class Government(BaseModel):
    """A government of the tree. ``since``: the day from which the regulation counts for it.

    ``told``: how many texts its case has heard of; 0 as long as it has none.
    """

    organisation: str
    name: str
    region: str
    level: Level
    since: date | None = None
    told: int = 0
    ended_on: date | None = None
    ended_by: Actor | None = None
    why: str = ""
    end_told: bool = False

    @property
    def audience(self) -> Audience:
        return Audience(role=Role.GOVERNMENT, organisation=self.organisation)


class Repeal(BaseModel):
    """废止, and the day from which it holds."""

    model_config = ConfigDict(frozen=True)

    document_number: str
    on: date
    by: Actor


class Body(BaseModel):
    """Who does the work of a clause for a government: the government itself, or a department of it."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    name: str
    role: Role = Role.GOVERNMENT_DEPARTMENT

    @property
    def audience(self) -> Audience:
        return Audience(role=self.role, organisation=self.organisation)


class DutyStatus(StrEnum):
    """Derived, never stored. Overdue is no status: it is a fact beside it. Before the entry into force there is no case
    of a government, and so no status."""

    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    EVIDENCED = "evidenced"
    REVIEWED = "reviewed"

    @property
    def label(self) -> str:
        return {
            "unassigned": "未明确责任主体",
            "assigned": "已明确责任主体",
            "evidenced": "已提交佐证材料",
            "reviewed": "佐证材料已审阅",
        }[self]


class ClauseDuty(BaseModel):
    """What a government has done about one clause; what it never touched has none. Texts stand in the record.

    ``bodies`` empty: the government itself. ``due_on``: a day somebody configured, and since when.
    """

    bodies: list[Body] = Field(default_factory=list)
    handed_in: int = 0
    handed_in_on: date | None = None
    handed_in_by: str = ""
    reviewed: bool = False
    due_on: date | None = None
    due_set_at: datetime | None = None
    overdue: bool = False


class CampaignStage(StrEnum):
    PLANNED = "campaign_planned"
    PREPARING = "campaign_preparing"
    RUNNING = "campaign_running"
    SUMMARY_DUE = "campaign_summary_due"
    CLOSED = "campaign_closed"

    @property
    def label(self) -> str:
        return {
            "campaign_planned": "已列入计划",
            "campaign_preparing": "筹备",
            "campaign_running": "开展中",
            "campaign_summary_due": "待总结",
            "campaign_closed": "已总结",
        }[self]


class CampaignRun(BaseModel):
    """A campaign of 第三十条 in one year. ``number``: its place in the policy; ``k``: for the how-manieth time.

    ``last``: its last day; one that is one day long ends on the day it begins.
    """

    number: int
    k: int
    name: str
    held: Deadline
    last: date
    summary: Deadline
    stage: CampaignStage = CampaignStage.PLANNED
    has_plan: bool = False
    records: int = 0
    overdue: bool = False

    @property
    def key(self) -> str:
        return f"{self.number}-{self.held.date.year}"

    @property
    def title(self) -> str:
        return f"{self.held.date.year}年{self.name}"
