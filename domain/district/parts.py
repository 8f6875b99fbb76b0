"""What the plan and the units' ledgers keep: units, items with their own dates, reviews, what is sent between cases."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.deadline import Deadline
from domain.district.measures import VERTICAL, entry
from domain.roles import Actor, Audience, Role


class UnitKind(StrEnum):
    DEPARTMENT = "department"
    MEMBER = "member_unit"
    TOWN = "town"

    @property
    def label(self) -> str:
        return {"department": "措施责任单位", "member_unit": "成员单位", "town": "镇人民政府、街道办事处"}[self]


class FormerName(BaseModel):
    """A name a unit bore ``until`` a day, included."""

    name: str
    until: date


class Unit(BaseModel):
    """One that keeps a ledger. ``organisation``: id in the register; empty of one without an account, whose entries the
    office makes for it, and which is reached at ``address``."""

    id: str
    name: str
    organisation: str = ""
    address: str = ""
    kinds: list[UnitKind] = Field(default_factory=list)
    former_names: list[FormerName] = Field(default_factory=list)

    @property
    def has_account(self) -> bool:
        return bool(self.organisation)

    @property
    def audience(self) -> Audience:
        """Whoever acts for it by an account of its own."""
        return Audience(role=Role.DISTRICT_UNIT, organisation=self.organisation)

    @property
    def is_vertical(self) -> bool:
        """Answers upward: the district asks (商请) and does not instruct, whatever its name has become."""
        return bool(VERTICAL & {self.name, *(each.name for each in self.former_names)})

    def rename(self, name: str, until: date) -> None:
        self.former_names.append(FormerName(name=self.name, until=until))
        self.name = name


class PlanUnit(Unit):
    """A unit as the plan knows it: the keys of its items, and whether its ledger has begun."""

    items: list[str] = Field(default_factory=list)
    leads: list[str] = Field(default_factory=list)
    """Of these the measures it leads (by convention)."""
    begun: bool = False
    ended_on: date | None = None


class Schedule(StrEnum):
    """时间进度: by days of its own, or without one."""

    DATED = "dated"
    CONTINUOUS = "continuous"
    AS_FIT = "as_fit"

    @property
    def label(self) -> str:
        return {"dated": "按所列日期", "continuous": "长期坚持", "as_fit": "适时开展"}[self]


class ItemStatus(StrEnum):
    UNFILED = "unfiled"
    FILED = "filed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CONTINUOUS = "continuous"
    OVERDUE_SUPERVISION = "overdue_supervision"
    OPEN_AT_TARGET = "open_at_target"
    DECLINED = "declined"
    REASSIGNED = "reassigned"

    @property
    def label(self) -> str:
        return {
            "unfiled": "未建账",
            "filed": "已建账",
            "in_progress": "推进中",
            "done": "已销号",
            "continuous": "长期坚持",
            "overdue_supervision": "逾期督办",
            "open_at_target": "目标日未完成",
            "declined": "不予承办",
            "reassigned": "已移交",
        }[self]


class MovedDay(BaseModel):
    """A day of its own that the unit moved; the old one stays readable."""

    was: date
    reasons: str
    moved_on: date


class Step(BaseModel):
    """One line of 时间进度: what is to be done by which day. ``due`` may roll (系统策略 ``ledger_roll``)."""

    number: int
    what: str
    due: Deadline
    done_on: date | None = None
    overdue: bool = False
    moved: list[MovedDay] = Field(default_factory=list)


class Closeout(BaseModel):
    """销号 a unit has proposed: to which end, and when."""

    outcome: ItemStatus
    proposed_on: date


class Dispute(BaseModel):
    """Units at odds over an item: with whom, and what about."""

    other: str
    question: str


class Item(BaseModel):
    """One measure or safeguard of one unit. The texts of its progress stand in the record, not here."""

    key: str
    lead: str = ""
    """Name of the lead unit (by convention); empty where there is none."""
    lead_organisation: str = ""
    """Of the lead unit, unless it has no account."""
    filed_on: date | None = None
    since: datetime | None = None
    """UTC: when it was filed or came here; reminders planned before are not sent."""
    measures: str = ""
    """工作举措."""
    schedule: Schedule = Schedule.DATED
    office: str = ""
    """承办科室 within the unit."""
    steps: list[Step] = Field(default_factory=list)
    progressed_on: date | None = None
    """When progress was last entered."""
    evidence: int = 0
    """How many files its entries of progress carried."""
    lines: list[str] = Field(default_factory=list)
    """Of the two lines of evidence of measure 14 those that have some."""
    closeout: Closeout | None = None
    closed_on: date | None = None
    outcome: ItemStatus | None = None
    reopened: int = 0
    dispute: Dispute | None = None
    declined_on: date | None = None
    supervised: int = 0
    """How many 督办单 were issued for it."""
    reassigned_to: str = ""
    """Name of the unit that has it now; what stands here is kept as it was."""
    received_from: str = ""

    @property
    def label(self) -> str:
        return entry(self.key).label

    @property
    def is_here(self) -> bool:
        return not self.reassigned_to

    @property
    def is_open(self) -> bool:
        """Still to be worked on in this ledger."""
        return self.is_here and self.closed_on is None and self.declined_on is None

    @property
    def is_unfiled(self) -> bool:
        return self.is_open and self.filed_on is None

    @property
    def open_steps(self) -> list[Step]:
        return [each for each in self.steps if each.done_on is None] if self.is_open and self.filed_on else []

    def step(self, number: int) -> Step | None:
        return next((each for each in self.steps if each.number == number), None)


class ReviewRequest(BaseModel):
    """A stage review as a ledger was asked for its input."""

    number: int
    is_final: bool
    due_on: date
    handed_in_on: date | None = None
    over: bool = False


class StageReview(BaseModel):
    """阶段性工作总结和评估, the one under way or one that is over."""

    number: int
    is_final: bool = False
    focus: str
    opened_on: date
    due_on: date
    """The day the office asks for the inputs by; silence holds nobody up."""
    reported_on: date | None = None


class IndicatorYear(BaseModel):
    """The four constraint indicators of measure 3 of one year, as entered: indicator → (set from above, reached)."""

    year: int
    values: dict[str, tuple[str, str]]
    entered_on: date


class BudgetYear(BaseModel):
    """What a unit has for its work on quality in a year, as entered; ``amount`` in yuan, ``means``: which of those the
    plan names (``sec4_2_budget``)."""

    year: int
    means: str
    amount: int
    entered_on: date


class Dispatch(BaseModel):
    """What a decision of the office has in store for a ledger, until that has taken it."""

    number: int
    unit: str
    action: str
    actor: Actor
    data: dict[str, Any] = Field(default_factory=dict)
    after: int = 0
    """Number of the dispatch that must be settled before."""

    model_config = ConfigDict(frozen=True)
