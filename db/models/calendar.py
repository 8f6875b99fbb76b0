"""Calendar releases: what the State Council's yearly notices say about days off and make-up workdays."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import JsonList


class CalendarReleaseRow(Base):
    __tablename__ = "calendar_releases"
    __table_args__ = (UniqueConstraint("year", "document_number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int]
    document_number: Mapped[str]
    issued_on: Mapped[date]
    days_off: Mapped[JsonList]
    """ISO dates."""
    make_up_workdays: Mapped[JsonList]
    """ISO dates."""
    imported_at: Mapped[datetime]
    imported_by: Mapped[str | None]
    """Account id; null for what the register started with."""
