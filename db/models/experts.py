"""长三角质量专家库: the experts evaluations draw from. Nobody is removed: of whoever left, the record keeps when."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, refers_to
from db.types import JsonList


class ExpertRow(Base):
    """``domain.procedure.expert_evaluation.Expert``, and who entered it."""

    __tablename__ = "experts"

    organisation_id: Mapped[str] = mapped_column(refers_to("organisations.id"), primary_key=True)
    """Under whose account the expert answers."""
    name: Mapped[str]
    employer: Mapped[str]
    former_employers: Mapped[JsonList] = mapped_column(default=list)
    """``{"name": …, "until": …}`` each, ``until`` the last day as ISO text; in the order in which they were entered."""
    field: Mapped[str]
    """专业领域."""
    bureau_id: Mapped[str] = mapped_column(refers_to("organisations.id"))
    """The provincial bureau that entered the expert; of one who came back, that which did so last."""
    entered_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    """Null: in the pool now."""
