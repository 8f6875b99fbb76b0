"""What people keep of the list of cases: the filters they use again."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonObject


class SavedFilter(Base):
    """One filter of one account, under a name of its owner's."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"))
    name: Mapped[str]
    query: Mapped[JsonObject]
    """Name of a parameter of the list → its value, as they stand in the address of the page."""
    created_at: Mapped[datetime]
