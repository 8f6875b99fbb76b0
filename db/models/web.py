"""What the web remembers of requests: first answers by idempotency key, and the audit log."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from db.types import Json, JsonList, JsonObject, Key, Serial


class IdempotentResponse(Base):
    """The first answer to a request, given again to its repetitions."""

    __tablename__ = "idempotent_responses"

    actor: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str]
    body_hash: Mapped[str]
    """The same key with another body is a mistake of the sender."""
    status: Mapped[int | None]
    """Null, with the two below, while the first request is still being answered."""
    response: Mapped[Any | None] = mapped_column(Json)
    headers: Mapped[JsonObject | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """A line of the audit log: who did, or was refused, what. Rows are only ever added."""

    __tablename__ = "audit_entries"

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[str] = mapped_column(index=True)
    actor_role: Mapped[str]
    action: Mapped[str]
    target: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(index=True)
    outcome: Mapped[Literal["done", "refused"]] = mapped_column(Key)
    basis: Mapped[JsonList] = mapped_column(default=list)
    detail: Mapped[str] = mapped_column(default="")
    request_id: Mapped[str] = mapped_column(default="")
