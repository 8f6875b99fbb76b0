"""第四十二条 本条例自   年   月   日起施行。

Here what the text is called, and how its places are numbered, for whoever reads of a case. Reading R-H-18: from its
promulgation on a case names the adopted title and the numbers of the text in force for it; what was sent or printed
before keeps what it said.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.citation import Citation
from domain.edition import Edition
from domain.province import places
from domain.province.parts import TextVersion

BASIS = (Citation("province:42"),)


def edition(texts: Sequence[TextVersion]) -> Edition | None:
    """The last of the adopted texts, oldest first; None as long as there is only the draft."""
    if not texts:
        return None
    moves = [each.moves for each in texts]
    numbers = {draft: now or "" for draft in places.IN_DRAFT if (now := places.through(draft, moves)[-1]) != draft}
    last = texts[-1]
    return Edition(instrument=BASIS[0].instrument, title=last.title, adopted_on=last.adopted_on, numbers=numbers)


def of_regulation(state: Mapping[str, Any]) -> Edition | None:
    """Of the regulation's case as it is stored: the text in force, and before its day the one promulgated."""
    return edition(_texts(state)[: max(1, state.get("texts_begun", 0))])


def of_case(state: Mapping[str, Any]) -> Edition | None:
    """Of a government's case, or the file of an event, as it is stored: each keeps the texts in force for it."""
    return edition(_texts(state))


def _texts(state: Mapping[str, Any]) -> list[TextVersion]:
    return [TextVersion.model_validate(each) for each in state.get("versions") or ()]
