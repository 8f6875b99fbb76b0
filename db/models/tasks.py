"""Who is asked what (tasks), who owes what (duties), and when they are reminded of it (rungs)."""

from datetime import date, datetime

from sqlalchemy import Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject, Key
from domain.ladder import Outcome


class TaskRow(Base):
    """A human task (待办): projection of ``domain.task.Task``."""

    __tablename__ = "tasks"
    __table_args__ = (Index(None, "closed_at", "role", "organisation_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    workflow_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    about_label: Mapped[str] = mapped_column(default="", server_default="")
    """Which of several alike, for people; empty where there is one."""
    role: Mapped[str]
    """With ``region`` and ``organisation_id``: the ``domain.roles.Audience`` that may act."""
    region: Mapped[str | None]
    organisation_id: Mapped[str | None]
    opened_at: Mapped[datetime]
    due: Mapped[date | None]
    """Day in Asia/Shanghai."""
    due_provisional: Mapped[bool] = mapped_column(default=False)
    optional: Mapped[bool] = mapped_column(default=False, server_default=false())
    """May be done, and nobody waits for it."""
    excluded: Mapped[str] = mapped_column(default="", server_default="")
    """Account ids of those who may not act on it, each between two bars: ``|samr|samr-2|``."""
    closed_at: Mapped[datetime | None]


class DutyRow(Base):
    """What somebody owes by a day; the duty clock serves its rungs while ``closed_at`` is null."""

    __tablename__ = "duties"
    __table_args__ = (Index(None, "closed_at", "due"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str | None] = mapped_column(refers_to("cases.id"), index=True)
    """Null for the platform's own: the canary of the duty clock."""
    workflow_id: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    title: Mapped[str]
    debtor: Mapped[JsonObject]
    """``domain.roles.Audience``."""
    due: Mapped[date]
    """Day in Asia/Shanghai."""
    deadline: Mapped[JsonObject]
    """``domain.deadline.Deadline`` with its derivation: why that day."""
    basis: Mapped[JsonList] = mapped_column(default=list)
    facts: Mapped[JsonObject] = mapped_column(default=dict)
    """What the words of its reminders are made of, besides the due day."""
    fingerprint: Mapped[str] = mapped_column(default="", server_default="")
    """Of the duty with its ladder, as row and rungs were last written; empty: they are to be written."""
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Rung(Base):
    """One reminder on the ladder of a duty, not yet served while ``outcome`` is null."""

    __tablename__ = "rungs"
    __table_args__ = (
        Index(
            None,
            "planned_at",
            sqlite_where=text("served_at IS NULL"),
            postgresql_where=text("served_at IS NULL"),
        ),
    )

    duty_id: Mapped[str] = mapped_column(refers_to("duties.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    planned_at: Mapped[datetime]
    audience: Mapped[JsonList]
    """List of ``domain.roles.Audience``."""
    wording: Mapped[str]
    about: Mapped[JsonObject | None]
    """``domain.deadline.Deadline`` with its derivation: what its words speak of, if not the due day of the duty."""
    served_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(Key)
