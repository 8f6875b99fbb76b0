"""A sheet of running cases as people see it: its rows, what is wrong in them, and what taking them over would do."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel


class ImportFaultView(BaseModel):
    """What is wrong in a row; ``heading`` names the column."""

    heading: str
    text: str


class ImportDateView(BaseModel):
    """A date that results. ``is_past``: before today, so that what belongs to it was somebody else's."""

    label: str
    day: date
    words: str
    is_past: bool


class ImportDutyView(BaseModel):
    """A duty that results, with its reminders: how many are still to be sent, the next of them, and how many lie in the
    past and are not sent."""

    title: str
    due: date
    is_overdue: bool
    to_send: int
    next_at: datetime | None
    not_sent: int


class ImportRowView(BaseModel):
    """``number`` of the row in the sheet. ``dates`` and ``duties`` as of now, of a row not yet taken over and without
    faults. ``failure``: why it could not be taken over."""

    number: int
    park: str
    park_id: str | None
    case_id: str | None
    stage: str
    faults: list[ImportFaultView]
    dates: list[ImportDateView]
    duties: list[ImportDutyView]
    settled_at: datetime | None
    failure: str


class ImportSummary(BaseModel):
    """``taken_over`` and ``failed`` of ``total`` rows; the others are still to come once it is confirmed."""

    id: str
    file_id: str
    file_name: str
    state: Literal["proposed", "confirmed", "declined"]
    state_label: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    total: int
    taken_over: int
    failed: int

    @property
    def is_running(self) -> bool:
        return self.state == "confirmed" and self.taken_over + self.failed < self.total


class ImportView(ImportSummary):
    """``may_decide``: whether the reader may confirm it; ``may_take_back``: whether they proposed it themselves."""

    rows: list[ImportRowView]
    may_decide: bool
    may_take_back: bool


class ImportCheck(BaseModel):
    """What a sheet would do. With ``faults`` in any row it cannot be proposed."""

    file_id: str
    file_name: str
    rows: list[ImportRowView]
    faults: int
