"""Views as people read them where a text was adopted with another title or other numbers than the one kept here.

A view carries the stable key of every place it names; here, last of all, the words beside the key become those of the
version in force for its case.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from api.errors import BasisView
from domain.citation import Citation
from domain.edition import Edition

ViewT = TypeVar("ViewT")


def read_as(view: ViewT, edition: Edition | None) -> ViewT:
    """The same view (or list of views), its places in the words of ``edition``."""
    if edition:
        for each in _places(view):
            citation = Citation(each.key)
            if citation.instrument == edition.instrument:
                each.place = edition.place(citation)
                each.words = f"《{edition.title}》{each.place}"
    return view


def _places(view: Any) -> Iterator[BasisView]:
    if isinstance(view, BasisView):
        yield view
    elif isinstance(view, BaseModel):
        for name in type(view).model_fields:
            yield from _places(getattr(view, name))
    elif isinstance(view, list | tuple):
        for each in view:
            yield from _places(each)
