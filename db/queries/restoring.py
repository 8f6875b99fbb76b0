"""What a restarted sandbox needs: its cases at work, the last instant it saw, and every step taken as done."""

from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseStep, ContactRow


async def cases_at_work(session: AsyncSession) -> list[Case]:
    """Open ones, and those closed whose contacts are still to be erased."""
    keeps_contacts = Case.id.in_(select(ContactRow.case_id))
    return list(
        await session.scalars(select(Case).where(or_(Case.closed_at.is_(None), keeps_contacts)).order_by(Case.id))
    )


async def latest_instant(session: AsyncSession) -> datetime | None:
    """The instant of the last recorded step."""
    latest: datetime | None = await session.scalar(select(func.max(CaseStep.recorded_at)))
    return latest


async def confirm_all(session: AsyncSession, now: datetime) -> None:
    await session.execute(update(CaseStep).where(CaseStep.confirmed_at.is_(None)).values(confirmed_at=now))
