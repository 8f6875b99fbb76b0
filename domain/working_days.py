"""Working days by the State Council's yearly notices; days no notice covers are said to be provisional.

A notice (``CalendarRelease``) names the days off and the make-up working days of one year. Where none is known a
count has three readings: ``earliest`` takes every day that may turn out to work, ``latest`` only days that certainly
will, ``nominal`` Monday to Friday without the fixed public holidays (CAL-UNKNOWN-YEAR). Which of them is the day that
counts, the caller says: a minimum takes the latest, a limit the earliest.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Literal

from pydantic import BaseModel, ConfigDict

from domain.dates import ONE_DAY, WEEKDAYS
from domain.period_changes import Pause
from domain.provisional import fixed_holiday, may_be_made_up, may_be_off

Reading = Literal["nominal", "earliest", "latest"]
"""How days that no notice settles are taken."""
Roll = Literal["next_workday", "previous_workday"]
"""Where a day off moves."""

Day = date
"""The type, where a field named ``date`` hides it."""
_READINGS: tuple[Reading, ...] = ("nominal", "earliest", "latest")
_REMEMBERED = 20_000
"""Days no notice names that a calendar keeps in mind: it may be asked about any century, as long as it is in use."""
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
    pause: Pause | None = None
    """The pause that keeps the day from being counted."""

    @property
    def open(self) -> bool:
        """Whether a notice to come may make it work or give it off."""
        return self.earliest != self.latest


@dataclass(frozen=True, slots=True)
class WorkingDayCount:
    """The outcome of a count: its day by the ``reading`` asked for and by all three, and the days on the way to it."""

    date: Day
    reading: Reading
    nominal: Day
    earliest: Day
    latest: Day
    provisional: bool
    """Some day on the way is covered by no notice, whether or not that can move the outcome."""
    counted: tuple[Day, ...]
    skipped: tuple[tuple[Day, str], ...]
    releases: tuple[str, ...]
    open: tuple[Day, ...] = ()
    """The days that may still turn out to work or to be off, as far as the latest outcome."""
    awaited: tuple[int, ...] = ()
    """The years whose notice is still to come and may name a day on the way."""


class WorkCalendar:
    """The working days as the known releases make them.

    Of one year's several the latest issued counts, whatever the order they are given in.
    """

    def __init__(self, releases: Iterable[CalendarRelease]) -> None:
        self._years = {each.year: each for each in sorted(releases, key=_precedence)}
        self._named: dict[date, DayVerdict] = {}
        for _, release in sorted(self._years.items()):  # a later year's notice has the last word on December
            self._named |= {day: _sure(True, "调休上班", release) for day in release.make_up_workdays}
            self._named |= {day: _sure(False, "放假", release) for day in release.days_off}
        self._others: dict[date, DayVerdict] = {}

    def pausing(self, pauses: Iterable[Pause]) -> "WorkCalendar":
        """The same days as a count sees them that stands still during ``pauses``, which must all have ended."""
        paused = copy(self)
        paused._named = dict(self._named)
        for pause in pauses:
            assert pause.last_day is not None
            length = (pause.last_day - pause.first_day).days + 1
            days = (pause.first_day + ONE_DAY * number for number in range(length))
            paused._named |= dict.fromkeys(days, DayVerdict(False, False, False, True, "中止", pause=pause))
        return paused

    def day(self, day: date) -> DayVerdict:
        """The verdict on one day, with its reason in Chinese."""
        if verdict := self._named.get(day) or self._others.get(day):
            return verdict
        if len(self._others) == _REMEMBERED:
            self._others.clear()
        return self._others.setdefault(day, self._verdict(day))

    def _verdict(self, day: date) -> DayVerdict:
        """On a day that no notice names; each is found once, for counts go over the same days again and again."""
        release = self._years.get(day.year)
        if release is None or self._awaited(day):
            return _unsure(day)
        if holiday := fixed_holiday(day):  # off by law, even where a notice does not repeat it
            return _sure(False, holiday, release)
        return _sure(_is_weekday(day), _name(day), release)

    def nth_working_day(
        self, start: date, n: int, *, count_start: bool = False, reading: Reading = "nominal"
    ) -> WorkingDayCount:
        """The n-th working day after ``start``; with ``count_start`` the start itself counts if it works.

        Raises ``ValueError`` for ``n`` below 1.
        """
        return self._count(start if count_start else start + ONE_DAY, n, reading, ONE_DAY)

    def roll_to_working_day(self, day: date, roll: Roll = "next_workday") -> WorkingDayCount:
        """``day`` itself if it nominally works, else the next working day, or the one before."""
        return self._count(day, 1, "nominal", ONE_DAY if roll == "next_workday" else -ONE_DAY)

    def previous_working_day(self, day: date) -> date:
        """The last working day (nominal) before ``day``."""
        return self.roll_to_working_day(day - ONE_DAY, "previous_workday").date

    def certainly_worked(self, day: date) -> date:
        """``day`` itself, or the last before it that works whatever a notice still to come may give off."""
        while not self.day(day).latest:
            day -= ONE_DAY
        return day

    def _count(self, first: date, n: int, reading: Reading, step: timedelta) -> WorkingDayCount:
        if n < 1:
            raise ValueError("working days are counted from 1")
        walk = self._walk(first, n, reading, step)
        # All readings agree as long as one of them meets only certain days.
        provisional = not all(verdict.certain for _, verdict in walk)
        walks = {each: self._walk(first, n, each, step) if provisional else walk for each in _READINGS}
        longest, works = walks["latest"], attrgetter(reading)
        ends = sorted(walks[each][-1][0] for each in _READINGS)
        return WorkingDayCount(
            date=walk[-1][0],
            reading=reading,
            nominal=walks["nominal"][-1][0],
            earliest=ends[0],
            latest=ends[-1],
            provisional=provisional,
            counted=tuple(day for day, verdict in walk if works(verdict)),
            skipped=tuple((day, verdict.reason) for day, verdict in walk if not works(verdict)),
            releases=tuple(dict.fromkeys(verdict.release for _, verdict in walk if verdict.release)),
            open=tuple(day for day, verdict in longest if verdict.open),
            awaited=tuple(
                sorted({year for day, verdict in longest if not verdict.certain for year in self._awaited(day)})
            ),
        )

    def _walk(self, day: date, n: int, reading: Reading, step: timedelta) -> list[tuple[date, DayVerdict]]:
        """Every day from ``day`` to the n-th that works, both ends included."""
        seen: list[tuple[date, DayVerdict]] = []
        works = attrgetter(reading)
        while n:
            verdict = self.day(day)
            seen.append((day, verdict))
            n -= works(verdict)
            day += step
        return seen

    def _awaited(self, day: date) -> tuple[int, ...]:
        """The years whose notice is missing and may name ``day``."""
        following = (day.year + 1,) if (day.month, day.day) >= _DECEMBER else ()
        return tuple(year for year in (day.year, *following) if year not in self._years)


def _precedence(release: CalendarRelease) -> tuple[date, str, tuple[date, ...], tuple[date, ...]]:
    """Latest issued last; of two issued on one day the greater number, so that the order of import never matters."""
    return release.issued_on, release.document_number, release.days_off, release.make_up_workdays


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
    idle = works and may_be_off(day)
    made_up = not _is_weekday(day) and holiday is None and may_be_made_up(day)
    doubt = "，可能放假" if idle else "，可能调休上班" if made_up else ""
    return DayVerdict(
        nominal=works,
        earliest=works or made_up,
        latest=works and not idle,
        certain=False,
        reason=f"{holiday or _name(day)}，节假日安排未公布{doubt}",
    )
