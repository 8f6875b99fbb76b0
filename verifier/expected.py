"""What a recorded date should be, and the kinds of period it comes from."""

from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import datetime

from verifier.civil import closing, corresponding_day, day_after, day_before, opening
from verifier.days import DayTable, Reading


@dataclass(frozen=True, slots=True)
class Expected:
    """The fields are named as in the record. Acts are possible in [``opens_at``, ``closes_at``)."""

    date: Day
    earliest: Day
    latest: Day
    provisional: bool = False
    reading: Reading = Reading.NOMINAL
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    counted: tuple[Day, ...] = ()
    releases: tuple[str, ...] = ()


def single(day: Day, opens_at: datetime | None = None, closes_at: datetime | None = None) -> Expected:
    """A date that no notice on holidays moves."""
    return Expected(day, day, day, opens_at=opens_at, closes_at=closes_at)


def period(start: Day, months: int, mode: str) -> Expected:
    """Corresponding: the start is not counted and the corresponding day is the last. Inclusive: a day less.

    Raises ``KeyError`` for another mode.
    """
    end = corresponding_day(start, months)
    last_day = {"corresponding": end, "inclusive": day_before(end)}[mode]
    return single(last_day, opening(start), closing(last_day))


def free_after(waiting: Expected) -> Expected:
    """A period in which an act must wait: what its end closes is the waiting."""
    return replace(waiting, opens_at=waiting.closes_at, closes_at=None)


def counted(anchor: Day, n: int, reading: Reading, table: DayTable, *, from_anchor: bool, close: str) -> Expected:
    """``n`` working days after ``anchor``, or from it on; open from its first instant to ``close`` of the last day."""
    first = anchor if from_anchor else day_after(anchor)
    return replace(_count(first, n, reading, close, table), opens_at=opening(anchor))


def due(day: Day, roll: str, owed_after: Day, table: DayTable) -> Expected:
    """A due day, which by ``roll`` stays or moves to the next working day; owed when ``owed_after`` is over.

    Raises ``KeyError`` for another ``roll``.
    """
    moves = {"none": False, "next_workday": True}[roll]
    stays = single(day, closes_at=closing(day))
    found = _count(day, 1, Reading.NOMINAL, "24:00", table) if moves else stays
    return replace(found, opens_at=closing(owed_after))


def _count(first: Day, n: int, reading: Reading, close: str, table: DayTable) -> Expected:
    days = {each: table.count(first, n, each) for each in Reading}
    ends = [found[-1] for found in days.values()]
    last_day = days[reading][-1]
    passed = table.between(first, last_day)
    return Expected(
        date=last_day,
        earliest=min(ends),
        latest=max(ends),
        provisional=any(day.settled_by is None for day in passed),
        reading=reading,
        closes_at=closing(last_day, close),
        counted=tuple(days[reading]),
        releases=tuple(dict.fromkeys(day.settled_by for day in passed if day.settled_by)),
    )


def put_off_to(day: Day, found: Expected) -> Expected:
    """What was ``found``, but no part of it before ``day``; closes at the same hour."""
    if day <= found.date or found.closes_at is None:
        return found
    return replace(
        found,
        date=day,
        earliest=max(day, found.earliest),
        latest=max(day, found.latest),
        closes_at=found.closes_at + (day - found.date),
    )


def extended(before: Expected, working_days: int, months: int, table: DayTable) -> Expected:
    """The period longer by ``working_days`` or by ``months``, counted from its old end; closes at the same hour."""
    if working_days:
        after = _more_working_days(before, working_days, table)
    else:
        day, earliest, latest = (
            corresponding_day(each, months) for each in (before.date, before.earliest, before.latest)
        )
        after = replace(before, date=day, earliest=earliest, latest=latest)
    if before.closes_at is None:
        raise ValueError("没有截止时刻的期限不能延长")
    return replace(after, closes_at=before.closes_at + (after.date - before.date))


def _more_working_days(before: Expected, n: int, table: DayTable) -> Expected:
    more = _count(day_after(before.date), n, before.reading, "24:00", table)
    return replace(
        before,
        date=more.date,
        earliest=table.count(day_after(before.earliest), n, Reading.EARLIEST)[-1],
        latest=table.count(day_after(before.latest), n, Reading.LATEST)[-1],
        provisional=before.provisional or more.provisional,
        counted=before.counted + more.counted,
        releases=tuple(dict.fromkeys(before.releases + more.releases)),
    )
