"""View models of documents the platform wrote, for those who see their case and for whoever verifies one."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

Date = date


class DocumentFileView(BaseModel):
    """The document in one format. Digests are in lower-case hex; ``sm3`` is null until it has been counted."""

    format: str
    media_type: str
    sha256: str
    sm3: str | None
    size: int


class LaterDocumentView(BaseModel):
    """A later document, and what it did to this one; ``meaning`` is what follows from that."""

    relation: str
    relation_label: str
    meaning: str
    title: str
    number: str
    on: Date


class StandingView(BaseModel):
    """Where a document stands: ``valid``, or what the gravest of the later documents did to it."""

    key: str
    label: str
    later: list[LaterDocumentView]


class DocumentView(BaseModel):
    """``sha256`` and ``size`` are those of the first format; ``verify_path`` leads to the verification of it."""

    id: str
    case_id: str
    kind: str
    title: str
    number: str | None
    on: Date
    issuers: list[str]
    state: str
    sha256: str | None
    size: int | None
    created_at: datetime
    files: list[DocumentFileView]
    standing: StandingView
    verify_path: str | None


class VerifiedDocument(BaseModel):
    """What the register says of a document to whoever holds it.

    ``regulation`` and ``policy_version`` are empty for one written before they were kept. ``is_sample``: issued for
    demonstration or rehearsal, without any effect in law.
    """

    number: str
    title: str
    issuers: list[str]
    on: Date
    standing: StandingView
    files: list[DocumentFileView]
    regulation: str
    policy_version: str
    is_sample: bool


class DigestsView(BaseModel):
    """Of an uploaded file, under the names of the algorithms."""

    sha256: str
    sm3: str


class VerificationView(BaseModel):
    """``conclusion`` in one sentence, and what to do now; ``document`` is null where nothing is registered."""

    registered: bool
    by: Literal["file", "digest", "code"]
    conclusion: str
    advice: list[str]
    digests: DigestsView | None
    document: VerifiedDocument | None
