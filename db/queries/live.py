"""What has changed since a moment, for pages that are open: one look for all who wait."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseStep, Session
from db.queries.cases import visible_to
from domain.roles import Actor


class News(NamedTuple):
    """A step of a case; ``key`` tells it from every other attempt."""

    key: tuple[str, str]
    case_id: str
    recorded_at: datetime


async def since(session: AsyncSession, moment: datetime) -> list[News]:
    """The steps recorded after the moment, in the order of recording."""
    rows = await session.execute(
        select(CaseStep.workflow_id, CaseStep.fingerprint, Case.id, CaseStep.recorded_at)
        .join(Case, Case.workflow_id == CaseStep.workflow_id)
        .where(CaseStep.recorded_at > moment)
        .order_by(CaseStep.recorded_at)
    )
    return [News((workflow_id, fingerprint), case_id, at) for workflow_id, fingerprint, case_id, at in rows]


async def sees_one_of(session: AsyncSession, actor: Actor, ids: Collection[str]) -> bool:
    """Whether the actor may see any of these cases."""
    return await session.scalar(select(Case.id).where(Case.id.in_(ids), visible_to(actor)).limit(1)) is not None


async def running_sessions(session: AsyncSession, hashes: Collection[str], now: datetime) -> set[str]:
    """Those of the sessions that are neither over by ``now`` nor ended."""
    query = select(Session.token_hash).where(
        Session.token_hash.in_(hashes), Session.expires_at > now, Session.revoked_at.is_(None)
    )
    return set(await session.scalars(query))
