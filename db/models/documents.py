"""Documents the platform writes, their numbers, and files people hand in. Bytes lie in the document store."""

from datetime import date, datetime
from typing import Literal

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject, Key


class DocumentRow(Base):
    """One ordered document; stored once its files are (``DocumentFile``)."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("workflow_id", "step", "position"),
        Index(None, "state"),
        Index(None, "number"),
        Index(None, "check_code", unique=True),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    workflow_id: Mapped[str]
    step: Mapped[int]
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    number: Mapped[str | None]
    """发文字号."""
    check_code: Mapped[str | None]
    """核验码, given with the number: whoever holds the document finds it by this, and nobody guesses it."""
    issuers: Mapped[JsonList]
    """Organisation ids of the signing bodies, in signing order."""
    facts: Mapped[JsonObject]
    """What the wording needs; with ``kind`` it writes the same document again."""
    on: Mapped[date]
    """成文日期, day in Asia/Shanghai."""
    created_at: Mapped[datetime]
    state: Mapped[Literal["ordered", "stored", "failed"]] = mapped_column(Key, default="ordered")
    failure: Mapped[str | None]
    regulation: Mapped[str | None]
    """Title of the text it was written under, and the date of its version; null until it is stored."""
    policy_version: Mapped[str | None]
    """The policy it was written under; null until it is stored."""


class DocumentFile(Base):
    """The document in one format. Its bytes lie in the document store under ``sha256`` and are never overwritten."""

    __tablename__ = "document_files"

    document_id: Mapped[str] = mapped_column(refers_to("documents.id"), primary_key=True)
    media_type: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    """In lower-case hex, as the next one."""
    sm3: Mapped[str | None] = mapped_column(index=True)
    """Null for a file stored before there was one, until the press has counted it."""
    size: Mapped[int]
    """Bytes."""


class DocumentRelation(Base):
    """What a later document of the same case does to an earlier one: see ``services.documents.relations``."""

    __tablename__ = "document_relations"

    earlier_id: Mapped[str] = mapped_column(refers_to("documents.id"), primary_key=True)
    later_id: Mapped[str] = mapped_column(refers_to("documents.id"), primary_key=True)
    relation: Mapped[str]


class DocumentCounter(Base):
    """The last 发文顺序号 given by an organ, in a kind of document, in a year."""

    __tablename__ = "document_counters"

    organ: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class StoredFile(Base):
    """A file somebody uploaded."""

    __tablename__ = "files"

    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    uploaded_by: Mapped[str]
    """Account id, or ``public`` for an objector without an account."""
    uploaded_at: Mapped[datetime]
