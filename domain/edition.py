"""A text as it was adopted: its title, and the numbers its places have there.

A citation is a stable key (``province:30``): it names the place in the text that is quoted here. What people read is
the title and the number of the version in force for their case; where that is another one than the text quoted, its
edition says so.
"""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import TITLES, Basis, Citation
from domain.deadline import Deadline, Line

Moves = Mapping[str, str]
"""Place in the text before → place in the text after; empty where the later text has it no longer."""


def moved(place: str, moves: Moves) -> str | None:
    """Where ``place`` (``30``, ``30.1``, ``30.1#2``) stands after the moves; None where it is gone."""
    head, mark, sentence = place.partition("#")
    article, dot, paragraph = head.partition(".")
    if head in moves:
        found = moves[head]
    elif article in moves:
        found = moves[article] and f"{moves[article]}{dot}{paragraph}"
    else:
        found = head
    return f"{found}{mark}{sentence}" if found else None


class Edition(BaseModel):
    """``instrument``: key of the text. ``numbers``: place in the text quoted here → its place in this one."""

    model_config = ConfigDict(frozen=True)

    instrument: str
    title: str
    adopted_on: date | None = None
    numbers: dict[str, str] = Field(default_factory=dict)

    def place(self, citation: Citation) -> str:
        """第三十二条第一款; of a place that is gone, where it stood."""
        instrument, _, place = citation.partition(":")
        if instrument != self.instrument:
            return citation.place
        now = moved(place, self.numbers)
        return Citation(f"{instrument}:{now}").place if now else f"草案{citation.place}（现行文本已无此条款）"

    def quoted(self, citation: Citation) -> str:
        """The same before words of the text quoted here, with its number there where it is another."""
        now = self.place(citation)
        return now if citation.place in now else f"{now}（草案{citation.place}）"

    def told(self, deadline: Deadline) -> Deadline:
        """The same date, its derivation with the numbers of this edition."""
        return deadline.model_copy(update={"lines": tuple(map(self._told, deadline.lines))})

    def _told(self, line: Line) -> Line:
        place = line.citation.place if line.citation and line.citation.instrument == self.instrument else ""
        if not place or not line.text.startswith(f"{place}："):
            return line
        assert line.citation is not None
        return line.model_copy(update={"text": self.quoted(line.citation) + line.text.removeprefix(place)})


def title_of(text: str, edition: Edition | None) -> str:
    """What a text (key) is called."""
    return edition.title if edition and edition.instrument == text else TITLES[text]


def place_of(citation: Citation, edition: Edition | None) -> str:
    return edition.place(citation) if edition else citation.place


def sources(basis: Basis, edition: Edition | None) -> list[str]:
    """Each text once by its full title, with its places: 《…》第二十二条、第二十八条第三款."""
    places: dict[str, list[str]] = {}
    for citation in basis:
        places.setdefault(citation.instrument, []).append(place_of(citation, edition))
    return [f"《{title_of(text, edition)}》{'、'.join(found)}" for text, found in places.items()]
