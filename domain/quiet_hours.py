"""免打扰和汇总: when a notice that could leave now is held back, and until when. All of it 系统策略 (docs/adr/0030).

Nothing is held back beyond what it speaks of: not past the last moment of a day due or a window closing.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from domain.dates import ONE_DAY, at, end_of, local_date
from domain.deadline import Deadline
from domain.working_days import WorkCalendar

MORNING = time(9)
DIGEST = time(17)
SINGLY = 5
"""So many a day leave on their own; what comes after them on that day is put together."""


def next_morning(now: datetime, calendar: WorkCalendar) -> datetime:
    """09:00 of the first working day that has not come to 09:00 yet, in UTC.

    Of a year whose notice is not published any day that may turn out to work counts: rather early than late.
    """
    day = local_date(now)
    if now >= at(day, MORNING):
        day += ONE_DAY
    while not calendar.day(day).earliest:
        day += ONE_DAY
    return at(day, MORNING)


def next_digest(now: datetime) -> datetime:
    """17:00 of today, or of tomorrow once it has passed, in UTC. What is put together closes at that instant."""
    day = local_date(now)
    return at(day, DIGEST) if now < at(day, DIGEST) else at(day + ONE_DAY, DIGEST)


def last_use(deadlines: Iterable[Deadline], due: Iterable[date], now: datetime) -> datetime | None:
    """The earliest instant ahead at which something ends that a notice speaks of; None where there is none.

    A provisional date counts by the earliest day that it may turn out to be.
    """
    ends = [end for each in deadlines for end in _ends(each)] + [end_of(day) for day in due]
    return min((end for end in ends if end > now), default=None)


def _ends(deadline: Deadline) -> tuple[datetime, ...]:
    """Of the day itself, and of the hour at which acts are no longer taken; of a count that stands still none."""
    if deadline.suspended:
        return ()
    day = min(deadline.date, deadline.earliest)
    closes = (deadline.closes_at - (deadline.date - day),) if deadline.closes_at else ()
    return (end_of(day), *closes)


def may_wait(until: datetime, last: datetime | None) -> bool:
    """Whether nothing is lost by waiting ``until``, where ``last`` is what ``last_use`` gives."""
    return last is None or until < last
