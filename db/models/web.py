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


class AuditOrigin(Base):
    """From where the act of an entry came: personal data, kept beside the chain and not in it, so that it can go
    without breaking the chain."""

    __tablename__ = "audit_origins"

    sequence: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=False)
    """Of the entry."""
    address: Mapped[str]
    """The network address the web was called from."""


class AuditEntry(Base):
    """A line of the audit log: who did, was refused or read what. Each carries the hash of the one before it.

    Rows are only ever added, by ``db.queries.audit.append``: triggers of version 0004 refuse anything else. A later
    version that rebuilds this table has to make them again.
    """

    __tablename__ = "audit_entries"

    sequence: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=False)
    """1, 2, 3 … without a gap."""
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[str] = mapped_column(index=True)
    actor_role: Mapped[str]
    actor_organisation: Mapped[str]
    capacity: Mapped[str]
    """本职, or in whose stead and on which order; empty for the public and in entries from before version 0004."""
    action: Mapped[str]
    target: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(index=True)
    outcome: Mapped[Literal["done", "refused", "read"]] = mapped_column(Key)
    basis: Mapped[JsonList]
    detail: Mapped[str]
    request_id: Mapped[str] = mapped_column(index=True)
    previous_hash: Mapped[str]
    """64 hexadecimal digits; zeros in the first entry."""
    hash: Mapped[str]
    """SHA-256 of everything above, see ``db.chain``."""
