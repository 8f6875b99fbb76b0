"""What the independent check of a case's dates is given: the case as last recorded, and every holiday notice known."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CalendarReleaseRow, Case
from db.queries.calendar import releases
from domain.dates import ONE_DAY, spans
from domain.provisional import may_be_made_up, may_be_off
from verifier import deadlines_in

_DATES = ("anchor", "date", "earliest", "latest")
_PLAUSIBLE = range(1950, 2200)


async def inputs_of(session: AsyncSession, case_id: str) -> dict[str, Any] | None:
    """The inputs of ``verifier.verify`` as JSON; None when there is no such case."""
    case = await session.get(Case, case_id)
    if case is None:
        return None
    # Chronological: the database does not keep the order of the state's fields.
    found = sorted(deadlines_in(case.state), key=lambda each: (str(each["date"]), each["path"]))
    return {
        "policy": case.state.get("policy", {}),
        "releases": [_release(row) for row in await releases(session)],
        "seasons": seasons(_years(found)),
        "deadlines": found,
    }


def seasons(years: Iterable[int]) -> dict[str, dict[str, list[list[str]]]]:
    """Year → the days a notice to come may give off and the weekends it may have made up (系统策略), as MM-DD spans."""
    return {str(year): {"off": _spans(year, may_be_off), "made_up": _spans(year, may_be_made_up)} for year in years}


def _spans(year: int, may_be: Callable[[date], bool]) -> list[list[str]]:
    new_year = date(year, 1, 1)
    days = (new_year + ONE_DAY * number for number in range((date(year + 1, 1, 1) - new_year).days))
    return [[first.isoformat()[5:], last.isoformat()[5:]] for first, last in spans(filter(may_be, days))]


def _years(found: Iterable[dict[str, Any]]) -> list[int]:
    """The years in which the dates lie, and those beside them; what is no date is the check's to complain of."""
    texts = (str(each.get(name, ""))[:4] for each in found for name in _DATES)
    named = {int(text) for text in texts if text.isdecimal()}
    return sorted({year + beside for year in named if year in _PLAUSIBLE for beside in (-1, 0, 1)})


def _release(row: CalendarReleaseRow) -> dict[str, Any]:
    return {
        "year": row.year,
        "document_number": row.document_number,
        "issued_on": row.issued_on.isoformat(),
        "days_off": row.days_off,
        "make_up_workdays": row.make_up_workdays,
        "known_since": row.imported_at.isoformat(),
    }
