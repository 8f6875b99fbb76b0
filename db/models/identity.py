"""Who acts: organisations, their people, the sessions they opened, and how often somebody tried."""

from datetime import datetime
from typing import Literal

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import Key


class Organisation(Base):
    __tablename__ = "organisations"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    """``domain.roles.Role``."""
    jurisdiction: Mapped[str]
    """Six-digit GB/T 2260 code."""


class Account(Base):
    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    """The user name."""
    organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"), index=True)
    display_name: Mapped[str]
    role: Mapped[str] = mapped_column(index=True)
    """``domain.roles.Role``."""
    password_hash: Mapped[str]
    """argon2."""
    email: Mapped[str]
    person: Mapped[str] = mapped_column(default="", server_default="")
    """Where one natural person holds several accounts: the same word in each (人员编号). Empty: this one alone."""
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    has_initial_password: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Somebody else knows the password: nothing but choosing an own one is open until then."""
    external_id: Mapped[str | None] = mapped_column(index=True, unique=True)
    """What the identity provider calls this person, where one is used (``config.Settings.oidc_claim``)."""
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Session(Base):
    """One log-in. Only the hash of the token is kept: a copy of the register opens nothing."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), index=True)
    kind: Mapped[Literal["token", "cookie"]] = mapped_column(Key)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    """To the minute or so; null until it is used after signing in."""
    is_external: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Opened through the identity provider."""
    address: Mapped[str] = mapped_column(default="", server_default="")
    """Where from: the network address at signing in. Empty of sessions from before version 0023."""
    agent: Mapped[str] = mapped_column(default="", server_default="")
    """What the browser or program called itself then, cut."""


class RateCount(Base):
    """How often somebody tried something in the running window; ``key`` is a hash, so no name or address is kept."""

    __tablename__ = "rate_counts"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)
