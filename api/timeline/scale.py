"""Days on a line: years, and as many months between them as stay legible."""

from dataclasses import dataclass
from datetime import date

from api.timeline.layout import Extent, width_of
from domain.dates import plus_months

_SHORTEST = 4
"""Months: a younger case is drawn on as long a line."""
_GAP = 8.0
"""Between two names at least, in units of the drawing."""
_STEPS = (1, 2, 3, 6)
"""Of how many months one is named; where even half-years are too narrow, none."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year or a month; ``label`` is empty where there is no room for its name."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """``first`` and ``last`` begin a month; the days between them lie evenly in ``room``."""

    first: date
    last: date
    room: Extent

    def x(self, day: date) -> float:
        """Where the day begins."""
        part = (day - self.first).days / (self.last - self.first).days
        return round(self.room.left + part * (self.room.right - self.room.left), 1)

    def years(self) -> list[Tick]:
        """The year in which the line begins, and each that begins on it."""
        found: list[Tick] = []
        free = self.room.left
        for year in range(self.first.year, self.last.year + 1):
            x, after = self.x(max(self.first, date(year, 1, 1))), self.x(min(self.last, date(year + 1, 1, 1)))
            wide = width_of(f"{year}年") + _GAP
            is_named = x >= free and after - x >= wide
            free = x + wide if is_named else free
            found.append(Tick(x, f"{year}年" if is_named else ""))
        return found

    def months(self) -> list[Tick]:
        """Every month that has room for its name, counted from January."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        width = (self.room.right - self.room.left) / months
        step = next((each for each in _STEPS if each * width >= width_of("12月") + _GAP), None)
        if step is None:
            return []
        days = (plus_months(self.first, passed) for passed in range(months))
        return [Tick(self.x(day), f"{day.month}月") for day in days if (day.month - 1) % step == 0]


def scale_over(first: date, last: date, room: Extent) -> Scale:
    """Whole months that hold both days."""
    begin = first.replace(day=1)
    end = plus_months(last.replace(day=1), 1)
    return Scale(begin, max(end, plus_months(begin, _SHORTEST)), room)
