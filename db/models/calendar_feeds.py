"""日历订阅: the addresses under which a person's calendar is read, and what calendars were told."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to


class CalendarToken(Base):
    """One subscription. Only the hash of its token is kept: a copy of the register opens no calendar."""

    __tablename__ = "calendar_tokens"

    id: Mapped[str] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256, 64 hexadecimal digits."""
    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), index=True)
    label: Mapped[str]
    """What its owner calls it."""
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class CalendarEntry(Base):
    """What the calendars of a person were last told of one event: so that a date that moves or goes says so."""

    __tablename__ = "calendar_entries"

    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), primary_key=True)
    uid: Mapped[str] = mapped_column(primary_key=True)
    starts: Mapped[str]
    """ISO text: a day of Asia/Shanghai, or an instant."""
    ends: Mapped[str]
    """As ``starts``; a day is the last one, an instant the first no longer within."""
    summary: Mapped[str]
    fingerprint: Mapped[str]
    sequence: Mapped[int]
    """How often its time changed, or it was cancelled or came back."""
    modified_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
