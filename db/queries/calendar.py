"""Calendar releases for people; ``releases`` counts with them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalendarReleaseRow


async def releases(session: AsyncSession) -> Sequence[CalendarReleaseRow]:
    """All releases, the newest year first."""
    query = select(CalendarReleaseRow).order_by(CalendarReleaseRow.year.desc(), CalendarReleaseRow.issued_on.desc())
    return (await session.scalars(query)).all()
