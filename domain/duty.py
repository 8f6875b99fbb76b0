"""What somebody owes (or may do) by a day, with the reminders around it. The duty clock serves the rungs."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Basis
from domain.deadline import Deadline
from domain.ladder import Rung
from domain.roles import Audience


class Duty(BaseModel):
    """``opened_at`` (UTC): rungs planned before it are inherited, never sent (a case taken over mid-life)."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    title: str
    debtor: Audience
    due: Deadline
    basis: Basis
    opened_at: datetime
    rungs: tuple[Rung, ...]
    facts: dict[str, Any] = Field(default_factory=dict)
