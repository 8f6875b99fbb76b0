"""What is chosen in the boxes above a wall of cells, as it was sent."""

from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

ALL = ("", "全部")
E = TypeVar("E", bound=StrEnum)


def among(offered: Iterable[E], value: str) -> E | None:
    """The one of this value; what nobody offers is not chosen."""
    return next((each for each in offered if each.value == value), None)


def but(chosen: Any, **other: str) -> str:
    """The query of the same page with something else chosen; ``chosen`` is a dataclass of texts."""
    values = {each.name: getattr(chosen, each.name) for each in fields(chosen)} | other
    return urlencode({name: value for name, value in values.items() if value})
