"""Policy versions: what was proposed, by whom and why, and the second person who decided on it."""

from datetime import date, datetime
from typing import Literal

from sqlalchemy import ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject, Key


class PolicyVersion(Base):
    """One version of a programme's policy. Rows are decided on once and never changed after."""

    __tablename__ = "policy_versions"

    programme: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    based_on: Mapped[str]
    """The version in force when it was proposed. Once another is in force, it can no longer be approved."""
    values: Mapped[JsonObject]
    """The whole policy, as ``domain.policy.POLICIES`` reads it."""
    changes: Mapped[JsonObject]
    """Field → its value before and after."""
    reason: Mapped[str]
    state: Mapped[Literal["proposed", "approved", "declined"]] = mapped_column(Key, default="proposed")
    proposed_by: Mapped[str]
    """Account id."""
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None]
    """Account id of the second person; null while nobody has decided."""
    decided_at: Mapped[datetime | None]
    """From this instant an approved version is in force."""
    decision_comment: Mapped[str] = mapped_column(default="")


class PolicyInterpretation(Base):
    """The interpretation (解释) a version rests on, kept with it; a version rests on one or on none."""

    __tablename__ = "policy_interpretations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["programme", "version"],
            ["policy_versions.programme", "policy_versions.version"],
            deferrable=True,
            initially="DEFERRED",
        ),
    )

    programme: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[str]
    """文号."""
    title: Mapped[str]
    published_on: Mapped[date]
    """Day in Asia/Shanghai."""
    parameters: Mapped[JsonList]
    """Fields of the policy it is about, whether their values changed or not."""
    file_id: Mapped[str | None] = mapped_column(refers_to("files.id"))
    """The document itself."""
