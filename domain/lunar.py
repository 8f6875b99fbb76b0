"""春节, 端午节 and 中秋节 in the common calendar: known long before any notice says which days are off around them.

Taken from ``holidays`` and checked against it day by day in a test. After the last year listed the lunar calendar is
not consulted (``domain.provisional`` falls back to wider seasons).
"""

from datetime import date

_FIRST_OF_FIRST, _FIFTH_OF_FIFTH, _FIFTEENTH_OF_EIGHTH = range(3)
_DAYS = {
    2008: "02-07 06-08 09-14",
    2009: "01-26 05-28 10-03",
    2010: "02-14 06-16 09-22",
    2011: "02-03 06-06 09-12",
    2012: "01-23 06-23 09-30",
    2013: "02-10 06-12 09-19",
    2014: "01-31 06-02 09-08",
    2015: "02-19 06-20 09-27",
    2016: "02-08 06-09 09-15",
    2017: "01-28 05-30 10-04",
    2018: "02-16 06-18 09-24",
    2019: "02-05 06-07 09-13",
    2020: "01-25 06-25 10-01",
    2021: "02-12 06-14 09-21",
    2022: "02-01 06-03 09-10",
    2023: "01-22 06-22 09-29",
    2024: "02-10 06-10 09-17",
    2025: "01-29 05-31 10-06",
    2026: "02-17 06-19 09-25",
    2027: "02-06 06-09 09-15",
    2028: "01-26 05-28 10-03",
    2029: "02-13 06-16 09-22",
    2030: "02-03 06-05 09-12",
    2031: "01-23 06-24 10-01",
    2032: "02-11 06-12 09-19",
    2033: "01-31 06-01 09-08",
    2034: "02-19 06-20 09-27",
    2035: "02-08 06-10 09-16",
    2036: "01-28 05-30 10-04",
    2037: "02-15 06-18 09-24",
    2038: "02-04 06-07 09-13",
    2039: "01-24 05-27 10-02",
    2040: "02-12 06-14 09-20",
    2041: "02-01 06-03 09-10",
    2042: "01-22 06-22 09-28",
    2043: "02-10 06-11 09-17",
    2044: "01-30 05-31 10-05",
    2045: "02-17 06-19 09-25",
    2046: "02-06 06-08 09-15",
    2047: "01-26 05-29 10-04",
    2048: "02-14 06-15 09-22",
    2049: "02-02 06-04 09-11",
    2050: "01-23 06-23 09-30",
    2051: "02-11 06-13 09-19",
    2052: "02-01 06-01 09-07",
    2053: "02-19 06-20 09-26",
    2054: "02-08 06-10 09-16",
    2055: "01-28 05-30 10-05",
    2056: "02-15 06-17 09-24",
    2057: "02-04 06-06 09-13",
    2058: "01-24 06-25 10-02",
    2059: "02-12 06-14 09-21",
    2060: "02-02 06-03 09-09",
}
"""Year → month and day of 正月初一, 五月初五 and 八月十五."""


def spring_festival(year: int) -> date | None:
    """正月初一 of the lunar year that begins in ``year``; None after the last year listed."""
    return _of(year, _FIRST_OF_FIRST)


def dragon_boat_festival(year: int) -> date | None:
    """五月初五; None after the last year listed."""
    return _of(year, _FIFTH_OF_FIFTH)


def mid_autumn_festival(year: int) -> date | None:
    """八月十五; None after the last year listed."""
    return _of(year, _FIFTEENTH_OF_EIGHTH)


def _of(year: int, festival: int) -> date | None:
    days = _DAYS.get(year)
    return date.fromisoformat(f"{year}-{days.split()[festival]}") if days else None
