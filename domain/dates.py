"""Calendar arithmetic of the law: local dates, month-end clamping, one fixed offset."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

from dateutil.relativedelta import relativedelta

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept one offset without summer time since 1991; a fixed offset is safe inside workflows."""

ONE_DAY = timedelta(days=1)


def start_of(day: date) -> datetime:
    """00:00 Asia/Shanghai of ``day``, as a UTC instant."""
    return at(day, time.min)


def end_of(day: date) -> datetime:
    """24:00 Asia/Shanghai of ``day`` (half-open: 00:00 of the next day), as a UTC instant."""
    return start_of(day + ONE_DAY)


def at(day: date, clock: time) -> datetime:
    """The instant of a local wall-clock time in Asia/Shanghai, in UTC."""
    return datetime.combine(day, clock, CHINA).astimezone(UTC)


def local_date(instant: datetime) -> date:
    """The date in Asia/Shanghai on which an aware instant falls."""
    return instant.astimezone(CHINA).date()


def plus_months(day: date, months: int) -> date:
    """The corresponding day, or the month's last day when there is none (民法典第二百零二条)."""
    return day + relativedelta(months=months)


def plus_years(day: date, years: int) -> date:
    """The corresponding day ``years`` later; 29 February clamps to the 28th."""
    return day + relativedelta(years=years)


WEEKDAYS = "一二三四五六日"


def in_words(day: date) -> str:
    """2025年10月9日（周四）."""
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def spans(days: Iterable[date]) -> list[tuple[date, date]]:
    """The runs of consecutive days among ``days`` (in order), each by its first and last."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == ONE_DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def span_in_words(first: date, last: date) -> str:
    """2025年10月1日（周三）至2025年10月8日（周三）, or the one day."""
    return in_words(first) if first == last else f"{in_words(first)}至{in_words(last)}"
