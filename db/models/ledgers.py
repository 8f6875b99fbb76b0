"""What was done, entered in a ledger line by line. Rows are only ever added."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonObject


class LedgerEntry(Base):
    """``domain.ledger.EntryForm``, and who entered it."""

    __tablename__ = "ledger_entries"

    ledger: Mapped[str] = mapped_column(primary_key=True)
    """The id of a case, or ``domain.pilot.deliverable_ledger.LEDGER``."""
    item: Mapped[str] = mapped_column(primary_key=True)
    """Key of the line within the ledger: of a ``domain.ledger.CaseLine``, or of a deliverable."""
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts up from 1 within the line, in the order in which entries came in."""
    on: Mapped[date]
    """Day in Asia/Shanghai on which it was done."""
    what: Mapped[str]
    details: Mapped[JsonObject]
    """``domain.ledger.EntryForm.details``."""
    file_id: Mapped[str | None] = mapped_column(refers_to("files.id"), index=True)
    office_id: Mapped[str] = mapped_column(refers_to("organisations.id"))
    """The organisation that entered it."""
    entered_at: Mapped[datetime]
