"""The days of a public notice as its own rule counted them, and when somebody objects who does so on one of them.

Used where an objection is only supposed: by whoever rehearses a case.
"""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from domain.dates import end_of
from domain.procedure.state import Notice

LAST: Literal["last"] = "last"
LATE: Literal["late"] = "late"
LONGEST = 60
"""Working days a notice may run (``domain.procedure.public_notice.Publication``)."""
NoticeDay = Annotated[int, Field(ge=1, le=LONGEST)] | Literal["last", "late"]
"""A day of a notice: the n-th working day that its rule counted, its last day, or the day after its end."""
_MINUTE = timedelta(minutes=1)


def date_of(notice: Notice, day: NoticeDay) -> date:
    """The day of law in Asia/Shanghai; a number beyond the last day is the last day."""
    if day == LATE:
        return notice.last_day.date + timedelta(days=1)
    counted = notice.last_day.counted
    return notice.last_day.date if day == LAST or day >= len(counted) else counted[day - 1]


def instant_of(notice: Notice, day: NoticeDay) -> datetime | None:
    """The last minute in which an objection is one of that day, or the first in which it is late (UTC).

    None for a notice that stands still: it has no end.
    """
    closes_at = notice.last_day.closes_at
    if closes_at is None or notice.last_day.suspended:
        return None
    return closes_at + _MINUTE if day == LATE else min(end_of(date_of(notice, day)), closes_at) - _MINUTE
