"""The working-day calendar as the releases in the register make it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalendarReleaseRow
from domain.working_days import CalendarRelease, WorkCalendar


async def work_calendar(session: AsyncSession) -> WorkCalendar:
    """All releases; of one year's several the latest issued counts."""
    return WorkCalendar(await known_releases(session))


async def known_releases(session: AsyncSession) -> list[CalendarRelease]:
    """Every release, also those that a later one supersedes, in the order of their issue."""
    query = select(CalendarReleaseRow).order_by(CalendarReleaseRow.issued_on, CalendarReleaseRow.document_number)
    return [as_release(row) for row in await session.scalars(query)]


def as_release(row: CalendarReleaseRow) -> CalendarRelease:
    return CalendarRelease.model_validate(
        {
            "year": row.year,
            "document_number": row.document_number,
            "issued_on": row.issued_on,
            "days_off": row.days_off,
            "make_up_workdays": row.make_up_workdays,
        }
    )
