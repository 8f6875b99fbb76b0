"""The provincial regulation with the cases of its governments, as last recorded."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case
from db.queries.cases import visible_to
from domain.roles import Actor, Role

_REGULATION, _GOVERNMENT = "province", "province-government"
_SEES_TABLES = frozenset({Role.GOVERNMENT, Role.PEOPLES_CONGRESS, Role.OPS, Role.SUPERVISOR})
"""A department sees the case it does work in, and no table of governments."""


async def of_actor(session: AsyncSession, actor: Actor) -> Sequence[tuple[str, str]]:
    """Case and name of every regulation whose table of duties the actor sees: of all, or of some of its governments."""
    if actor.role not in _SEES_TABLES:
        return []
    own = select(Case.id).where(Case.programme == _GOVERNMENT, visible_to(actor)).limit(1)
    sees_some = (await session.scalar(own)) is not None
    query = select(Case.id, Case.subject_name).where(Case.programme == _REGULATION)
    if not sees_some:
        query = query.where(visible_to(actor))
    return (await session.execute(query.order_by(Case.id))).all()


async def one(session: AsyncSession, key: str) -> Case | None:
    """The case of the text, whether anybody may see it or not: the text is everybody's."""
    row = await session.get(Case, f"{_REGULATION}-{key}")
    return row if row is not None and row.programme == _REGULATION else None


async def seen(session: AsyncSession, actor: Actor, key: str) -> tuple[bool, set[str]]:
    """Whether the actor sees the case of the text, and the ids of those of its governments that it sees."""
    if actor.role not in _SEES_TABLES:
        return False, set()
    wanted = or_(Case.id == f"{_REGULATION}-{key}", _of_its_governments(key))
    found = set(await session.scalars(select(Case.id).where(wanted, visible_to(actor))))
    return f"{_REGULATION}-{key}" in found, found - {f"{_REGULATION}-{key}"}


async def governments(session: AsyncSession, case_ids: Collection[str]) -> Sequence[Case]:
    """These cases of governments, whole."""
    query = select(Case).where(Case.id.in_(case_ids), Case.programme == _GOVERNMENT)
    return (await session.scalars(query.order_by(Case.id))).all()


def _of_its_governments(key: str) -> ColumnElement[bool]:
    beginning = Case.id.startswith(f"{_REGULATION}-{key}-gov-", autoescape=True)
    return (Case.programme == _GOVERNMENT) & beginning
