"""Working-day calendars to test on, and an oracle that counts without the code under test."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import count, islice

from domain.working_days import CalendarRelease, WorkCalendar
from services.calendar_seed import past_releases

SEED = list(past_releases())
CALENDAR = WorkCalendar(SEED)
"""Everything known: 2004 to 2026."""


def release(
    year: int, *, off: Iterable[str] = (), made_up: Iterable[str] = (), issued_on: str | None = None
) -> CalendarRelease:
    """A synthetic notice."""
    return CalendarRelease(
        year=year,
        document_number=f"测试〔{year}〕{issued_on or ''}",
        issued_on=date.fromisoformat(issued_on) if issued_on else date(year - 1, 11, 1),
        days_off=tuple(map(date.fromisoformat, off)),
        make_up_workdays=tuple(map(date.fromisoformat, made_up)),
    )


def days(first: date, last: date) -> list[date]:
    """Every day from ``first`` to ``last``, both ends included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def nth_after(start: date, n: int, works: Callable[[date], bool]) -> date:
    """The n-th day after ``start`` that works."""
    later = (start + timedelta(days=ahead) for ahead in count(1))
    return next(islice(filter(works, later), n - 1, None))
