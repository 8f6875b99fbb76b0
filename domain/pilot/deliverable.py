"""What the plan wants to come of the five bureaus' own work: a thing, and the places that name it."""

from dataclasses import dataclass

from domain.citation import Basis, Citation


@dataclass(frozen=True, slots=True)
class Named:
    """One place of the plan that names a deliverable. ``name`` and ``words`` stand there word for word.

    ``key`` is the same wherever the plan names the same thing.
    """

    key: str
    name: str
    place: Citation
    words: str


@dataclass(frozen=True, slots=True)
class Deliverable:
    """``places``: in the order of the plan, one at least."""

    places: tuple[Named, ...]

    @property
    def key(self) -> str:
        return self.places[0].key

    @property
    def name(self) -> str:
        """In the words of the place that names it first."""
        return self.places[0].name

    @property
    def section(self) -> Citation:
        """The section it is listed under."""
        return self.places[0].place

    @property
    def basis(self) -> Basis:
        return tuple(each.place for each in self.places)
