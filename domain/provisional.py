"""What may be said of days before the State Council's notice is out: fixed holidays, and seasons wide enough.

The seasons are 系统策略: no text fixes them. A test checks every day of every notice since 2008 against them but those
of September 2015, given off by decree once for the seventieth anniversary of the victory of 1945: no range can
foresee such a decree.
"""

from datetime import date, timedelta
from functools import lru_cache

from domain.lunar import dragon_boat_festival, mid_autumn_festival, spring_festival

_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
_SECOND_OF_MAY_SINCE = 2025
_SEASONS = (
    ((1, 1), (1, 5)),  # 元旦
    ((4, 2), (4, 8)),  # 清明节
    ((4, 28), (5, 7)),  # 劳动节
    ((9, 28), (10, 9)),  # 国庆节
    ((12, 30), (12, 31)),  # 次年元旦
)
_LUNAR = (
    (spring_festival, (-2, 8), ((1, 19), (3, 1))),
    (dragon_boat_festival, (-2, 2), ((5, 25), (6, 30))),
    (mid_autumn_festival, (-2, 2), ((9, 5), (10, 10))),
)
"""A festival, the days around it that may be off, and where these lie in any year, for years without a lunar date."""
_MAKE_UP_WITHIN = 10
"""Make-up working days lie within this many days of a season."""


def fixed_holiday(day: date) -> str | None:
    """The name of a public holiday of fixed date, or None. Lunar ones have no fixed date.

    《全国年节及纪念日放假办法》; 2 May was added from 2025.
    """
    if (day.month, day.day) == (5, 2) and day.year < _SECOND_OF_MAY_SINCE:
        return None
    return _FIXED.get((day.month, day.day))


def may_be_off(day: date) -> bool:
    """Whether a notice not yet published may give a working weekday off."""
    return any(first <= day <= last for first, last in seasons(day.year))


def may_be_made_up(day: date) -> bool:
    """Whether a notice not yet published may make a day of the weekend a working day."""
    return any(may_be_off(day + timedelta(days=distance)) for distance in range(-_MAKE_UP_WITHIN, _MAKE_UP_WITHIN + 1))


@lru_cache(maxsize=256)
def seasons(year: int) -> tuple[tuple[date, date], ...]:
    """First and last day, both included, of every season in which a notice may give weekdays of ``year`` off."""
    fixed = [(date(year, *first), date(year, *last)) for first, last in _SEASONS]
    lunar = []
    for festival, (before, after), (first, last) in _LUNAR:
        if day := festival(year):
            lunar.append((day + timedelta(days=before), day + timedelta(days=after)))
        else:
            lunar.append((date(year, *first), date(year, *last)))
    return (*fixed, *lunar)
