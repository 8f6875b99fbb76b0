"""What is on record of a park under 第七条, wherever it was recorded. Reading R-7-6."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.queries import lineage, park_facts
from domain.lineage import Succession, reach
from domain.zone.art07_facts import OPEN_IN
from domain.zone.art07_on_record import held, key_of, latest
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import NegativeFact


async def facts_on_record(session: AsyncSession, park_id: str, on: date, asking: str = "") -> tuple[NegativeFact, ...]:
    """Every fact that follows the park to the day ``on`` (Asia/Shanghai), once, as it stands by its latest record.

    From all its cases and those of what it came from, but for the case ``asking``, and from the register between
    cases; of what it came from only what happened by the day on which the one became the other.
    """
    until = reach(park_id, await lineage.edges(session, on))
    found = []
    for row in await park_facts.cases_of(session, until, asking):
        found += _by(held(ZoneCase.model_validate(row.state)), until[row.subject_id])
    for kept in await park_facts.of_parks(session, until):
        found += _by([NegativeFact.model_validate(kept.fact)], until[kept.park_id])
    return latest(found)


async def running_case(session: AsyncSession, park_id: str) -> str:
    """Id of the case of a park in which facts are recorded now; empty when there is none."""
    rows = await park_facts.cases_of(session, [park_id])
    return next((row.id for row in rows if Stage(row.stage) in OPEN_IN), "")


async def holders(session: AsyncSession, park_ids: Iterable[str], on: date) -> dict[str, str]:
    """Key of a fact → id of a running case of these parks, or of what came from them, that holds it: there it is
    changed."""
    edges = await lineage.edges(session, on)
    heirs = {heir for each in park_ids for heir in _heirs(each, edges)}
    found = {}
    for row in await park_facts.cases_of(session, heirs):
        case = ZoneCase.model_validate(row.state)
        if case.stage in OPEN_IN:
            found.update({key_of(each): case.id for each in held(case)})
    return found


def _heirs(park_id: str, edges: Iterable[Succession]) -> set[str]:
    """The park itself and whatever came from it."""
    known = list(edges)
    return {park_id, *(each for each in {edge.successor for edge in known} if park_id in reach(each, known))}


def _by(facts: Iterable[NegativeFact], last: date) -> list[NegativeFact]:
    return [each for each in facts if each.occurred_on <= last]
