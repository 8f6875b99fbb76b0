"""Where a park stands by what the register holds: bars along its lineage, live cases of the same area."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, Park
from db.queries import lineage
from domain.lineage import Succession, ancestors, merged_into, path_in_words, succession_in_words
from domain.policy import ZonePolicy
from domain.zone.art27_reapplication_bar import bar_of, barred_body
from domain.zone.case import BEFORE_RECOGNITION, Stage, ZoneCase
from domain.zone.standing import Bar, Standing


async def standing_of(
    session: AsyncSession, park_id: str, organisation_id: str, on: date, policy: ZonePolicy, asking: str = ""
) -> Standing:
    """The standing of a park on a day in Asia/Shanghai, were this body to apply under this policy.

    ``asking``: id of the case that wants to know, which is no other case to itself; empty before there is one.

    Reading R-27-3: by ``policy.bar_scope`` a bar reaches the park and whatever came from it, or of these only the
    body that was the creating body when the recognition was revoked. Raises ``LookupError`` for an unknown park.
    """
    park = await session.get(Park, park_id)
    if park is None:
        raise LookupError(park_id)
    edges = await lineage.edges(session, on)
    paths = ancestors(park_id, edges)
    names = await lineage.names_of(session, {name for edge in edges for name in (edge.predecessor, edge.successor)})
    words = {name: path_in_words(path, names) for name, path in paths.items()}
    live = await _live_case(session, (park_id, *paths), asking)
    return Standing(
        park=park.name,
        bars=await _bars(session, park, organisation_id, words, policy),
        live_case=live.id if live else "",
        in_term=live is not None and Stage(live.stage) not in BEFORE_RECOGNITION,
        live_park=live.subject_name if live else "",
        live_path=words.get(live.subject_id, "") if live else "",
        merged_into=_merger(merged_into(park_id, edges), names),
        lineage=tuple(words.values()),
    )


async def _live_case(session: AsyncSession, park_ids: Iterable[str], asking: str) -> Case | None:
    """Its own before those of the parks it came from, the nearest first: in the order of ``park_ids``."""
    for each in park_ids:
        if found := await lineage.live_creation_of(session, [each], asking):
            return found
    return None


async def _bars(
    session: AsyncSession, park: Park, organisation_id: str, words: Mapping[str, str], policy: ZonePolicy
) -> tuple[Bar, ...]:
    found = []
    for row in await lineage.revoked_in(session, [park.id, *words]):
        case = ZoneCase.model_validate(row.state)
        if policy.bar_scope == "applicant" and barred_body(case) != organisation_id:
            continue
        deadline = bar_of(case.revocation, policy) if case.revocation else None
        if deadline:
            path = words.get(row.subject_id) or _formerly(park.name, row.subject_name)
            found.append(Bar(deadline=deadline, path=path, case_id=row.id, park=row.subject_name))
    return tuple(found)


def _formerly(name: str, then: str) -> str:
    return f"原名{then}" if then != name else ""


def _merger(edge: Succession | None, names: Mapping[str, str]) -> str:
    return succession_in_words(edge, names) if edge else ""
