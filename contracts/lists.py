"""One act on every entry of a list: what each entry's case is asked, and what it answered."""

from typing import Literal

from pydantic import BaseModel

from domain.citation import Basis
from domain.roles import Actor
from domain.task import Act


class ListEntryOrder(BaseModel):
    """``act`` carries who acts, in which capacity, and the task of this entry; ``request_id`` its id for ever."""

    case_id: str
    workflow_id: str
    request_id: str
    act: Act


class EntryResult(BaseModel):
    """What became of one entry. Each answers for itself: one that is refused hinders no other."""

    case_id: str
    state: Literal["done", "refused", "failed"]
    step: int | None = None
    """Of an act that was taken: the step that recorded it."""
    text: str = ""
    basis: Basis = ()


class ListOrder(BaseModel):
    """``act``: the id of the act within the list; ``refused``: what was asked of entries that do not wait for it."""

    list_number: str
    act: str
    kind: str
    """Key of the ``TaskKind``, and name of its action."""
    action: str
    actor: Actor
    comment: str = ""
    entries: tuple[ListEntryOrder, ...]
    refused: tuple[EntryResult, ...] = ()


class ListOutcome(BaseModel):
    """``results`` is empty at the beginning; then one for every entry."""

    order: ListOrder
    results: tuple[EntryResult, ...] = ()
