"""How fast the kernel derives a date, against plain counting with ``chinesecalendar`` in the same run.

    python -m bench.dates [rounds]

Every day of 2024 to 2026 is the day of publication of a notice of five working days. Measured in turn (A B C A B C …),
each for all those days: the deadline as every search, impact list and timer takes it, whose explanation nobody reads;
the same with its explanation read, line by line; the bare count (last day, interval, every day counted or skipped and
why, notices used); and a loop over ``chinese_calendar.is_workday`` that answers nothing but the last day. Their last
days must agree. Our calendar remembers the days it has looked up.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

from domain.date_rules import derive
from domain.deadline import Deadline
from domain.working_days import WorkCalendar
from domain.zone.policy import ZonePolicy
from services.calendar_seed import past_releases

WORKING_DAYS = 5
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 18)
"""So that every count ends on a day that the notices of 2024 to 2026 settle."""

Count = Callable[[date], date]
"""From the day of publication to the last day."""


def main(rounds: int) -> None:
    published = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    calendar, policy = WorkCalendar(past_releases()), ZonePolicy()
    ways: dict[str, Count] = {
        "期限，不读推算过程": lambda day: derive("zone-notice", day, {}, policy, calendar).date,
        "期限，连同推算过程": lambda day: _read(derive("zone-notice", day, {}, policy, calendar)),
        "只计工作日": lambda day: calendar.nth_working_day(day, WORKING_DAYS, reading="latest").date,
        "chinesecalendar 直接计数": _plain,
    }
    _compare(published, *ways.values())
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            speeds[name].append(_per_second(way, published))
    plain = list(speeds.values())[-1]
    for name, ours in list(speeds.items())[:-1]:
        ratio = statistics.median(own / theirs for own, theirs in zip(ours, plain, strict=True))
        print(
            f"{name}：每秒 {statistics.median(ours):,.0f} 个，"
            f"chinesecalendar 直接计数 {statistics.median(plain):,.0f} 个，比值（逐轮中位数） {ratio:.2f}"
        )


def _read(deadline: Deadline) -> date:
    """The last day, once every line of the explanation has been put into words."""
    list(deadline.lines)
    return deadline.date


def _plain(day: date) -> date:
    left = WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    return day


def _compare(published: list[date], *ways: Count) -> None:
    """Raises ``SystemExit`` when two ways count differently: a fast wrong answer is no result."""
    for day in published:
        if len({way(day) for way in ways}) > 1:
            raise SystemExit(f"{day} 起的五个工作日，各种算法的结果不同。")


def _per_second(way: Count, published: list[date]) -> float:
    began = time.perf_counter()
    for day in published:
        way(day)
    return len(published) / (time.perf_counter() - began)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
