"""Periods of the law as deadlines that explain themselves, line by line, in Chinese.

Counts of working days, days that roll, periods of months and years. Minimums, bars and windows: ``domain.windows``.
"""

from datetime import date, datetime, time
from typing import Literal

from domain.citation import Basis
from domain.dates import ONE_DAY, at, end_of, in_words, plus_months, plus_years, start_of
from domain.deadline import Deadline, Line, Lines, certain
from domain.derivation import clamped, day_lines, parameter_lines, roll_lines, state_of_calendar, told_of
from domain.policy import PeriodMode
from domain.working_days import Reading, Roll, WorkCalendar, WorkingDayCount

RollRule = Literal["none"] | Roll
"""What becomes of a day that is a day off."""


def working_days_after(
    key: str,
    label: str,
    basis: Basis,
    *,
    anchor: date,
    anchor_label: str,
    n: int,
    calendar: WorkCalendar,
    parameter: str,
    count_start: bool = False,
    counting: str = "",
    not_less_than: bool,
    close: str = "24:00",
    closing: str = "",
) -> Deadline:
    """The n-th working day after ``anchor``; open from 00:00 of ``anchor`` to ``close`` of that day, Asia/Shanghai.

    ``not_less_than``: a minimum, which while a calendar is not published ends on the latest day it may need, and
    once told to the public only moves later; else a limit, which ends on the earliest. ``counting`` and ``closing``
    name the policy parameters that say whether ``anchor`` counts and when the last day closes. Raises
    ``ValueError`` for ``n`` below 1.
    """
    reading: Reading = "latest" if not_less_than else "earliest"
    count = calendar.nth_working_day(anchor, n, count_start=count_start, reading=reading)
    start = "当日是工作日的计入" if count_start else "当日不计入，自次日起计算（参照民法典第二百零一条）"
    lines = Lines(
        lambda: (
            *parameter_lines(parameter, f"{n}个工作日"),
            Line(
                text=f"{anchor_label}为{in_words(anchor)}，{start}。",
                **(told_of(counting) if counting else {}),
                in_text=False,
                dates=(anchor,),
            ),
            *day_lines(count, calendar),
            Line(
                text=f"{label}为{in_words(count.date)}，当日{close}截止。",
                **(told_of(closing) if closing else {}),
                in_text=False,
                dates=(count.date,),
            ),
            *state_of_calendar(count, only_later=not_less_than),
        )
    )
    return _counted(
        key,
        label,
        basis,
        anchor,
        anchor_label,
        count,
        lines,
        opens_at=start_of(anchor),
        closes_at=_closing(count.date, close),
    )


def rolled_day(
    key: str,
    label: str,
    basis: Basis,
    *,
    day: date,
    anchor: date,
    anchor_label: str,
    calendar: WorkCalendar,
    parameter: str,
    value: str = "",
    roll: RollRule = "next_workday",
) -> Deadline:
    """``day`` of the calendar, moved by ``roll`` when it is a day off; ends at 24:00.

    ``value``: that of the ``parameter`` in words, where it is not the day alone.
    """
    lines = Lines(
        lambda: (
            *parameter_lines(parameter, value or f"{day.month}月{day.day}日"),
            Line(text=f"{anchor_label}为{in_words(anchor)}。", in_text=False, dates=(anchor,)),
        )
    )
    return _rolled(key, label, basis, anchor, anchor_label, day, lines, roll, calendar)


def repeated(
    key: str,
    label: str,
    basis: Basis,
    *,
    anchor: date,
    anchor_label: str,
    k: int,
    months: int,
    calendar: WorkCalendar,
    parameter: str,
    roll: RollRule = "next_workday",
) -> Deadline:
    """The ``k``-th due day of a duty that comes back every ``months`` from ``anchor``; ends at 24:00.

    Every time is counted from the anchor, never from the time before, so that a month's end does not drift.
    """
    day = plus_months(anchor, k * months)
    lines = Lines(
        lambda: (
            *parameter_lines(parameter, f"每{months}个月"),
            Line(text=f"{anchor_label}为{in_words(anchor)}。", in_text=False, dates=(anchor,)),
            Line(
                text=f"第{k}次：自起算日起{k * months}个月的对应日为{in_words(day)}{clamped(anchor, day)}；"
                "每次均自起算日推算，不由上一次累加。",
                in_text=False,
                dates=(day,),
            ),
        )
    )
    return _rolled(key, label, basis, anchor, anchor_label, day, lines, roll, calendar)


