"""Calendar releases for people; ``releases`` counts with them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalendarReleaseRow


async def releases(session: AsyncSession) -> Sequence[CalendarReleaseRow]:
    """All releases, the newest year first."""
    query = select(CalendarReleaseRow).order_by(CalendarReleaseRow.year.desc(), CalendarReleaseRow.issued_on.desc())
    return (await session.scalars(query)).all()


async def release_of(session: AsyncSession, year: int, document_number: str) -> CalendarReleaseRow | None:
    """The release of this year and number."""
    query = select(CalendarReleaseRow).where(
        CalendarReleaseRow.year == year, CalendarReleaseRow.document_number == document_number
    )
    found: CalendarReleaseRow | None = await session.scalar(query)
    return found
