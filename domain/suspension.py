"""中止: a running count of working days stands still and keeps what is left of it.

While a pause runs there is no end (``Deadline.suspended``), only the working days that remain; nothing is due and
nothing closes. ``domain.changed_deadline`` begins and ends it.
"""

from datetime import date

from domain.dates import ONE_DAY, in_words, span_in_words
from domain.deadline import Deadline, Line
from domain.derivation import lines_of_days
from domain.period_changes import CHANGED, Pause
from domain.refusal import Refusal, RefusalKind
from domain.working_days import WorkCalendar


def refuse_pause(deadline: Deadline, pause: Pause) -> Refusal | None:
    """Why the count of ``deadline`` cannot stand still during ``pause``, or None."""
    if deadline.suspended:
        return _refused(deadline, RefusalKind.ALREADY_DONE, f"{deadline.label}{deadline.words}，不能再次中止。")
    if deadline.reading == "nominal" or not deadline.counted:
        return _refused(deadline, RefusalKind.RULE, f"{deadline.label}不是按工作日计算的期限，不能中止。")
    if pause.first_day > deadline.date:
        return _refused(deadline, RefusalKind.TOO_LATE, f"{deadline.label}为{deadline.words}，届满后不能中止。")
    if pause.first_day > deadline.counted[-1]:
        return _refused(deadline, RefusalKind.RULE, "按工作日计算的部分已经计满，剩余部分不能中止。")
    begins = _first_countable(deadline)
    if pause.first_day < begins:
        return _refused(deadline, RefusalKind.RULE, f"期限自{in_words(begins)}起计算，中止不能早于该日。")
    if other := next((each for each in deadline.pauses if _overlap(each, pause)), None):
        assert other.last_day is not None
        already = span_in_words(other.first_day, other.last_day)
        return _refused(deadline, RefusalKind.RULE, f"与此前的中止（{already}）重叠。")
    return None


def refuse_resumption(deadline: Deadline, last_day: date) -> Refusal | None:
    """Why the pause of ``deadline`` cannot end with ``last_day``, or None."""
    if deadline.suspended is None:
        return _refused(deadline, RefusalKind.RULE, f"{deadline.label}没有中止，不能恢复计算。")
    if last_day >= deadline.suspended.first_day:
        return None
    text = f"中止自{in_words(deadline.suspended.first_day)}开始，最后一日不能早于该日。"
    return _refused(deadline, RefusalKind.RULE, text)


def lines_of_suspended(deadline: Deadline, found: Deadline, calendar: WorkCalendar) -> tuple[Line, ...]:
    """What has been counted of a suspended ``deadline``, who suspended it, and what remains.

    ``found`` is the same date with its derivation by ``calendar``, which knows the pauses that have ended: it says
    what the rule is and when the count began.
    """
    pause = deadline.suspended
    assert pause is not None
    done = [day for day in deadline.counted if day < pause.first_day]
    begins = _first_countable(deadline)
    days = (begins + ONE_DAY * number for number in range((pause.first_day - begins).days))
    return (
        *_up_to_the_anchor(found),
        *lines_of_days(days, done, calendar),
        Line(
            text=f"自{in_words(pause.first_day)}起中止（{pause.actor}决定：{pause.why}）：已计{len(done)}个工作日，"
            f"尚余{deadline.remaining}；中止期间没有截止日期，恢复后继续计算。",
            citation=pause.basis[0] if pause.basis else None,
            parameter=CHANGED,
            in_text=False,
            dates=(pause.first_day,),
        ),
    )


def _up_to_the_anchor(found: Deadline) -> tuple[Line, ...]:
    """The lines that say what the rule is, and the first that names a day: the anchor."""
    anchor = next(position for position, line in enumerate(found.lines) if line.dates)
    return tuple(found.lines[: anchor + 1])


def _first_countable(deadline: Deadline) -> date:
    return deadline.anchor if deadline.counted[0] == deadline.anchor else deadline.anchor + ONE_DAY


def _overlap(one: Pause, other: Pause) -> bool:
    return one.first_day <= (other.last_day or date.max) and other.first_day <= (one.last_day or date.max)


def _refused(deadline: Deadline, kind: RefusalKind, text: str) -> Refusal:
    return Refusal(kind=kind, text=text, basis=deadline.basis)
