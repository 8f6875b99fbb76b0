"""Documents the platform writes, their numbers, and files people hand in. Bytes lie in the document store."""

from datetime import date, datetime
from typing import Literal

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject, Key


class DocumentRow(Base):
    """One ordered document; stored once its bytes lie under ``sha256``."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("workflow_id", "step", "position"),
        Index(None, "state"),
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
    issuers: Mapped[JsonList]
    """Organisation ids of the signing bodies, in signing order."""
    facts: Mapped[JsonObject]
    """What the wording needs; with ``kind`` it writes the same document again."""
    on: Mapped[date]
    """成文日期, day in Asia/Shanghai."""
    created_at: Mapped[datetime]
    state: Mapped[Literal["ordered", "stored", "failed"]] = mapped_column(Key, default="ordered")
    sha256: Mapped[str | None]
    size: Mapped[int | None]
    """Bytes."""
    media_type: Mapped[str] = mapped_column(default="application/pdf")
    failure: Mapped[str | None]


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
