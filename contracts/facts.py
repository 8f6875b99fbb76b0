"""What a case asks of the register before it accepts an act, and what it is told."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from domain.roles import Actor


class FactQuestion(BaseModel):
    """``key`` is that of ``domain.task.Enquiry``; the answer is the JSON of its ``facts``."""

    key: str
    case_id: str
    subject: str
    """Id of the park or project."""
    actor: Actor
    at: datetime
    """UTC: the instant the facts are asked for, of the workflow's clock."""
    data: dict[str, Any]
    """Of the act."""
    policy: dict[str, Any]
    """Of the case, as JSON."""
