"""中止: a running count of working days stands still and keeps what is left of it.

While a pause runs there is no last day (``Suspended``), only the working days that remain; nothing is due and nothing
closes. ``domain.changed_deadline.resumed`` lets the count go on.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict

from domain.dates import ONE_DAY, in_words, span_in_words
from domain.deadline import Deadline, Line
from domain.derivation import lines_of_days
from domain.period_changes import Pause
from domain.refusal import Refusal, RefusalKind
from domain.working_days import WorkCalendar


class Suspended(BaseModel):
    """A count that stands still: no last day, but ``remaining`` working days once it goes on."""

    model_config = ConfigDict(frozen=True)

    deadline: Deadline
    """As it stood when the pause began, compact."""
    pause: Pause
    """The pause that runs, without a last day."""
    remaining: int
    lines: tuple[Line, ...] = ()
    """The derivation; left out where it is kept (``compact``)."""

    def compact(self) -> "Suspended":
        """The same without its derivation, as workflow state carries it."""
        return self.model_copy(update={"lines": ()})

    @property
    def words(self) -> str:
        return f"自{in_words(self.pause.first_day)}起中止，尚余{self.remaining}个工作日"


def refuse_pause(deadline: Deadline, pause: Pause) -> Refusal | None:
    """Why the count of ``deadline`` cannot stand still during ``pause``, or None."""
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


def suspended(deadline: Deadline, pause: Pause, calendar: WorkCalendar) -> Suspended:
    """The count of ``deadline`` while ``pause`` runs; ``calendar`` without its pauses.

    Raises ``ValueError`` for a pause that ``refuse_pause`` refuses or that has its last day already.
    """
    if refusal := refuse_pause(deadline, pause):
        raise ValueError(refusal.text)
    if pause.last_day is not None:
        raise ValueError("中止已有最后一日，应当直接恢复计算。")
    done = [day for day in deadline.counted if day < pause.first_day]
    remaining = len(deadline.counted) - len(done)
    begins = _first_countable(deadline)
    days = (begins + ONE_DAY * number for number in range((pause.first_day - begins).days))
    return Suspended(
        deadline=deadline.compact(),
        pause=pause,
        remaining=remaining,
        lines=(
            Line(
                text=f"{deadline.anchor_label}为{in_words(deadline.anchor)}。", in_text=False, dates=(deadline.anchor,)
            ),
            *lines_of_days(days, done, calendar.pausing(deadline.pauses)),
            Line(
                text=f"自{in_words(pause.first_day)}起中止（{pause.actor}决定：{pause.reason}）：已计{len(done)}个工作日，"
                f"尚余{remaining}个工作日；中止期间没有截止日期，恢复后继续计算。",
                citation=pause.basis[0] if pause.basis else None,
                in_text=False,
                dates=(pause.first_day,),
            ),
        ),
    )


def refuse_resumption(count: Suspended, last_day: date) -> Refusal | None:
    """Why the pause cannot end with ``last_day``, or None."""
    if last_day >= count.pause.first_day:
        return None
    text = f"中止自{in_words(count.pause.first_day)}开始，最后一日不能早于该日。"
    return _refused(count.deadline, RefusalKind.RULE, text)


def _first_countable(deadline: Deadline) -> date:
    return deadline.anchor if deadline.counted[0] == deadline.anchor else deadline.anchor + ONE_DAY


def _overlap(one: Pause, other: Pause) -> bool:
    return one.first_day <= (other.last_day or date.max) and other.first_day <= (one.last_day or date.max)


def _refused(deadline: Deadline, kind: RefusalKind, text: str) -> Refusal:
    return Refusal(kind=kind, text=text, basis=deadline.basis)
