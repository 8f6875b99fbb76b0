"""Cases as their workflows last told them: a projection that can be written again from the workflows."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, validates

from db.models.base import Base, refers_to
from db.pinyin import search_key
from db.types import JsonList, JsonObject, Serial

STANDS_STILL = "-"


def days_of(milestones: JsonList) -> str:
    """The day of each milestone in its place (2025-10-15), with spaces between; ``-`` for one that stands still."""
    return " ".join(STANDS_STILL if _stands_still(each) else str(each["date"]) for each in milestones)


def _stands_still(milestone: JsonObject) -> bool:
    return any(pause["last_day"] is None for pause in milestone.get("pauses", ()))


class Case(Base):
    __tablename__ = "cases"
    __table_args__ = (
        Index(None, "programme", "stage"),
        # Everything a list is filtered by, in its order: the long states beside it are not read.
        Index(
            "ix_cases_listing",
            "opened_at", "id", "programme", "stage", "region", "subject_id", "subject_name", "name_key",
        ),
        Index(
            "ix_cases_days",
            "id", "region", "subject_id", "days",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(primary_key=True)
    workflow_id: Mapped[str] = mapped_column(unique=True)
    programme: Mapped[str]
    subject_id: Mapped[str] = mapped_column(index=True)
    """The park or project the case is about."""
    subject_name: Mapped[str]
    name_key: Mapped[str] = mapped_column(default="", server_default="")
    """``db.pinyin.search_key`` of the name."""
    region: Mapped[str] = mapped_column(index=True)
    """Six-digit GB/T 2260 code."""
    stage: Mapped[str]
    stage_label: Mapped[str]
    state: Mapped[JsonObject]
    """The whole state of the workflow after ``step``."""
    schema_version: Mapped[int]
    policy_version: Mapped[str]
    step: Mapped[int]
    milestones: Mapped[JsonList] = mapped_column(default=list)
    days: Mapped[str] = mapped_column(default="", server_default="")
    """``days_of`` its milestones: what comes next is found without their derivations."""
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]

    @validates("subject_name")
    def _named(self, _: str, name: str) -> str:
        self.name_key = search_key(name)
        return name

    @validates("milestones")
    def _dated(self, _: str, milestones: JsonList) -> JsonList:
        self.days = days_of(milestones)
        return milestones


class CaseStep(Base):
    """That a step was written, so that writing it again changes nothing."""

    __tablename__ = "case_steps"

    workflow_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    run_id: Mapped[str]
    """The run whose history vouches for the step."""
    fingerprint: Mapped[str]
    """Tells this attempt from another one at the same number."""
    at: Mapped[datetime]
    """When the step happened in law and in the workflow."""
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None]
    """When the workflow vouched for the step. Its orders leave the house only then."""
    voided_at: Mapped[datetime | None]
    """When the workflow disowned the step. Its orders never leave."""
    stage: Mapped[str | None]
    """Where the step left the case. Null for a step recorded before this was kept, if nothing tells it, and for acts
    on lists."""


class CaseEvent(Base):
    """A line of the case's record, in the order of ``contracts.step.Step.events``."""

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("workflow_id", "step", "position"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    workflow_id: Mapped[str]
    step: Mapped[int]
    position: Mapped[int]
    at: Mapped[datetime]
    kind: Mapped[str]
    text: Mapped[str]
    basis: Mapped[JsonList] = mapped_column(default=list)
    actor_id: Mapped[str | None]
    """Null, with the two below, for a legal moment: a timer acted, not a person."""
    actor_role: Mapped[str | None]
    actor_organisation: Mapped[str | None]
    actor_substitute_for: Mapped[str | None]
    """Of an act by a substitute: the name of whoever they acted for."""
    actor_order: Mapped[str | None]
    """Of an act by a substitute: the document number of the order."""
    request_id: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")
    attachments: Mapped[JsonList] = mapped_column(default=list)
