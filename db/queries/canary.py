"""The canary: a duty of the platform itself, of every day, that nobody is told of; it shows that its clock runs."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Rung

CANARY = "system/canary"
"""Id of the duty; a rung of its ladder has the day (Asia/Shanghai, ISO) as its key."""


async def is_armed(session: AsyncSession) -> bool:
    """Whether a day of the canary is still to be served."""
    query = select(Rung.key).where(Rung.duty_id == CANARY, Rung.outcome.is_(None)).limit(1)
    return await session.scalar(query) is not None


async def latest(session: AsyncSession, now: datetime) -> Rung | None:
    """The newest day that was due by ``now``, served or not; None before the first."""
    query = select(Rung).where(Rung.duty_id == CANARY, Rung.planned_at <= now)
    found: Rung | None = await session.scalar(query.order_by(Rung.planned_at.desc()).limit(1))
    return found
