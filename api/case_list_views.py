"""View models of lists of cases."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from api.document_views import DocumentView
from api.errors import BasisView


class ListSummary(BaseModel):
    """``subject_label``: what stands on it, 园区 or 项目."""

    number: str
    kind: str
    kind_label: str
    subject_label: str
    title: str
    organisation: str
    created_at: datetime


class EntryView(BaseModel):
    """One entry of the list and where its own case stands; ``result`` and ``notice_id`` of a notice only.

    ``subject`` is the name of the park or project; ``park`` says the same and stays for those who read it.
    """

    case_id: str
    subject: str
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
