"""Running cases that come from elsewhere: a sheet of them, and each of its rows."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonObject, Key


class CaseImport(Base):
    """A sheet proposed by one person and confirmed, or declined, by another."""

    __tablename__ = "case_imports"
    __table_args__ = (Index(None, "state"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    file_id: Mapped[str] = mapped_column(refers_to("files.id"))
    state: Mapped[Literal["proposed", "confirmed", "declined"]] = mapped_column(Key, default="proposed")
    proposed_by: Mapped[str]
    """Account id."""
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    """Account id of the second person."""
    decided_at: Mapped[datetime | None]


class CaseImportRow(Base):
    """One case. Still to be taken over while ``settled_at`` is null and its import is confirmed."""

    __tablename__ = "case_import_rows"
    __table_args__ = (Index(None, "settled_at"),)

    import_id: Mapped[str] = mapped_column(refers_to("case_imports.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Of the row in the sheet, as people count."""
    park_id: Mapped[str] = mapped_column(refers_to("parks.id"))
    case_id: Mapped[str]
    told: Mapped[JsonObject]
    """``domain.zone.taking_over.Handover``."""
    settled_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="", server_default="")
    """Why the case was not taken over; empty when it was, or is still to be."""
