"""延长: a recorded decision adds working days or months to a period, from its old end and only before that end."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from domain.dates import end_of, in_words, local_date, plus_months
from domain.deadline import Deadline, Line
from domain.derivation import clamped, day_lines, state_of_calendar
from domain.period_changes import CHANGED, Extension
from domain.refusal import Refusal, RefusalKind
from domain.working_days import WorkCalendar


def refuse_extension(deadline: Deadline, now: datetime) -> Refusal | None:
    """Why ``deadline`` cannot be extended at ``now`` (UTC), or None."""
    if deadline.suspended:
        text = f"{deadline.label}{deadline.words}，恢复计算后才能延长。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=deadline.basis)
    if deadline.closes_at is None:
        return Refusal(kind=RefusalKind.RULE, text=f"{deadline.label}没有截止时刻，不能延长。", basis=deadline.basis)
    if now >= deadline.closes_at:
        text = f"{deadline.label}为{deadline.words}，届满后不能延长。"
        return Refusal(kind=RefusalKind.TOO_LATE, text=text, basis=deadline.basis)
    return None


def lengthened(deadline: Deadline, extension: Extension, calendar: WorkCalendar) -> Deadline:
    """``deadline`` with ``extension`` added to its end; ``calendar`` knows its pauses. For one that closes."""
    longer = _by_working_days if extension.working_days else _by_months
    return longer(_from_its_old_end(deadline, extension.stood), extension, calendar)


def _from_its_old_end(deadline: Deadline, stood: date | None) -> Deadline:
    """``deadline``, or where its count now ends before the day that stood, the same on that day."""
    if stood is None or stood <= deadline.date:
        return deadline
    text = f"延长前的最后一日为{in_words(stood)}，不提前，自该日起延长。"
    line = Line(text=text, parameter=CHANGED, in_text=False, dates=(stood,))
    return deadline.put_off_to(stood).model_copy(update={"lines": (*deadline.lines, line)})


def _by_working_days(deadline: Deadline, extension: Extension, calendar: WorkCalendar) -> Deadline:
    n = extension.working_days
    count = calendar.nth_working_day(deadline.date, n, reading=deadline.reading)
    count = replace(
        count,
        earliest=calendar.nth_working_day(deadline.earliest, n, reading="earliest").date,
        latest=calendar.nth_working_day(deadline.latest, n, reading="latest").date,
        provisional=deadline.provisional or count.provisional,
    )
    return _ending(
        deadline,
        extension,
        count.date,
        day_lines(count, calendar),
        state_of_calendar(count, only_later=deadline.reading == "latest"),
        earliest=count.earliest,
        latest=count.latest,
        provisional=count.provisional,
        counted=(*deadline.counted, *count.counted),
        releases=tuple(dict.fromkeys((*deadline.releases, *count.releases))),
    )


def _by_months(deadline: Deadline, extension: Extension, calendar: WorkCalendar) -> Deadline:
    day = plus_months(deadline.date, extension.months)
    corresponding = Line(
        text=f"{extension.length}后的对应日为{in_words(day)}{clamped(deadline.date, day)}。",
        in_text=False,
        dates=(day,),
    )
    return _ending(
        deadline,
        extension,
        day,
        (corresponding,),
        (),
        earliest=plus_months(deadline.earliest, extension.months),
        latest=plus_months(deadline.latest, extension.months),
    )


def _ending(
    deadline: Deadline,
    extension: Extension,
    day: date,
    way: tuple[Line, ...],
    notes: tuple[Line, ...],
    **change: Any,
) -> Deadline:
    """``deadline`` with its new last day, told: who decided, the ``way`` to the day, the day, and ``notes`` on it."""
    assert deadline.closes_at is not None
    decided = Line(
        text=f"{in_words(local_date(extension.decided_at))}{extension.actor}决定延长{extension.length}"
        f"（{extension.why}），自原最后一日{in_words(deadline.date)}的次日起计算。",
        citation=extension.basis[0] if extension.basis else None,
        parameter=CHANGED,
        in_text=False,
        dates=(deadline.date,),
    )
    end = Line(text=f"延长后{deadline.label}为{in_words(day)}。", in_text=False, dates=(day,))
    return deadline.model_copy(
        update={
            **change,
            "date": day,
            # At the same hour of the day as before.
            "closes_at": end_of(day) + (deadline.closes_at - end_of(deadline.date)),
            "extensions": (*deadline.extensions, extension),
            "lines": (*deadline.lines, decided, *way, end, *notes),
        }
    )
