"""Where a clause stands: in the draft, and in each text that came after it. A clause is known by its id, never by this.

A place is written ``30`` or ``30.1`` (第三十条第一款). A text that renumbers says of each place moved where it stands
now; an article moved takes its paragraphs along, and what is not named stays where it was. Reading R-H-11.
"""

from collections.abc import Iterable, Sequence

from domain.citation import Citation
from domain.edition import Moves, moved
from domain.province.clause import Clause
from domain.province.clauses import CLAUSES

ARTICLES = 42


def in_draft(clause: Clause) -> str:
    return clause.place.partition(":")[2]


IN_DRAFT = tuple(
    dict.fromkeys([*map(str, range(1, ARTICLES + 1)), *(in_draft(each).partition("#")[0] for each in CLAUSES)])
)
"""Every place of the draft that may be moved: its articles, and the paragraphs clauses stand in."""


def through(place: str, texts: Iterable[Moves]) -> list[str | None]:
    """Where a place of the draft stands in each of the texts after it, in order; None from where on it is gone."""
    found: list[str | None] = []
    at: str | None = place
    for moves in texts:
        at = moved(at, moves) if at else None
        found.append(at)
    return found


def now_at(clause: Clause, texts: Sequence[Moves]) -> str | None:
    """Where the clause stands in the last text; None when it is in it no longer."""
    return through(in_draft(clause), texts)[-1] if texts else in_draft(clause)


def words(place: str) -> str:
    """第三十条第一款."""
    return Citation(f"province:{place}").place


def numbers(clause: Clause, texts: Sequence[Moves]) -> str:
    """The number of a clause, with that of the draft where it was another: 第三十二条（草案第三十条）."""
    draft, now = in_draft(clause), now_at(clause, texts)
    if now is None:
        return f"草案{words(draft)}（现行文本已无此条款）"
    return words(now) if now == draft else f"{words(now)}（草案{words(draft)}）"


def known(texts: Sequence[Moves]) -> dict[str, str]:
    """Every place of the last text → its place in the draft: articles, and the paragraphs clauses stand in."""
    return {now: draft for draft in IN_DRAFT if (now := through(draft, texts)[-1] if texts else draft)}


def unknown(moves: Moves, texts: Sequence[Moves]) -> list[str]:
    """Places the moves start from that the last text does not have."""
    there = known(texts)
    return [each for each in moves if each not in there]


def doubled(moves: Moves, texts: Sequence[Moves]) -> list[str]:
    """Places at which two different places of the last text would stand."""
    found: dict[str, int] = {}
    for place in known(texts):
        if to := moved(place, moves):
            found[to] = found.get(to, 0) + 1
    return sorted(place for place, times in found.items() if times > 1)
