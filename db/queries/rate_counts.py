"""Counts of tries in fixed windows, under the hash of whatever is counted."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import RateCount


async def add(session: AsyncSession, key: str, amount: int, now: datetime, ends: datetime) -> int:
    """Count ``amount`` more (never below zero) in the running window, or in a new one until ``ends``; the count then.

    What has run out by ``now`` is swept up on the way.
    """
    await session.execute(delete(RateCount).where(RateCount.expires_at <= now))
    found = await session.get(RateCount, key)
    if found is None:
        found = RateCount(key=key, count=0, expires_at=ends)
        session.add(found)
    found.count = max(0, found.count + amount)
    return found.count


async def running(session: AsyncSession, key: str, now: datetime) -> RateCount | None:
    """The count of the window that runs at ``now``."""
    query = select(RateCount).where(RateCount.key == key, RateCount.expires_at > now)
    return (await session.scalars(query)).one_or_none()


async def clear(session: AsyncSession, key: str) -> None:
    await session.execute(delete(RateCount).where(RateCount.key == key))


async def clear_all(session: AsyncSession) -> int:
    """Begin every count anew; answers how many there were."""
    return len(list(await session.scalars(delete(RateCount).returning(RateCount.key))))
