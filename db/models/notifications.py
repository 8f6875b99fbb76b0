"""The outbox: every notification to every person on every channel, and what became of it; how people are reached."""

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
        Index(None, "digest"),
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
    channel: Mapped[str]
    """``domain.delivery.Channel``."""
    account_id: Mapped[str | None] = mapped_column(refers_to("accounts.id"))
    """Null for a recipient without an account, who is then known by ``address`` alone."""
    recipient_name: Mapped[str]
    recipient_role: Mapped[str]
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    planned_at: Mapped[datetime]
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="planned")
    """``domain.delivery.State``."""
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    """Not before: quiet hours, or the digest of the day."""
    digest: Mapped[str | None]
    """Id of the message that it leaves in together with others; null: on its own."""
    followed_up_at: Mapped[datetime | None]
    """Of what failed: when its consequence was drawn (``activities/falling_back.py``)."""
    instead_of: Mapped[str | None]
    """Id of the notification that could not be delivered and that this one stands for."""
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


class NotificationPreferences(Base):
    """What a person chose; without a row everything goes to inbox and mail. ``domain.quiet_hours.Preferences``."""

    __tablename__ = "notification_preferences"

    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), primary_key=True)
    chosen: Mapped[JsonObject]
    updated_at: Mapped[datetime]


class NotificationEndpoint(Base):
    """How a person is reached on a channel of their own: one of each."""

    __tablename__ = "notification_endpoints"

    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), primary_key=True)
    channel: Mapped[Literal["sms", "chat", "webhook"]] = mapped_column(Key, primary_key=True)
    hint: Mapped[str]
    """What is shown of it: enough to know it again, too little to use it."""
    sealed: Mapped[str]
    """``services.notifications.channel.Reach`` as JSON, sealed by ``services.sealing``."""
    entered_at: Mapped[datetime]


class DeliveryTask(Base):
    """通知未送达: no channel reached somebody, so a person is to. Open while ``closed_at`` is null."""

    __tablename__ = "delivery_tasks"
    __table_args__ = (Index(None, "closed_at", "role"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    """Digest of event and organisation: found twice, it is one."""
    event_key: Mapped[str] = mapped_column(index=True)
    organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"))
    """Who was to be told."""
    notification_id: Mapped[str] = mapped_column(refers_to("notifications.id"))
    """The last one that failed; its case, subject and words are what they are to be told."""
    role: Mapped[str]
    """With ``region``: the ``domain.roles.Audience`` that sees to it."""
    region: Mapped[str | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Literal["told", "read"] | None] = mapped_column(Key)
    """told: 已另行通知; read: somebody of the organisation read it in the portal after all."""
    answer: Mapped[JsonObject | None]
    """``domain.delivery.OtherwiseTold``."""
    closed_by: Mapped[str | None] = mapped_column(refers_to("accounts.id"))
    file_id: Mapped[str | None]
