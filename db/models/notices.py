"""Public notices (公示) and the objections (异议) raised during them."""

from datetime import date, datetime
from typing import Literal

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject, Key


class PublicNotice(Base):
    __tablename__ = "public_notices"
    __table_args__ = (Index(None, "state", "published_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    workflow_id: Mapped[str]
    matter: Mapped[str]
    """What the public is asked about."""
    entry: Mapped[JsonObject]
    """What is shown of the park: what the public may know, and no more."""
    published_at: Mapped[datetime]
    last_day: Mapped[date]
    """Day in Asia/Shanghai. May move later, never earlier."""
    closes_at: Mapped[datetime]
    deadline: Mapped[JsonObject]
    """``domain.deadline.Deadline``."""
    channel: Mapped[str] = mapped_column(default="", server_default="")
    url: Mapped[str] = mapped_column(default="", server_default="")
    """Where the page stands as it was published."""
    remark: Mapped[str] = mapped_column(default="", server_default="")
    """What the public is told of a correction or of a withdrawal."""
    state: Mapped[Literal["running", "ended", "withdrawn", "superseded"]] = mapped_column(Key, default="running")
    result: Mapped[str | None]


class Objection(Base):
    __tablename__ = "objections"

    receipt_number: Mapped[str] = mapped_column(primary_key=True)
    notice_id: Mapped[str] = mapped_column(refers_to("public_notices.id"), index=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    grounds: Mapped[str]
    attachments: Mapped[JsonList] = mapped_column(default=list)
    """Ids of stored files: the evidence (举证材料)."""
    objector_name: Mapped[str] = mapped_column(default="")
    objector_contact: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime]
    request_id: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(default="", server_default="")
    """SHA-256 of the code printed on the receipt: whoever knows it may withdraw the objection."""
    stamped_on: Mapped[date | None]
    """Of a paper objection: the day of the stamp of receipt, and of the postmark."""
    postmarked_on: Mapped[date | None]
    supplement_until: Mapped[date | None]
    """The last day on which missing evidence may be supplied."""
    status: Mapped[str]
    conclusion: Mapped[str | None]
