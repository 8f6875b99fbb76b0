"""Periods of the law as deadlines that explain themselves, line by line, in Chinese."""

from datetime import date, datetime, time

from domain.citation import Basis
from domain.dates import ONE_DAY, at, end_of, in_words, plus_months, plus_years, start_of
from domain.deadline import Deadline, Line, certain
from domain.derivation import day_lines, parameter_lines, roll_lines, state_of_calendar
from domain.policy import PeriodMode
from domain.working_days import WorkCalendar, WorkingDayCount


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
    not_less_than: bool,
    close: str = "24:00",
) -> Deadline:
    """The n-th working day after ``anchor``; open from 00:00 of ``anchor`` to ``close`` of that day, Asia/Shanghai.

    ``not_less_than`` says that a date once told to the public may only move later. Raises ``ValueError`` for
    ``n`` below 1.
    """
    count = calendar.nth_working_day(anchor, n, count_start=count_start)
    counting = "当日是工作日的计入" if count_start else "当日不计入，自次日起计算（参照民法典第二百零一条）"
    lines = (
        *parameter_lines(parameter, f"{n}个工作日"),
        Line(text=f"{anchor_label}为{in_words(anchor)}，{counting}。", in_text=False, dates=(anchor,)),
        *day_lines(count, calendar),
        Line(text=f"{label}为{in_words(count.date)}，当日{close}截止。", in_text=False, dates=(count.date,)),
        state_of_calendar(count, only_later=not_less_than),
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
) -> Deadline:
    """``day`` of the calendar, moved to the next working day when it is a day off; ends at 24:00."""
    count = calendar.roll_to_working_day(day)
    lines = (
        *parameter_lines(parameter, f"{day.month}月{day.day}日"),
        Line(text=f"{anchor_label}为{in_words(anchor)}。", in_text=False, dates=(anchor,)),
        *roll_lines(day, count),
        state_of_calendar(count, only_later=False),
    )
    return _counted(
        key, label, basis, anchor, anchor_label, count, lines, opens_at=end_of(anchor), closes_at=end_of(count.date)
    )


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
) -> Deadline:
    """The last day of a period of ``months`` from ``anchor``; ends at 24:00, never rolled.

    For the k-th of a row give ``k`` times the length: periods are counted from the anchor, never chained.
    """
    end = plus_months(anchor, months)
    return _period(key, label, basis, anchor, anchor_label, end, f"{months}个月", mode, parameter)


def years_after(
    key: str, label: str, basis: Basis, *, anchor: date, anchor_label: str, years: int, mode: PeriodMode, parameter: str
) -> Deadline:
    """The last day of a period of ``years`` from ``anchor``; else as ``months_after``."""
    return _period(key, label, basis, anchor, anchor_label, plus_years(anchor, years), f"{years}年", mode, parameter)


def minimum_since(
    key: str,
    label: str,
    basis: Basis,
    *,
    anchor: date,
    anchor_label: str,
    months: int,
    mode: PeriodMode,
    parameter: str,
) -> Deadline:
    """The last day of a minimum duration; what must wait is free from ``opens_at``, 00:00 of the next day."""
    minimum = months_after(
        key, label, basis, anchor=anchor, anchor_label=anchor_label, months=months, mode=mode, parameter=parameter
    )
    free = minimum.date + ONE_DAY
    after = Line(text=f"最短期间届满后，自{in_words(free)}0时起可以办理。", citation=basis[0], dates=(free,))
    return minimum.model_copy(update={"opens_at": start_of(free), "closes_at": None, "lines": (*minimum.lines, after)})


def window_before(key: str, label: str, basis: Basis, *, last_day: date, months: int, parameter: str) -> Deadline:
    """A window of ``months`` that ends with ``last_day`` of the term. ``date`` is the day it opens (00:00)."""
    opens = plus_months(last_day, -months)
    return certain(
        key,
        label,
        basis,
        anchor=last_day,
        anchor_label="示范期最后一日",
        day=opens,
        opens_at=start_of(opens),
        closes_at=end_of(last_day),
        lines=(
            *parameter_lines(parameter, f"{months}个月"),
            Line(text=f"示范期最后一日为{in_words(last_day)}。", citation=basis[0], dates=(last_day,)),
            Line(
                text=f"向前推{months}个月的对应日为{in_words(opens)}{_clamped(last_day, opens)}，自当日0时起，"
                f"至{in_words(last_day)}24时止，不因节假日顺延。",
                in_text=False,
                dates=(opens, last_day),
            ),
        ),
    )


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
) -> Deadline:
    inclusive = mode == "inclusive"
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
        lines=(
            *parameter_lines(parameter, length),
            Line(text=f"{anchor_label}为{in_words(anchor)}，{start}。", in_text=False, dates=(anchor,)),
            Line(
                text=f"{length}后的对应日为{in_words(corresponding)}{_clamped(anchor, corresponding)}，{end}。",
                in_text=False,
                dates=(corresponding,),
            ),
            Line(text=f"{label}：{in_words(day)}24时届满，不因节假日顺延。", in_text=False, dates=(day,)),
        ),
    )


def _clamped(anchor: date, corresponding: date) -> str:
    return "" if anchor.day == corresponding.day else "（该月没有对应日，取月末日）"


def _closing(day: date, close: str) -> datetime:
    return end_of(day) if close == "24:00" else at(day, time.fromisoformat(close))


def _counted(
    key: str,
    label: str,
    basis: Basis,
    anchor: date,
    anchor_label: str,
    count: WorkingDayCount,
    lines: tuple[Line, ...],
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
        opens_at=opens_at,
        closes_at=closes_at,
        releases=count.releases,
        lines=lines,
        counted=count.counted,
    )
