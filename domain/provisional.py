"""What may be said of days before the State Council's notice is out: fixed holidays, and seasons wide enough.

The seasons are 系统策略, checked in a test against every notice since 2008 but that of 2015, when three days off
were decreed once for the seventieth anniversary of the victory of 1945: such a decree no range can foresee.
"""

from datetime import date, timedelta

_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
_SECOND_OF_MAY_SINCE = 2025
_SEASONS = (
    ((1, 1), (1, 5)),  # 元旦
    ((1, 20), (3, 1)),  # 春节
    ((4, 2), (4, 8)),  # 清明节
    ((4, 28), (5, 7)),  # 劳动节
    ((5, 25), (6, 30)),  # 端午节
    ((9, 5), (10, 10)),  # 中秋节、国庆节
    ((12, 26), (12, 31)),  # 次年元旦
)
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
    return any(first <= (day.month, day.day) <= last for first, last in _SEASONS)


def may_be_made_up(day: date) -> bool:
    """Whether a notice not yet published may make a day of the weekend a working day."""
    return any(may_be_off(day + timedelta(days=distance)) for distance in range(-_MAKE_UP_WITHIN, _MAKE_UP_WITHIN + 1))
