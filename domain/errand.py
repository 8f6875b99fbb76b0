"""An errand: what a decision in one case brings about in another. The other case is begun, or is told what was decided.

What is still to be done is read from the state of the case that sends, so that nothing is lost where it stops; and its
request id is the same for ever, so that nothing is done twice. The act is that of whoever decided here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.orders import Effects
from domain.roles import Actor


class Telling(BaseModel):
    """An act on the open task of this kind in the other case."""

    model_config = ConfigDict(frozen=True)

    kind: str
    action: str
    actor: Actor
    comment: str = ""
    data: dict[str, Any] = Field(default_factory=dict)


class Errand(BaseModel):
    """Either ``begins``, the state as JSON with which the other case begins, or ``tells``."""

    model_config = ConfigDict(frozen=True)

    request_id: str = Field(max_length=200)
    case_id: str
    workflow_id: str
    begins: dict[str, Any] | None = None
    summary: str = ""
    """Of a case that begins: what Temporal's own page calls it."""
    tells: Telling | None = None


class ErrandOutcome(BaseModel):
    """``text``: why the other case did not take it."""

    taken: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Errands:
    """What a kind of case has done elsewhere; both functions are given the case."""

    owed: Callable[[Any], Sequence[Errand]]
    """What is still to be done, the earliest first. Empty in the end, since ``settle`` takes each out."""
    settle: Callable[[Any, Errand, ErrandOutcome], Effects | None]
    """Note in the case that it is done, or was not taken; answers what the record is to say, if anything."""
