"""The lines of a derivation that several kinds of period share."""

from datetime import date

from domain.dates import in_words
from domain.deadline import Line
from domain.policy import PARAMETERS
from domain.working_days import WorkCalendar, WorkingDayCount


def parameter_lines(name: str, value: str) -> tuple[Line, ...]:
    """What the text says and, apart from it, what was chosen; with the value applied. Raises ``KeyError``."""
    parameter = PARAMETERS[name]
    place = parameter.citation.place if parameter.citation else ""
    words = f"{place}：“{parameter.quote}”。" if place and parameter.quote else ""
    found = {"citation": parameter.citation, "parameter": parameter.id}
    if not parameter.in_text:
        return (Line(text=f"{words}{parameter.label}：{value}。{parameter.note}", in_text=False, **found),)
    fixed = Line(text=f"{words}按{value}计算。", **found)
    return (fixed, Line(text=parameter.note, in_text=False, **found)) if parameter.note else (fixed,)


def day_lines(count: WorkingDayCount, calendar: WorkCalendar) -> tuple[Line, ...]:
    """Every day counted or skipped, in order, with its reason."""
    number = {day: position for position, day in enumerate(count.counted, start=1)}
    days = sorted([*count.counted, *(day for day, _ in count.skipped)])
    return tuple(_day_line(day, number.get(day), calendar) for day in days)


def roll_lines(day: date, count: WorkingDayCount) -> tuple[Line, ...]:
    """Whether ``day`` stands, or why it moved."""
    if count.date == day:
        return (Line(text=f"{in_words(day)}是工作日，不顺延。", in_text=False, dates=(day,)),)
    skipped = (
        Line(text=f"{in_words(off)}：{reason}，顺延。", in_text=False, dates=(off,)) for off, reason in count.skipped
    )
    moved = Line(text=f"顺延至下一工作日{in_words(count.date)}。", in_text=False, dates=(count.date,))
    return (*skipped, moved)


def state_of_calendar(count: WorkingDayCount, *, only_later: bool) -> Line:
    """Which notices the count rests on, or between which days it may still move."""
    known = f"工作日依据节假日安排：{'、'.join(count.releases)}。" if count.releases else ""
    if not count.provisional:
        return Line(text=known, in_text=False)
    rule = "已向社会公布的截止日期只延后、不提前。" if only_later else ""
    return Line(
        text=f"{known}有的日期尚无节假日安排，暂按周一至周五扣除固定节日推算："
        f"最早{in_words(count.earliest)}，最晚{in_words(count.latest)}。安排公布后重新计算。{rule}",
        in_text=False,
        dates=(count.earliest, count.latest),
    )


def _day_line(day: date, number: int | None, calendar: WorkCalendar) -> Line:
    reason = calendar.day(day).reason
    verdict = f"第{number}个工作日" if number else "不计"
    # 工作日 goes without saying where the day is counted as one.
    told = reason.removeprefix("工作日").removeprefix("，")
    why = f"（{told}）" if told else ""
    return Line(text=f"{in_words(day)}：{verdict}{why}。", in_text=False, dates=(day,))
