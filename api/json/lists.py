"""The shape of every list."""

from typing import Generic, TypeVar

from pydantic import BaseModel

ItemT = TypeVar("ItemT")


class Listing(BaseModel, Generic[ItemT]):
    """All there is, in the order the route says."""

    items: list[ItemT]


class Paged(Listing[ItemT], Generic[ItemT]):
    """One page; ``next`` is the ``after`` of the following page, null on the last."""

    next: str | None
