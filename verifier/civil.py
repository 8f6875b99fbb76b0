"""Civil days and instants by hand: the corresponding day, the month's last day, half-open ends in UTC."""

from datetime import UTC, date, datetime, timedelta

_OFFSET = timedelta(hours=8)
"""Asia/Shanghai, without summer time since 1991 (CAL-TZ)."""
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """Days in ``month`` (1 to 12) of ``year``."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == 2 else _MONTH_LENGTHS[month - 1]


def corresponding_day(day: date, months: int) -> date:
    """The day of the same number ``months`` later (earlier if negative), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def day_after(day: date) -> date:
    return day + timedelta(days=1)


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def opening(day: date) -> datetime:
    """00:00 in Asia/Shanghai of ``day``, in UTC."""
    return closing(day, "00:00")


def closing(day: date, clock: str = "24:00") -> datetime:
    """``clock`` (HH:MM, up to 24:00) in Asia/Shanghai of ``day``, in UTC; 24:00 is 00:00 of the next day."""
    hours, minutes = clock.split(":")
    return (
        datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=int(hours), minutes=int(minutes)) - _OFFSET
    )


def day_of(instant: datetime) -> date:
    """The day on which an instant falls in Asia/Shanghai."""
    return (instant.astimezone(UTC) + _OFFSET).date()


def local(instant: datetime) -> str:
    """An instant as people in Asia/Shanghai read it, to the minute unless seconds matter."""
    there = (instant.astimezone(UTC) + _OFFSET).replace(tzinfo=None)
    exact = there.second or there.microsecond
    return there.isoformat(sep=" ", timespec="auto" if exact else "minutes")
