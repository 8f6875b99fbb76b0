"""Counting the dates of running cases again: what the platform asks of a case, and a case of the register."""

from typing import Any

from pydantic import BaseModel

from domain.deadline import Deadline


class CountAgain(BaseModel):
    """What a case is told. Without ``policy`` only the calendar changed; with it (as JSON) the case takes it over."""

    policy: dict[str, Any] | None = None


class RederiveQuestion(BaseModel):
    """The open dates of a case by their place in it, and the policy the case runs under."""

    programme: str
    deadlines: dict[str, Deadline]
    policy: dict[str, Any]
    """As JSON."""
