"""The working-day calendar as the releases in the register make it."""

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalendarReleaseRow
from domain.working_days import CalendarRelease, WorkCalendar


async def work_calendar(session: AsyncSession) -> WorkCalendar:
    """All releases; of one year's several the latest issued counts. As long as they are the same, the same calendar."""
    rows = await session.execute(
        select(
            CalendarReleaseRow.year,
            CalendarReleaseRow.document_number,
            CalendarReleaseRow.issued_on,
            cast(CalendarReleaseRow.days_off, String),
            cast(CalendarReleaseRow.make_up_workdays, String),
        ).order_by(CalendarReleaseRow.id)
    )
    return _calendar(tuple(map(tuple, rows)))


@lru_cache(maxsize=4)
def _calendar(rows: tuple[tuple[Any, ...], ...]) -> WorkCalendar:
    """Every date asked for and every step recorded needs it, and a calendar knows thousands of days: ``rows`` are
    compared as they are stored, and read only where they are new."""
    read = ((*known, json.loads(days_off), json.loads(made_up)) for *known, days_off, made_up in rows)
    return WorkCalendar(
        CalendarRelease.model_validate(dict(zip(CalendarRelease.model_fields, row, strict=True))) for row in read
    )


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
