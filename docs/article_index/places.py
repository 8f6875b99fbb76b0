"""The places of the four texts: what they are cut into, where a citation lands, and how people name them.

A place is a sentence, under the shortest key that names it alone. A measure of the district is one place, since the
plan gives the whole of it to its departments; so is the form of an annex, and an indicator. What only names an item
(备案。) or says in brackets who is responsible is no place of its own: it belongs to the item.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docs.article_index.texts import APART, TEXTS
from domain.citation import Citation, numeral
from services.regulations import units

_WHOLE = re.compile(r"district:\d+|pilot:a\d.*")
_TITLED = re.compile(r"pilot:.+\(\d+\)|pilot:a2|district:\d+|district:s\d+\(\d+\)")
"""Items whose first sentence is their title."""
_NAMES_ONLY = re.compile("——.*|（.*负责）")
"""The heading of a paragraph of aims; who is responsible."""
_NUMERAL = "[一二三四五六七八九十]+"
_NUMBERS = {numeral(n): n for n in range(1, 100)}
_QUOTED = 8
"""So many characters of a place tell that it is quoted."""

Position = tuple[int, int]
"""Number of the paragraph in its unit, number of the sentence in its paragraph; from 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """``holds``: the sentences of the unit it is made of."""

    citation: Citation
    words: str
    holds: frozenset[Position]


@cache
def _by_unit() -> dict[Citation, list[Place]]:
    found = [Citation(f"{text}:{unit}") for text in TEXTS for unit in units(text)]
    return {unit: list(_cut(unit)) for unit in found}


@cache
def places() -> dict[str, Place]:
    """Every place of the four texts by its key, in their order."""
    return {str(place.citation): place for found in _by_unit().values() for place in found}


def places_of(text: str) -> list[Place]:
    return [place for place in places().values() if place.citation.instrument == text]


def title_of(unit: Citation) -> str:
    """What the text calls an item or a measure; empty where it does not name it."""
    return units(unit.instrument)[unit.unit][0][0].rstrip("。") if _TITLED.fullmatch(unit) else ""


def _cut(unit: Citation) -> Iterator[Place]:
    if _WHOLE.fullmatch(unit):
        whole = _positions(unit)
        words = [_sentence(unit, at) for at in whole if not _is_title(unit, at)]
        if words:
            yield Place(unit, ("" if words[0].endswith(("。", "：")) else "、").join(words), frozenset(whole))
        return
    for at in (at for at in _positions(unit) if _runs_alone(unit, at)):
        yield Place(_shortest(unit, at), _sentence(unit, at), frozenset({at}))


def _positions(unit: Citation) -> list[Position]:
    paragraphs = enumerate(units(unit.instrument)[unit.unit], start=1)
    return [(p, s) for p, paragraph in paragraphs for s, _ in enumerate(paragraph, start=1)]


def _sentence(unit: Citation, at: Position) -> str:
    return units(unit.instrument)[unit.unit][at[0] - 1][at[1] - 1]


def _is_title(unit: Citation, at: Position) -> bool:
    return at == (1, 1) and bool(_TITLED.fullmatch(unit))


def _runs_alone(unit: Citation, at: Position) -> bool:
    return not _is_title(unit, at) and not _NAMES_ONLY.fullmatch(_sentence(unit, at))


def _shortest(unit: Citation, at: Position) -> Citation:
    paragraphs = {p for p, _ in _positions(unit)}
    beside = [each for each in _positions(unit) if each[0] == at[0] and _runs_alone(unit, each)]
    paragraph = f".{at[0]}" if len(paragraphs) > 1 else ""
    return Citation(f"{unit}{paragraph}{f'#{at[1]}' if len(beside) > 1 else ''}")


def lands_on(citation: Citation) -> list[str]:
    """The places a citation points at. Of a whole one those of which something runs, beside the ledger."""
    within = _within(citation.whole)
    if citation.sentence is not None:
        pointed = _pointed(citation)
        if meant := [str(place.citation) for place in within if place.holds & pointed]:
            return meant
    elif citation.paragraph is not None:
        within = [place for place in within if any(p == citation.paragraph for p, _ in place.holds)]
    found = [str(place.citation) for place in within]
    return [each for each in found if each not in APART] if len(found) > 1 else found


def _within(unit: Citation) -> list[Place]:
    """The places of a unit; where it has none, being all its items, those of these."""
    items = (found for each, found in _by_unit().items() if each.startswith(f"{unit}("))
    return _by_unit().get(unit) or [place for found in items for place in found]


def _pointed(citation: Citation) -> set[Position]:
    """A sentence without a paragraph is counted through the whole."""
    found = _positions(citation.whole)
    if citation.paragraph is not None:
        found = [each for each in found if each[0] == citation.paragraph]
    assert citation.sentence is not None
    return set(found[citation.sentence - 1 : citation.sentence])


@cache
def _spoken(text: str) -> dict[str, Citation]:
    """What people call the units of a text: 第二十八条, 第五部分（四） or 五（四）, 第8项措施, 附件1."""
    found = {}
    for unit in (Citation(f"{text}:{each}") for each in units(text)):
        found[unit.place] = unit
        if "（" in unit.place:
            found[unit.place.removeprefix("第").replace("部分", "")] = unit
    return found


def named(words: str, text: str) -> Iterator[Citation]:
    """The places of a text that words name; a place they quote, where they name the whole alone."""
    spoken = _spoken(text)
    unit = "|".join(sorted(map(re.escape, spoken), key=len, reverse=True))
    for whole, paragraph, sentence in re.findall(rf"({unit})(?:第({_NUMERAL})[款段])?(?:第({_NUMERAL})句)?", words):
        key = str(spoken[whole])
        key += f".{_NUMBERS[paragraph]}" if paragraph else ""
        key += f"#{_NUMBERS[sentence]}" if sentence else ""
        quoted = [] if sentence else [each for each in lands_on(Citation(key)) if quotes(words, each)]
        yield from map(Citation, quoted or [key])


def quotes(words: str, place: str) -> bool:
    """Whether words hold a stretch of what stands at a place."""
    stands = places()[place].words
    return any(stands[at : at + _QUOTED] in words for at in range(len(stands) - _QUOTED + 1))
