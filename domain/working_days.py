"""Working days by the State Council's yearly notices; days no notice covers are said to be provisional.

A notice (``CalendarRelease``) names the days off and the make-up working days of one year. Where none is
known the count yields an interval: ``earliest`` takes every day that may turn out to work, ``latest`` only
days that certainly will. The day shown (``date``) is the nominal one: Monday to Friday without the fixed
public holidays (CAL-UNKNOWN-YEAR).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from domain.dates import ONE_DAY, WEEKDAYS
from domain.provisional import fixed_holiday, may_be_made_up, may_be_off

Day = date
"""The type, where a field named ``date`` hides it."""
_DECEMBER = (12, 26)
"""From here on the notice of the next year may still change the days (2022-12-31 was a day off of 2023's)."""


class CalendarRelease(BaseModel):
    """One notice on the holidays of one year; days just before that year may be among them."""

    model_config = ConfigDict(frozen=True)

    year: int
    document_number: str
    issued_on: date
    days_off: tuple[date, ...]
    make_up_workdays: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class DayVerdict:
    """Whether a day works: nominally, and under the readings that make a count shortest and longest."""

    nominal: bool
    earliest: bool
    latest: bool
    certain: bool
    reason: str
    """In Chinese, e.g. 周六、调休上班."""
    release: str = ""
    """Document number of the notice that settles the day; empty when none does."""


@dataclass(frozen=True, slots=True)
class WorkingDayCount:
    """The outcome of a count: the nominal day, its interval, and every day counted or skipped on the way."""

    date: Day
    earliest: Day
    latest: Day
    provisional: bool
    counted: tuple[Day, ...]
    skipped: tuple[tuple[Day, str], ...]
    releases: tuple[str, ...]


class WorkCalendar:
    """The working days as the known releases make them; of one year's several the latest issued counts."""

    def __init__(self, releases: Iterable[CalendarRelease]) -> None:
        self._years = {each.year: each for each in sorted(releases, key=lambda each: each.issued_on)}
        self._named: dict[date, DayVerdict] = {}
        for _, release in sorted(self._years.items()):  # a later year's notice has the last word on December
            self._named |= {day: _sure(True, "调休上班", release) for day in release.make_up_workdays}
            self._named |= {day: _sure(False, "放假", release) for day in release.days_off}

    def day(self, day: date) -> DayVerdict:
        """The verdict on one day, with its reason in Chinese."""
        if named := self._named.get(day):
            return named
        release = self._years.get(day.year)
        if release is None or ((day.month, day.day) >= _DECEMBER and day.year + 1 not in self._years):
            return _unsure(day)
        if holiday := fixed_holiday(day):  # off by law, even where a notice does not repeat it
            return _sure(False, holiday, release)
        return _sure(_is_weekday(day), _name(day), release)

    def nth_working_day(self, start: date, n: int, *, count_start: bool = False) -> WorkingDayCount:
        """The n-th working day after ``start``; with ``count_start`` the start itself counts if it works.

        Raises ``ValueError`` for ``n`` below 1.
        """
        if n < 1:
            raise ValueError("working days are counted from 1")
        first = start if count_start else start + ONE_DAY
        walk = self._walk(first, n, lambda verdict: verdict.nominal)
        return WorkingDayCount(
            date=walk[-1][0],
            earliest=self._walk(first, n, lambda verdict: verdict.earliest)[-1][0],
            latest=self._walk(first, n, lambda verdict: verdict.latest)[-1][0],
            # All three walks agree as long as the nominal one meets only certain days.
            provisional=not all(verdict.certain for _, verdict in walk),
            counted=tuple(day for day, verdict in walk if verdict.nominal),
            skipped=tuple((day, verdict.reason) for day, verdict in walk if not verdict.nominal),
            releases=tuple(dict.fromkeys(verdict.release for _, verdict in walk if verdict.release)),
        )

    def roll_to_working_day(self, day: date) -> WorkingDayCount:
        """``day`` itself if it works, else the next working day."""
        return self.nth_working_day(day, 1, count_start=True)

    def previous_working_day(self, day: date) -> date:
        """The last working day (nominal) before ``day``."""
        day -= ONE_DAY
        while not self.day(day).nominal:
            day -= ONE_DAY
        return day

    def _walk(self, day: date, n: int, works: Callable[[DayVerdict], bool]) -> list[tuple[date, DayVerdict]]:
        """Every day from ``day`` to the n-th that works, both ends included."""
        seen: list[tuple[date, DayVerdict]] = []
        while n:
            verdict = self.day(day)
            seen.append((day, verdict))
            n -= works(verdict)
            day += ONE_DAY
        return seen


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def _name(day: date) -> str:
    return "工作日" if _is_weekday(day) else f"周{WEEKDAYS[day.weekday()]}"


def _sure(works: bool, reason: str, release: CalendarRelease) -> DayVerdict:
    return DayVerdict(works, works, works, certain=True, reason=reason, release=release.document_number)


def _unsure(day: date) -> DayVerdict:
    """No notice settles the day: weekdays may be off in a holiday season, weekends near one may be made up."""
    holiday = fixed_holiday(day)
    works = _is_weekday(day) and holiday is None
    return DayVerdict(
        nominal=works,
        earliest=works or (not _is_weekday(day) and may_be_made_up(day)),
        latest=works and not may_be_off(day),
        certain=False,
        reason=f"{holiday or _name(day)}，节假日安排未公布",
    )
