"""Calendar arithmetic of the law: local dates, month-end clamping, one fixed offset."""

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
