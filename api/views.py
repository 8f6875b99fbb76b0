"""View models: what JSON answers and templates show. ``api.present`` makes them, ``api.reading`` finds them."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.errors import BasisView
from api.pilot_views import PilotView

Date = date
"""A field named ``date`` hides the type of that name in its own class."""


class ExplanationView(BaseModel):
    """One line of a derivation. ``source`` says 法规规定 or 系统策略."""

    text: str
    citation: BasisView | None
    source: str
    dates: list[Date]


class SuspensionView(BaseModel):
    """中止: the count stands still since the day ``since``, which no longer counts; ``remaining`` says what is left."""

    since: Date
    remaining: str
    actor: str
    reason: str
    document: str
    basis: list[BasisView]


class SupersededView(BaseModel):
    """A date that stood until ``at``, when ``actor`` put another in its place."""

    date: Date
    words: str
    at: datetime
    actor: str
    reason: str
    basis: list[BasisView]


class MilestoneView(BaseModel):
    """A date that explains itself; ``date`` is the day that counts in law, in Asia/Shanghai.

    While ``suspension`` is set the date has no end: nothing closes, and ``date`` is the day that stood before.
    ``superseded`` are the dates before this one, oldest first.
    """

    key: str
    label: str
    date: Date
    earliest: Date
    latest: Date
    provisional: bool
    opens_at: datetime | None
    closes_at: datetime | None
    words: str
    basis: list[BasisView]
    suspension: SuspensionView | None
    superseded: list[SupersededView]
    explanation: list[ExplanationView]


class SubjectView(BaseModel):
    id: str
    name: str
    region: str
    region_name: str


class StateView(BaseModel):
    key: str
    label: str


class WaitingView(BaseModel):
    """Whose move it is: the role, its label, and what is asked of it. ``organisation``: the name of the one office that
    is asked; empty where several are, and for experts."""

    role: str
    label: str
    organisation: str
    task: str
    task_id: str
    since: datetime
    due: Date | None
    due_provisional: bool
    basis: list[BasisView]


class CaseSummary(BaseModel):
    id: str
    programme: str
    subject: SubjectView
    state: StateView
    waiting_for: list[WaitingView]
    milestones: list[MilestoneView]
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None


class CaseView(CaseSummary):
    """``matters``: what the reader may do in it though nobody waits for it. ``pilot``: the parts of a pilot project,
    null in other cases. ``workflow_id`` is for ops and supervisors; null for everyone else."""

    matters: list["MatterView"]
    facts: list["FactView"]
    pilot: PilotView | None
    policy_version: str
    workflow_id: str | None


class FactView(BaseModel):
    """Of 第七条, as the case holds it. ``origin``: where it was first recorded; empty where that is this case."""

    number: int
    item: str
    words: str
    determination: str
    determination_label: str
    authority: str
    legal_basis: str
    origin: str


class MatterView(BaseModel):
    """Something that may be done while the case stands where it stands: a task of this id."""

    task_id: str
    kind: str
    label: str
    basis: list[BasisView]


class TaskSummary(BaseModel):
    """``substitute_for`` and ``order`` say in whose stead, and on which order, the reader would answer; both are empty
    for whoever answers in their own office."""

    id: str
    kind: str
    label: str
    case_id: str
    subject: SubjectView
    opened_at: datetime
    closed_at: datetime | None
    due: Date | None
    due_provisional: bool
    basis: list[BasisView]
    substitute_for: str
    order: str


class ActionView(BaseModel):
    """``schema`` (JSON Schema) describes the ``data`` of the act."""

    name: str
    label: str
    irreversible: bool
    data_schema: dict[str, Any] = Field(serialization_alias="schema")


class TaskView(TaskSummary):
    """``actions`` is empty once the task is closed."""

    actions: list[ActionView]


class FileView(BaseModel):
    id: str
    name: str
    sha256: str
    size: int
    media_type: str


class SubstituteView(BaseModel):
    """Who really acted (代), in whose stead, and on which order."""

    name: str
    substitute_for: str
    order: str


class EventView(BaseModel):
    """A line of the record, ``id`` its number; ``role`` is null for a legal moment, ``substitute`` for everybody but a
    substitute."""

    id: int
    at: datetime
    kind: str
    text: str
    basis: list[BasisView]
    role: str | None
    role_label: str | None
    organisation: str | None
    substitute: SubstituteView | None
    comment: str
    attachments: list[FileView]


class PlannedView(BaseModel):
    """What will happen: a milestone, or a reminder rung of a duty."""

    kind: Literal["milestone", "reminder"]
    at: datetime | None
    date: Date
    label: str
    provisional: bool
    basis: list[BasisView]


class NotificationView(BaseModel):
    id: str
    kind: str
    channel: str
    recipient_role: str
    recipient_role_label: str
    recipient_name: str
    subject: str
    rung: str | None
    planned_at: datetime
    held_until: datetime | None
    """Quiet hours or the digest of the day keep it until then."""
    instead_of: str | None
    """Id of the notification that could not be delivered and that this one stands for."""
    sent_at: datetime | None
    delivered_at: datetime | None
    failed_at: datetime | None
    read_at: datetime | None
    state: str
    failure: str | None
    basis: list[BasisView]


class Receipt(BaseModel):
    """The answer to an act: the step of the case that recorded it."""

    case_id: str
    step: int


class ActReceipt(Receipt):
    """The receipt of an act, with the case as it then stood."""

    case: CaseView


class StageSpan(BaseModel):
    """In which stage a case was, from ``since`` to before ``until``; null for the stage it is in. ``key`` is null for
    the time before the stages were kept."""

    key: str | None
    label: str
    since: datetime
    until: datetime | None


class TimelineView(BaseModel):
    """``stages`` with the present one last; ``events`` happened, in order; ``planned`` is to come, in order."""

    stages: list[StageSpan]
    events: list[EventView]
    planned: list[PlannedView]


class MomentView(BaseModel):
    """The next instant at which something falls due, and what it is."""

    at: datetime
    label: str


class ClockView(BaseModel):
    now: datetime
    next: MomentView | None
