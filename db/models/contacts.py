"""Whom to ask about a filing (附件1): personal data, kept nowhere else, erased after the end of the case."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to


class ContactRow(Base):
    """The contact one organisation gave with one act. Columns named as the fields of its form."""

    __tablename__ = "contacts"

    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), primary_key=True)
    organisation_id: Mapped[str] = mapped_column(primary_key=True)
    """Whose filing it is: the organisation acted for, not that of a substitute."""
    request_id: Mapped[str] = mapped_column(primary_key=True)
    """Of the act; what of it is in the record of the case has the same."""
    contact_person: Mapped[str]
    contact_phone: Mapped[str]
    received_at: Mapped[datetime]
