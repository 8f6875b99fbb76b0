"""The outbox: every notification to every person on every channel, and what became of it."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject, Key


class Notification(Base):
    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("event_key", "account_id", "channel"),
        Index(None, "state", "next_attempt_at"),
        Index(None, "account_id", "created_at"),
        Index(None, "workflow_id", "step"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    """Digest of what makes it one and the same (event, recipient, channel): written twice, it counts once."""
    event_key: Mapped[str]
    """What it tells of: a notice order of a step, or a rung of a duty."""
    case_id: Mapped[str | None] = mapped_column(refers_to("cases.id"), index=True)
    workflow_id: Mapped[str]
    step: Mapped[int | None]
    duty_id: Mapped[str | None] = mapped_column(index=True)
    rung: Mapped[str | None]
    kind: Mapped[str]
    channel: Mapped[Literal["inbox", "mail"]] = mapped_column(Key)
    account_id: Mapped[str | None] = mapped_column(refers_to("accounts.id"))
    """Null for a recipient without an account, who is then known by ``address`` alone."""
    recipient_name: Mapped[str]
    recipient_role: Mapped[str]
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    planned_at: Mapped[datetime]
    created_at: Mapped[datetime]
    state: Mapped[Literal["planned", "sent", "delivered", "failed"]] = mapped_column(Key, default="planned")
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    failure: Mapped[str | None]
    read_at: Mapped[datetime | None]
    message_id: Mapped[str | None]
    """Message-ID of the mail, derived from ``id``."""
    facts: Mapped[JsonObject] = mapped_column(default=dict)
    """``services.notifications.wording.NoticeFacts`` without its moments: what the words are made of."""
    basis: Mapped[JsonList] = mapped_column(default=list)
