"""Working days from tables: what each day of a year is, as the known notices make it and as far as they go."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile
from typing import Any

Span = tuple[str, str]
"""First and last day within one year, both included, as MM-DD."""


class Reading(StrEnum):
    """How days without a notice are taken: as the fixed rule has them, or so that a count is shortest or longest."""

    NOMINAL = "nominal"
    EARLIEST = "earliest"
    LATEST = "latest"

    @property
    def label(self) -> str:
        return {"nominal": "按周一至周五推算", "earliest": "可能最早的安排", "latest": "可能最晚的安排"}[self]


@dataclass(frozen=True, slots=True)
class Release:
    """One notice of the State Council on the holidays of one year; ``known_since`` in UTC."""

    year: int
    document_number: str
    issued_on: date
    days_off: frozenset[date]
    make_up_workdays: frozenset[date]
    known_since: datetime

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> "Release":
        """Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what is no release."""
        issued_on = date.fromisoformat(raw["issued_on"])
        known_since = raw.get("known_since")
        return cls(
            year=raw["year"],
            document_number=raw["document_number"],
            issued_on=issued_on,
            days_off=frozenset(map(date.fromisoformat, raw["days_off"])),
            make_up_workdays=frozenset(map(date.fromisoformat, raw["make_up_workdays"])),
            known_since=datetime.fromisoformat(known_since)
            if known_since
            else datetime.combine(issued_on, time.min, UTC),
        )


@dataclass(frozen=True, slots=True)
class Day:
    """One day: under which readings it works, and the number of the notice that settles it (None: none does)."""

    date: date
    works: frozenset[Reading]
    settled_by: str | None


@dataclass(frozen=True, slots=True)
class Season:
    """Days of one year that a notice not yet published may still give off, and weekends it may make working days."""

    off: Sequence[Span]
    made_up: Sequence[Span]


def seasons(raw: Mapping[str, Mapping[str, Sequence[Sequence[str]]]]) -> dict[int, Season]:
    """By year. Raises ``KeyError``, ``TypeError`` or ``ValueError`` for what is none."""
    return {
        int(year): Season(*([(first, last) for first, last in named[kind]] for kind in ("off", "made_up")))
        for year, named in raw.items()
    }


_ALWAYS = frozenset(Reading)
_NEVER: frozenset[Reading] = frozenset()


class DayTable:
    """Days by year, each year written down once.

    Of one year's notices the last issued is in force, of two issued on one day the one with the greater number.
    """

    _paused: Sequence[tuple[date, date]] = ()

    def __init__(self, releases: Iterable[Release], seasons: Mapping[int, Season]) -> None:
        in_order = sorted(releases, key=lambda release: (release.issued_on, release.document_number))
        self._in_force = {release.year: release for release in in_order}
        self._seasons = seasons
        self._years: dict[int, list[Day]] = {}

    def without(self, pauses: Iterable[tuple[date, date]]) -> "DayTable":
        """The same days but those of ``pauses`` (first and last day, both included): a count stands still on them."""
        view = copy(self)
        view._paused = tuple(pauses)
        return view

    def count(self, first: date, n: int, reading: Reading) -> list[date]:
        """The first ``n`` working days from ``first`` on, ``first`` included."""
        return list(islice((day.date for day in self.since(first) if reading in day.works), n))

    def since(self, first: date) -> Iterator[Day]:
        """Every day from ``first`` on."""
        for year in count(first.year):
            rest = self._year(year)[first.timetuple().tm_yday - 1 :] if year == first.year else self._year(year)
            yield from (day for day in rest if not any(start <= day.date <= end for start, end in self._paused))

    def between(self, first: date, last: date) -> list[Day]:
        """Every day from ``first`` to ``last``, both included."""
        return list(takewhile(lambda day: day.date <= last, self.since(first)))

    def _year(self, year: int) -> list[Day]:
        if year not in self._years:
            new_year = date(year, 1, 1)
            length = (date(year + 1, 1, 1) - new_year).days
            self._years[year] = [self._day(new_year + timedelta(days=number)) for number in range(length)]
        return self._years[year]

    def _day(self, day: date) -> Day:
        own, following = self._in_force.get(day.year), self._in_force.get(day.year + 1)
        # The notice of a year may name days of the December before it, and then has the last word on them.
        for release in filter(None, (following, own)):
            if day in release.days_off:
                return Day(day, _NEVER, release.document_number)
            if day in release.make_up_workdays:
                return Day(day, _ALWAYS, release.document_number)
        works = day.isoweekday() <= 5 and not is_fixed_holiday(day)
        if own and (following or _month_day(day) < "12-26"):
            return Day(day, _ALWAYS if works else _NEVER, own.document_number)
        return Day(day, frozenset(self._unsettled(day, works)), None)

    def _unsettled(self, day: date, works: bool) -> Iterator[Reading]:
        if works:
            yield from (Reading.NOMINAL, Reading.EARLIEST)
            if not _within(self._seasons[day.year].off, day):
                yield Reading.LATEST
        elif day.isoweekday() > 5 and not is_fixed_holiday(day) and _within(self._seasons[day.year].made_up, day):
            yield Reading.EARLIEST


def is_fixed_holiday(day: date) -> bool:
    """A holiday of fixed date by 《全国年节及纪念日放假办法》; 2 May is one since 2025."""
    return _month_day(day) in {"01-01", "05-01", "10-01", "10-02", "10-03"} or (
        _month_day(day) == "05-02" and day.year >= 2025
    )


def _within(spans: Sequence[Span], day: date) -> bool:
    return any(first <= _month_day(day) <= last for first, last in spans)


def _month_day(day: date) -> str:
    return day.isoformat()[5:]
