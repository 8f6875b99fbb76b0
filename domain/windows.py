"""What may not be done yet, or only for a time: minimums, bars, windows before an end, looking back."""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.citation import Basis
from domain.dates import ONE_DAY, end_of, in_words, plus_months, plus_years, start_of
from domain.deadline import Deadline, Line, Lines, certain
from domain.derivation import clamped, parameter_lines
from domain.periods import months_after, years_after
from domain.policy import PeriodMode


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
    anchored_by: str = "",
    waived_by: str = "",
) -> Deadline:
    """The last day of a minimum duration; what must wait is free from ``opens_at``, 00:00 of the next day.

    ``anchored_by`` as in ``months_after``. A soft minimum (原则上) names the body that may waive it in writing;
    without one it is hard.
    """
    minimum = months_after(
        key,
        label,
        basis,
        anchor=anchor,
        anchor_label=anchor_label,
        months=months,
        mode=mode,
        parameter=parameter,
        anchored_by=anchored_by,
    )
    soft = f"“原则上”的最短期间：只有{waived_by}可以书面批准提前，并说明理由。"
    kind = Line(text=soft if waived_by else "最短期间不得缩短。", citation=basis[0], in_text=not waived_by)
    return _free_afterwards(minimum, "最短期间", kind)


def bar_since(
    key: str,
    label: str,
    basis: Basis,
    *,
    anchor: date,
    anchor_label: str,
    years: int,
    mode: PeriodMode,
    parameter: str,
) -> Deadline:
    """The last day of a bar; what it forbids is free again from ``opens_at``, 00:00 of the next day."""
    bar = years_after(
        key, label, basis, anchor=anchor, anchor_label=anchor_label, years=years, mode=mode, parameter=parameter
    )
    return _free_afterwards(bar, "限制期间")


def window_before(
    key: str,
    label: str,
    basis: Basis,
    *,
    last_day: date,
    end_label: str,
    months: int,
    parameters: Mapping[str, str],
) -> Deadline:
    """A window of ``months`` that ends with ``last_day``, both its days included. ``date`` is the day it opens.

    ``parameters``: name of every policy parameter applied → its value in words.
    """
    opens = plus_months(last_day, -months)
    window = f"{_counted_back(last_day, months, opens)}，自当日0时起，至{in_words(last_day)}24时止，不因节假日顺延。"
    return _counted_to_an_end(
        key, label, basis, (last_day, end_label), parameters, day=opens, span=(opens, last_day), outcome=window
    )


def no_later_than(
    key: str,
    label: str,
    basis: Basis,
    *,
    opens_on: date,
    last_day: date,
    end_label: str,
    months: int,
    parameters: Mapping[str, str],
) -> Deadline:
    """The last day for an act that must come at least ``months`` before ``last_day``; open from ``opens_on``.

    ``parameters`` as in ``window_before``.
    """
    latest = plus_months(last_day, -months)
    limit = f"{_counted_back(last_day, months, latest)}，当日24时截止，不因节假日顺延。"
    return _counted_to_an_end(
        key, label, basis, (last_day, end_label), parameters, day=latest, span=(opens_on, latest), outcome=limit
    )


def window_around(
    key: str,
    label: str,
    basis: Basis,
    *,
    within: tuple[date, date],
    end_label: str,
    months: int,
    days: int,
    parameters: Mapping[str, str],
) -> Deadline:
    """A window of ``days`` before and after the day ``months`` before the last day ``within``, all included.

    It never begins before the first day ``within`` nor ends after the last. ``date`` is the day it opens;
    ``parameters`` as in ``window_before``.
    """
    first_day, last_day = within
    middle, around = plus_months(last_day, -months), timedelta(days=days)
    opens, closes = max(middle - around, first_day), min(middle + around, last_day)
    window = (
        f"{_counted_back(last_day, months, middle)}，前后各{days}天为{in_words(opens)}0时至{in_words(closes)}24时，"
        "不因节假日顺延。"
    )
    return _counted_to_an_end(
        key, label, basis, (last_day, end_label), parameters, day=opens, span=(opens, closes), outcome=window
    )


def look_back_from(
    key: str, label: str, basis: Basis, *, anchor: date, anchor_label: str, years: int, parameter: str
) -> Deadline:
    """The ``years`` that end with ``anchor``, both ends included. ``date`` is their first day."""
    first = plus_years(anchor, -years)
    return certain(
        key,
        label,
        basis,
        anchor=anchor,
        anchor_label=anchor_label,
        day=first,
        lines=Lines(
            lambda: (
                *parameter_lines(parameter, f"{years}年"),
                Line(
                    text=f"{anchor_label}为{in_words(anchor)}，向前推{years}年的对应日为{in_words(first)}"
                    f"{clamped(anchor, first)}。",
                    in_text=False,
                    dates=(anchor, first),
                ),
                Line(
                    text=f"自{in_words(first)}至{in_words(anchor)}，首尾两日均计入。",
                    in_text=False,
                    dates=(first, anchor),
                ),
            )
        ),
    )


def _counted_to_an_end(
    key: str,
    label: str,
    basis: Basis,
    end: tuple[date, str],
    parameters: Mapping[str, str],
    *,
    day: date,
    span: tuple[date, date],
    outcome: str,
) -> Deadline:
    """``day`` is counted back from the ``end``, a last day and what it is called; ``span``: the first and the last day
    on which one may act. The lines are what was applied, the end, and the ``outcome`` in words.
    """
    last_day, end_label = end
    lines = Lines(
        lambda: (
            *(line for name, value in parameters.items() for line in parameter_lines(name, value)),
            Line(text=f"{end_label}为{in_words(last_day)}。", citation=basis[0], dates=(last_day,)),
            Line(text=outcome, in_text=False, dates=(day, last_day)),
        )
    )
    return certain(
        key,
        label,
        basis,
        anchor=last_day,
        anchor_label=end_label,
        day=day,
        opens_at=start_of(span[0]),
        closes_at=end_of(span[1]),
        lines=lines,
    )


def _counted_back(last_day: date, months: int, day: date) -> str:
    return f"向前推{months}个月的对应日为{in_words(day)}{clamped(last_day, day)}"


def _free_afterwards(period: Deadline, name: str, *more: Line) -> Deadline:
    """The period as a time to wait: nothing closes, and the day after its last is free."""
    free = period.date + ONE_DAY
    after = f"{name}届满后，自{in_words(free)}0时起可以办理。"
    lines = Lines(
        lambda: (*period.lines, *more, Line(text=after, citation=period.basis[0], in_text=False, dates=(free,)))
    )
    return period.model_copy(update={"opens_at": start_of(free), "closes_at": None, "lines": lines})
