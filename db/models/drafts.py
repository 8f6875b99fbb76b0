"""Forms that somebody fills in and has not sent yet."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList, JsonObject


class SavedDraft(Base):
    """What one account has typed into one form. Nobody else reads it; it goes when the form is sent."""

    __tablename__ = "saved_drafts"

    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    """The path of the form's page."""
    key: Mapped[str]
    """Of the request by which it will be sent: sent twice, it is one act."""
    typed: Mapped[JsonObject]
    """Name of an input → its texts, as they were typed."""
    comment: Mapped[str]
    files: Mapped[JsonList]
    """Ids of the files kept so far."""
    saved_at: Mapped[datetime] = mapped_column(index=True)