def months_after(
    key: str,
    label: str,
    basis: Basis,
    *,
    anchor: date,
    anchor_label: str,
    months: int,
    mode: PeriodMode,
    parameter: str,
    anchored_by: str = "",
) -> Deadline:
    """The last day of a period of ``months`` from ``anchor``; ends at 24:00, never rolled.

    ``anchored_by`` names the policy parameter that says which day the ``anchor`` is.

    For the k-th of a row give ``k`` times the length: periods are counted from the anchor, never chained.
    """
    end = plus_months(anchor, months)
    return _period(key, label, basis, anchor, anchor_label, end, f"{months}个月", mode, parameter, anchored_by)


def years_after(
    key: str, label: str, basis: Basis, *, anchor: date, anchor_label: str, years: int, mode: PeriodMode, parameter: str
) -> Deadline:
    """The last day of a period of ``years`` from ``anchor``; else as ``months_after``."""
    return _period(key, label, basis, anchor, anchor_label, plus_years(anchor, years), f"{years}年", mode, parameter)


def _period(
    key: str,
    label: str,
    basis: Basis,
    anchor: date,
    anchor_label: str,
    corresponding: date,
    length: str,
    mode: PeriodMode,
    parameter: str,
    anchored_by: str = "",
) -> Deadline:
    inclusive, rule = mode == "inclusive", told_of("period_mode")
    begun = rule | {"decided_by": (*rule["decided_by"], anchored_by)} if anchored_by else rule
    day = corresponding - ONE_DAY if inclusive else corresponding
    start = "当日计入" if inclusive else "当日不计入（参照民法典第二百零一条）"
    end = "对应日的前一日为最后一日" if inclusive else "对应日为最后一日（参照民法典第二百零二条）"
    return certain(
        key,
        label,
        basis,
        anchor=anchor,
        anchor_label=anchor_label,
        day=day,
        opens_at=start_of(anchor),
        closes_at=end_of(day),
        lines=Lines(
            lambda: (
                *parameter_lines(parameter, length),
                Line(
                    text=f"{anchor_label}为{in_words(anchor)}，{start}。",
                    **begun,
                    in_text=False,
                    dates=(anchor,),
                ),
                Line(
                    text=f"{length}后的对应日为{in_words(corresponding)}{clamped(anchor, corresponding)}，{end}。",
                    **rule,
                    in_text=False,
                    dates=(corresponding,),
                ),
                Line(text=f"{label}：{in_words(day)}24时届满，不因节假日顺延。", in_text=False, dates=(day,)),
            )
        ),
    )


def _closing(day: date, close: str) -> datetime:
    return end_of(day) if close == "24:00" else at(day, time.fromisoformat(close))


def _rolled(
    key: str,
    label: str,
    basis: Basis,
    anchor: date,
    anchor_label: str,
    day: date,
    lines: Lines,
    roll: RollRule,
    calendar: WorkCalendar,
) -> Deadline:
    """``day`` as a due day, moved if ``roll`` says so; what is owed is owed from the end of ``anchor``."""
    if roll == "none":
        stays = f"{label}为{in_words(day)}，不因节假日顺延。"
        return certain(
            key,
            label,
            basis,
            anchor=anchor,
            anchor_label=anchor_label,
            day=day,
            opens_at=end_of(anchor),
            closes_at=end_of(day),
            lines=Lines(lambda: (*lines, Line(text=stays, in_text=False, dates=(day,)))),
        )
    count = calendar.roll_to_working_day(day, roll)
    told = Lines(lambda: (*lines, *roll_lines(day, count), *state_of_calendar(count, only_later=False)))
    return _counted(
        key, label, basis, anchor, anchor_label, count, told, opens_at=end_of(anchor), closes_at=end_of(count.date)
    )


def _counted(
    key: str,
    label: str,
    basis: Basis,
    anchor: date,
    anchor_label: str,
    count: WorkingDayCount,
    lines: Lines,
    *,
    opens_at: datetime,
    closes_at: datetime,
) -> Deadline:
    """A deadline that the holiday calendar may still move."""
    return Deadline(
        key=key,
        label=label,
        basis=basis,
        anchor=anchor,
        anchor_label=anchor_label,
        date=count.date,
        earliest=count.earliest,
        latest=count.latest,
        provisional=count.provisional,
        reading=count.reading,
        opens_at=opens_at,
        closes_at=closes_at,
        releases=count.releases,
        lines=lines,
        counted=count.counted,
    )
