"""Past calendar releases: the State Council's notices, as the register starts with them.

The notices carried in ``regulations/calendar/`` come first. For the other years back to 2004 the days come from
the library ``chinesecalendar``, which knows neither number nor date of a notice: the document number names
the library instead, and the date is older than any notice, so that importing the real one supersedes it.
"""

from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

import chinese_calendar
import yaml

from domain.working_days import CalendarRelease

_NOTICES = Path(__file__).parents[1] / "regulations" / "calendar"


@cache
def past_releases() -> tuple[CalendarRelease, ...]:
    """One release for every year from 2004 to the last one known, in order.

    Raises ``pydantic.ValidationError`` for a malformed notice.
    """
    carried = {notice.year: notice for notice in map(_notice, _NOTICES.glob("*.yaml"))}
    years = {day.year for day in chinese_calendar.constants.holidays} | set(carried)
    return tuple(carried[year] if year in carried else _from_library(year) for year in sorted(years))


def _notice(path: Path) -> CalendarRelease:
    return CalendarRelease.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def _from_library(year: int) -> CalendarRelease:
    return CalendarRelease(
        year=year,
        document_number=f"chinesecalendar {version('chinesecalendar')}/{year}",
        issued_on=date(year - 1, 1, 1),
        days_off=_of(year, chinese_calendar.constants.holidays),
        make_up_workdays=_of(year, chinese_calendar.constants.workdays),
    )


def _of(year: int, days: dict[date, object]) -> tuple[date, ...]:
    return tuple(sorted(day for day in days if day.year == year))
