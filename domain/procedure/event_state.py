"""What the file of one event keeps: who brought it, who handles it, which step it stands at, and what was done.

What people wrote stands in the record and in the documents, never here.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.case import CaseState
from domain.deadline import Deadline
from domain.procedure.state import Proceeding
from domain.roles import Actor, Audience, Role


class EventStage(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return {"open": "办理中", "closed": "已办结", "dropped": "已终止办理"}[self]

    @property
    def is_final(self) -> bool:
        return self is not EventStage.OPEN


class Body(BaseModel):
    """An office with a part in it. ``region``: GB/T 2260 code of its jurisdiction."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    name: str
    role: Role
    region: str

    @property
    def audience(self) -> Audience:
        return Audience(role=self.role, organisation=self.organisation)


class Taken(BaseModel):
    """A step that was taken: by which answer, when (Asia/Shanghai), by which organisation."""

    step: str
    answer: str
    on: date
    by: str


class Concern(BaseModel):
    """A park or a pilot project that the event concerns, named by reference: nothing of the event is copied."""

    park: str = ""
    """Id in the register of parks."""
    park_name: str = ""
    item: str = ""
    """N1 to N10, of the 第七条情形 that the competent body is asked to look at."""
    where: str = ""
    pilot_case: str = ""
    named_on: date
    told: list[Audience] = Field(default_factory=list)
    """Who may follow the event from now on."""
    zone_case: str = ""
    zone_workflow: str = ""
    recorder: Actor | None = None
    """In whose name it is recorded in the running case of the park; None where who named it has no power to."""
    settled: bool = False
    """It has been, or was not taken there."""


class EventCase(CaseState):
    """One event. Each programme adds its policy and names itself.

    ``subject``: key of the plan or of the regulation it is handled under. ``units``: name as the text writes it →
    organisation id. ``at``: key of the step it stands at, empty once it is over.
    """

    kind: str
    kind_label: str
    subject: str
    title: str
    what: str = ""
    """What was known of it when it was recorded."""
    occurred_on: date | None = None
    region: str
    opened_by: Body
    units: dict[str, str] = Field(default_factory=dict)
    bodies: list[Body] = Field(default_factory=list)
    """Further offices with a part in it: those of several counties, those that sign a joint document."""
    lead: Body | None = None
    """Who handles it where that is not who recorded it."""
    stage: EventStage = EventStage.OPEN
    stage_since: datetime
    at: str
    at_label: str
    at_since: datetime
    """UTC instant at which the present step began."""
    due: Deadline | None = None
    """Of the present step, where 系统策略 holds a limit of the governing statute for it; else there is none."""
    overdue: bool = False
    taken: list[Taken] = Field(default_factory=list)
    concerns: list[Concern] = Field(default_factory=list)
    proceeding: Proceeding = Field(default_factory=Proceeding)
    """A joint document being signed."""

    @property
    def subject_id(self) -> str:
        return self.id

    @property
    def subject_name(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """重大质量问题：待约谈通知."""
        if self.stage is not EventStage.OPEN:
            return f"{self.kind_label}：{self.stage.label}"
        return f"{self.kind_label}：待{self.at_label}"

    @property
    def handler(self) -> Body:
        return self.lead or self.opened_by

    @property
    def everyone(self) -> tuple[Body, ...]:
        """Every office with a part in it that is known by name, each once."""
        known = (self.handler, self.opened_by, *self.bodies)
        return tuple({each.organisation: each for each in known}.values())

    @property
    def concerned(self) -> tuple[Audience, ...]:
        return tuple(each.audience for each in self.everyone)

    @property
    def recipients(self) -> tuple[Audience, ...]:
        return self.concerned

    def name_of(self, organisation: str) -> str:
        """The name of an office with a part in it; empty for any other."""
        of_units = {id_: name for name, id_ in self.units.items()}
        of_bodies = {each.organisation: each.name for each in self.everyone}
        return of_bodies.get(organisation) or of_units.get(organisation, "")

    def called(self, audience: Audience) -> str:
        """The name of whoever is meant; empty where the file does not know it."""
        return self.name_of(audience.organisation) if audience.organisation else ""

    def times(self, step: str, answer: str) -> int:
        """How often a step was answered so."""
        return sum((each.step, each.answer) == (step, answer) for each in self.taken)

    def carried(self) -> dict[str, Any]:
        """With what tells the programme, and the policy spelled out, as every case."""
        spelled = {"programme": self.programme, "policy": self.policy.model_dump(mode="json")}  # type: ignore[attr-defined]
        return super().carried() | spelled
