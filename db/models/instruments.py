"""What stands above single cases: 工作方案 (第十五条), versions of the indicators (第十九条), lists of cases."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject


class InstrumentRow(Base):
    __tablename__ = "instruments"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    """``work_plan`` or ``indicators``."""
    number: Mapped[str]
    """What people call it by, and what a case keeps: 2026年第1轮, 第1版."""
    title: Mapped[str]
    in_force_from: Mapped[date]
    """Of a work plan: the first day of its round."""
    closes_on: Mapped[date | None]
    """Last day of a round; null where none is set, and for indicators, which stand until the next version."""
    classes: Mapped[JsonList] = mapped_column(default=list)
    """``domain.zone.park_register.Sector`` values it is for; empty: for all (分类指导)."""
    document_id: Mapped[str | None] = mapped_column(refers_to("documents.id"))
    workflow_id: Mapped[str] = mapped_column(default="")
    """The case in which it was drawn up; empty for one taken over."""


class CaseList(Base):
    """A list of cases (创建名单, 公示名单, 项目清单). ``kind``: a key of ``domain.list_kinds``."""

    __tablename__ = "lists"

    number: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    region: Mapped[str]
    """Jurisdiction of whoever made it: a GB/T 2260 code, or that of the whole country."""
    title: Mapped[str]
    created_by: Mapped[str]
    organisation_id: Mapped[str]
    created_at: Mapped[datetime]
    request_id: Mapped[str] = mapped_column(unique=True)


class ListEntry(Base):
    """One case of a list."""

    __tablename__ = "list_entries"

    list_number: Mapped[str] = mapped_column(refers_to("lists.number"), primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), primary_key=True, index=True)
    rank: Mapped[int]
    result: Mapped[str] = mapped_column(default="")
    """Of a notice: what it shows of the evaluation."""


class ListActRow(Base):
    """One act on a list, with what became of every entry it was meant for."""

    __tablename__ = "list_acts"

    list_number: Mapped[str] = mapped_column(refers_to("lists.number"), primary_key=True)
    act: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    """Key of the ``TaskKind``, and name of its action."""
    action: Mapped[str]
    actor: Mapped[JsonObject]
    """``domain.roles.Actor``."""
    comment: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    results: Mapped[JsonList] = mapped_column(default=list)
    """``contracts.lists.EntryResult`` by entry; empty until every entry has answered."""
    document_id: Mapped[str | None] = mapped_column(refers_to("documents.id"))
