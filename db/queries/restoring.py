"""What a restarted sandbox needs: its open cases, the last instant it saw, and every step taken as done."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseStep


async def open_cases(session: AsyncSession) -> list[Case]:
    return list(await session.scalars(select(Case).where(Case.closed_at.is_(None)).order_by(Case.id)))


async def latest_instant(session: AsyncSession) -> datetime | None:
    """The instant of the last recorded step."""
    latest: datetime | None = await session.scalar(select(func.max(CaseStep.recorded_at)))
    return latest


async def confirm_all(session: AsyncSession, now: datetime) -> None:
    await session.execute(update(CaseStep).where(CaseStep.confirmed_at.is_(None)).values(confirmed_at=now))
