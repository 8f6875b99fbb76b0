"""What the five provincial bureaus did towards the deliverables of the pilot plan. Rows are only ever added."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to


class DeliverableEntry(Base):
    """``domain.pilot.deliverable_ledger.ProgressForm``, and who entered it."""

    __tablename__ = "deliverable_entries"

    deliverable: Mapped[str] = mapped_column(primary_key=True)
    """Key of ``domain.pilot.deliverables.DELIVERABLES``."""
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts up from 1 within the deliverable, in the order in which entries came in."""
    on: Mapped[date]
    """Day in Asia/Shanghai on which it was done."""
    what: Mapped[str]
    progress: Mapped[str]
    """``domain.pilot.deliverable_ledger.Progress``."""
    file_id: Mapped[str | None] = mapped_column(refers_to("files.id"))
    bureau_id: Mapped[str] = mapped_column(refers_to("organisations.id"))
    """The provincial bureau that entered it."""
    entered_at: Mapped[datetime]
