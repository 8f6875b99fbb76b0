"""代理: who acts in whose stead, on which order. Rows are entered and revoked, never changed or removed."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList


class SubstitutionRow(Base):
    """``domain.substitution.Substitution``."""

    __tablename__ = "substitutions"

    id: Mapped[str] = mapped_column(primary_key=True)
    principal_organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"), index=True)
    principal_account_id: Mapped[str | None] = mapped_column(refers_to("accounts.id"))
    """Null for the whole office."""
    substitute_id: Mapped[str] = mapped_column(refers_to("accounts.id"), index=True)
    kinds: Mapped[JsonList] = mapped_column(default=list)
    """Task kinds; empty for all that are put to the office."""
    case_id: Mapped[str | None] = mapped_column(refers_to("cases.id"))
    opens_at: Mapped[datetime]
    """00:00 Asia/Shanghai of the first day."""
    closes_at: Mapped[datetime]
    """24:00 Asia/Shanghai of the last day, which is the first instant no longer within."""
    order_number: Mapped[str]
    """代理文件文号."""
    order_file_id: Mapped[str] = mapped_column(refers_to("files.id"))
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    revoked_by: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
    revocation_reason: Mapped[str | None]
