"""The lines of a derivation that several kinds of period share."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from domain.dates import ONE_DAY, in_words, local_date, span_in_words, spans
from domain.deadline import Line
from domain.period_changes import CHANGED, Pause
from domain.policy import PARAMETERS
from domain.working_days import DayVerdict, Reading, WorkCalendar, WorkingDayCount

_UNKNOWN_YEAR = "CAL-UNKNOWN-YEAR"
_WHY: dict[Reading, str] = {
    "latest": "期间“不少于”规定的天数，按可能最晚的安排取",
    "earliest": "期限为规定的天数“以内”，按可能最早的安排取",
    "nominal": "暂按周一至周五扣除固定节日推算为",
}


@lru_cache(maxsize=512)
def parameter_lines(name: str, value: str) -> tuple[Line, ...]:
    """What the text says and, apart from it, what was chosen; with the value applied. Raises ``KeyError``."""
    parameter = PARAMETERS[name]
    place = parameter.citation.place if parameter.citation else ""
    words = f"{place}：“{parameter.quote}”。" if place and parameter.quote else ""
    found: dict[str, Any] = {"citation": parameter.citation, **told_of(name)}
    if not parameter.in_text:
        return (Line(text=f"{words}{parameter.label}：{value}。{parameter.note}", in_text=False, **found),)
    fixed = Line(text=f"{words}按{value}计算。", **found)
    return (fixed, Line(text=parameter.note, in_text=False, **found)) if parameter.note else (fixed,)


def told_of(name: str) -> dict[str, Any]:
    """Of which parameter a line tells, as the fields of a ``Line``. Raises ``KeyError``."""
    parameter = PARAMETERS[name]
    return {"parameter": parameter.id, "decided_by": parameter.along if parameter.in_text else (name, *parameter.along)}


def clamped(anchor: date, corresponding: date) -> str:
    """Why the corresponding day has another number than its anchor; empty when it has the same."""
    return "" if anchor.day == corresponding.day else "（该月没有对应日，取月末日）"


def day_lines(count: WorkingDayCount, calendar: WorkCalendar) -> tuple[Line, ...]:
    """Every day counted or skipped, in order, with its reason."""
    return lines_of_days([*count.counted, *(day for day, _ in count.skipped)], count.counted, calendar)


def lines_of_days(days: Iterable[date], counted: Iterable[date], calendar: WorkCalendar) -> tuple[Line, ...]:
    """Each of ``days`` with its number among those ``counted`` or why it is not; a pause is one line however long."""
    number = {day: position for position, day in enumerate(counted, start=1)}
    told: list[Line] = []
    for pause, run in groupby(((day, calendar.day(day)) for day in sorted(days)), key=lambda pair: pair[1].pause):
        if pause:
            told += _pause_lines(pause)
        else:
            told += (_day_line(day, verdict, number.get(day)) for day, verdict in run)
    return tuple(told)


def roll_lines(day: date, count: WorkingDayCount) -> tuple[Line, ...]:
    """Whether ``day`` stands, or why it moved and where."""
    if count.date == day:
        return (Line(text=f"{in_words(day)}是工作日，不顺延。", in_text=False, dates=(day,)),)
    verb, towards = ("顺延", "顺延至下一工作日") if count.date > day else ("提前", "提前至上一工作日")
    skipped = (
        Line(text=f"{in_words(off)}：{reason}，{verb}。", in_text=False, dates=(off,)) for off, reason in count.skipped
    )
    moved = Line(text=f"{towards}{in_words(count.date)}。", in_text=False, dates=(count.date,))
    return (*skipped, moved)


def state_of_calendar(count: WorkingDayCount, *, only_later: bool) -> tuple[Line, ...]:
    """Which notices the count rests on; and where one is missing, which reading counts and what may still move it."""
    known = f"工作日依据节假日安排：{'、'.join(count.releases)}。" if count.releases else ""
    if not count.provisional:
        return (Line(text=known, in_text=False),)
    awaited = f"{known}{'、'.join(f'{year}年' for year in count.awaited)}节假日安排尚未公布，"
    if count.earliest == count.latest:
        text = f"{awaited}按各种可能的安排计算，结果相同。公布后重新核对。"
        return (Line(text=text, parameter=_UNKNOWN_YEAR, in_text=False),)
    unsettled = "、".join(span_in_words(first, last) for first, last in spans(count.open))
    rule = "已向社会公布的截止日期只延后、不提前。" if only_later else ""
    moved = Line(
        text=f"{awaited}以下日期放假或者上班未定，公布后重新计算：{unsettled}。{rule}",
        parameter="CAL-RECOMPUTE",
        in_text=False,
        dates=count.open,
    )
    return (_reading_line(count), moved)


def _reading_line(count: WorkingDayCount) -> Line:
    """Which of the possible days counts, and why."""
    nominally = f"（按周一至周五扣除固定节日推算为{in_words(count.nominal)}）" if count.reading != "nominal" else ""
    return Line(
        text=f"{_WHY[count.reading]}{in_words(count.date)}{nominally}："
        f"最早{in_words(count.earliest)}，最晚{in_words(count.latest)}。",
        parameter=_UNKNOWN_YEAR,
        in_text=False,
        dates=(count.date, count.nominal, count.earliest, count.latest),
    )


def _pause_lines(pause: Pause) -> Iterator[Line]:
    """The days left out, and if somebody ended the pause later, who and why."""
    assert pause.last_day is not None
    yield Line(
        text=f"{span_in_words(pause.first_day, pause.last_day)}：中止，不计（{pause.actor}决定：{pause.why}）。",
        citation=pause.basis[0] if pause.basis else None,
        parameter=CHANGED,
        in_text=False,
        dates=(pause.first_day, pause.last_day),
    )
    if ended := pause.resumption:
        yield Line(
            text=f"{in_words(local_date(ended.at))}{ended.actor}决定恢复计算（{ended.why}），"
            f"自{in_words(pause.last_day + ONE_DAY)}起继续。",
            citation=ended.basis[0] if ended.basis else None,
            parameter=CHANGED,
            in_text=False,
            dates=(pause.last_day + ONE_DAY,),
        )


@lru_cache(maxsize=4096)  # the days of a few years, which many counts share
def _day_line(day: date, verdict: DayVerdict, number: int | None) -> Line:
    outcome = f"第{number}个工作日" if number else "不计"
    # 工作日 goes without saying where the day is counted as one.
    told = verdict.reason.removeprefix("工作日").removeprefix("，")
    if verdict.open:
        told += "，暂计入" if number else "，暂不计入"
    why = f"（{told}）" if told else ""
    return Line(text=f"{in_words(day)}：{outcome}{why}。", in_text=False, dates=(day,))
