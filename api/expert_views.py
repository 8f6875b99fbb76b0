"""View models of the pool of experts."""

from datetime import datetime

from pydantic import BaseModel

from domain.procedure.expert_evaluation import FormerEmployer


class ExpertView(BaseModel):
    """One entry of the pool. ``organisation``: the account of the expert; ``left_at`` is null while in the pool.

    ``bureau`` is the name of the provincial bureau that entered the expert.
    """

    organisation: str
    name: str
    employer: str
    former_employers: list[FormerEmployer]
    field: str
    bureau: str
    entered_at: datetime
    left_at: datetime | None
