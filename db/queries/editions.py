"""How the texts of cases are called and numbered for people, where a text kept here was a draft."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case
from domain.edition import Edition
from domain.programmes import edition_of, family

_DRAFTED = family("province")


async def editions(session: AsyncSession, case_ids: Iterable[str]) -> dict[str, Edition]:
    """By case, of those whose text was adopted; of a long state no more is read than tells it."""
    wanted = set(case_ids)
    if not wanted:
        return {}
    query = select(Case.id, Case.programme, Case.state["versions"], Case.state["texts_begun"])
    rows = await session.execute(query.where(Case.id.in_(wanted), Case.programme.in_(_DRAFTED)))
    states = {
        id_: {"programme": programme, "versions": versions, "texts_begun": begun or 0}
        for id_, programme, versions, begun in rows
    }
    return {id_: found for id_, state in states.items() if (found := edition_of(state))}
