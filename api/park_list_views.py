"""View models of lists of parks."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from api.errors import BasisView
from api.views import DocumentView


class ListSummary(BaseModel):
    number: str
    kind: str
    kind_label: str
    title: str
    organisation: str
    created_at: datetime


class EntryView(BaseModel):
    """One park of the list and where its own case stands; ``result`` and ``notice_id`` of a notice only."""

    case_id: str
    park: str
    rank: int
    state_label: str
    result: str
    notice_id: str | None
    notice_state: str | None
    notice_last_day: date | None


class ResultView(BaseModel):
    """What the case of one entry answered."""

    case_id: str
    state: str
    state_label: str
    text: str
    basis: list[BasisView]


class ListActView(BaseModel):
    """``finished_at`` is null until every entry has answered."""

    act: str
    action: str
    label: str
    organisation: str
    asked_at: datetime
    finished_at: datetime | None
    results: list[ResultView]
    document: DocumentView | None


class AllowedAct(BaseModel):
    """An act the actor may do now, with the entries that wait for it; ``action`` is ``kind.action``."""

    action: str
    label: str
    irreversible: bool
    data_schema: dict[str, Any]
    entries: list[str]


class ListView(ListSummary):
    entries: list[EntryView]
    acts: list[ListActView]
    allowed: list[AllowedAct]
