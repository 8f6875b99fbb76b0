"""延长, 中止 and 恢复计算 of a date: what each asks for, when it is refused, and how it is written down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.changed_deadline import extending, pausing, resuming
from domain.dates import in_words, local_date, plus_years
from domain.deadline import Deadline
from domain.extension import refuse_extension
from domain.open_dates import OpenDate
from domain.period_changes import Extension, Pause, Resumption
from domain.rederivation import KEPT
from domain.refusal import Refusal, RefusalKind
from domain.suspension import refuse_pause, refuse_resumption
from domain.task import Form

_LONGEST_PAUSE_YEARS = 1


class ChangeForm(Form):
    """Every change states why, and by which document it was decided."""

    reason: str = Field(title="理由", min_length=1, max_length=500)
    document: str = Field(title="依据文件", min_length=1, max_length=200)

    def words(self, who: str) -> dict[str, str]:
        """What is kept of the change besides its dates; ``who`` decided it."""
        return {"actor": who, "reason": self.reason, "document": self.document}


class Extending(ChangeForm):
    """Exactly one of the two lengths."""

    working_days: int | None = Field(default=None, title="延长的工作日数", ge=1, le=60)
    months: int | None = Field(default=None, title="延长的月数", ge=1, le=12)


class Pausing(ChangeForm):
    """From the day of the decision on, which no longer counts."""


class Resuming(ChangeForm):
    last_day: date | None = Field(default=None, title="中止的最后一日（不填为今日）")


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One of the three changes. ``refuse`` and ``write`` are given the date, the form and now (UTC)."""

    name: str
    label: str
    form: type[ChangeForm]
    refuse: Callable[[OpenDate, Any, datetime], Refusal | None]
    write: Callable[[OpenDate, Any, datetime], Deadline]
    """The date with the change written down, to be derived again."""
    tell: Callable[[OpenDate, Deadline], str]
    """What was decided, by the date before and after; without subject, reason and full stop."""


def _refuse_extension(one: OpenDate, form: Extending, now: datetime) -> Refusal | None:
    if (form.working_days is None) == (form.months is None):
        return Refusal(kind=RefusalKind.MALFORMED, text="请填写延长的工作日数或者月数，二者取一。")
    return refuse_extension(one.deadline, now)


def _extended(one: OpenDate, form: Extending, now: datetime) -> Deadline:
    """A day stated to the public, or kept, is the end that is extended, however the count may yet come out."""
    stands = one.stated or KEPT in one.deadline.parameters
    length = {"working_days": form.working_days or 0, "months": form.months or 0}
    stood = one.deadline.date if stands else None
    return extending(one.deadline, Extension(decided_at=now, stood=stood, **length, **form.words(one.who)))


def _refuse_pause(one: OpenDate, form: Pausing, now: datetime) -> Refusal | None:
    if KEPT in one.deadline.parameters:
        text = f"{one.deadline.label}保留为{one.deadline.words}，不再按工作日计算，不能中止。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=one.deadline.basis, remedy="可以延长。")
    return _passed(one, now, PAUSE) or refuse_pause(one.deadline, _pause(one, form, now))


def _pause(one: OpenDate, form: Pausing, now: datetime) -> Pause:
    return Pause(first_day=local_date(now), **form.words(one.who))


def _refuse_resumption(one: OpenDate, form: Resuming, now: datetime) -> Refusal | None:
    """A day that is over cannot be given back to the count: somebody's time would have run unawares."""
    last_day, today = _last_day(form, now), local_date(now)
    if refusal := refuse_resumption(one.deadline, last_day):
        return refusal
    if last_day < today:
        text = f"中止的最后一日不能早于今日{in_words(today)}。"
    elif last_day > plus_years(today, _LONGEST_PAUSE_YEARS):
        text = "中止的最后一日不能晚于一年以后。"
    else:
        return None
    return Refusal(kind=RefusalKind.RULE, text=text, basis=one.deadline.basis)


def _last_day(form: Resuming, now: datetime) -> date:
    """By default the day of the decision, which like every first day is not counted."""
    return form.last_day or local_date(now)


def _passed(one: OpenDate, now: datetime, kind: ChangeKind) -> Refusal | None:
    closes_at = one.deadline.closes_at
    if closes_at is None or now < closes_at:
        return None
    text = f"{one.deadline.label}为{one.deadline.words}，届满后不能{kind.label}。"
    return Refusal(kind=RefusalKind.TOO_LATE, text=text, basis=one.deadline.basis)


def _tell_extension(one: OpenDate, after: Deadline) -> str:
    before = one.deadline
    return f"将{before.label}由{before.words}延长{after.extensions[-1].length}，至{after.words}"


def _tell_pause(one: OpenDate, after: Deadline) -> str:
    assert after.suspended
    first_day = in_words(after.suspended.first_day)
    return f"自{first_day}起中止{after.label}的计算，尚余{after.remaining}"


def _tell_resumption(one: OpenDate, after: Deadline) -> str:
    last_day = after.pauses[-1].last_day
    assert last_day
    return f"恢复{after.label}的计算，中止至{in_words(last_day)}，其后继续计算剩余的工作日，至{after.words}"


EXTEND = ChangeKind("extend", "延长", Extending, _refuse_extension, _extended, _tell_extension)
PAUSE = ChangeKind(
    "pause",
    "中止",
    Pausing,
    _refuse_pause,
    lambda one, form, now: pausing(one.deadline, _pause(one, form, now), now),
    _tell_pause,
)
RESUME = ChangeKind(
    "resume",
    "恢复计算",
    Resuming,
    _refuse_resumption,
    lambda one, form, now: resuming(one.deadline, _last_day(form, now), Resumption(at=now, **form.words(one.who))),
    _tell_resumption,
)
KINDS = {kind.name: kind for kind in (EXTEND, PAUSE, RESUME)}


def changes_of(one: OpenDate, now: datetime) -> list[ChangeKind]:
    """What may be done to a date at ``now`` (UTC), apart from what the forms say."""
    if one.deadline.suspended:
        return [RESUME]
    if _passed(one, now, EXTEND):
        return []
    pausable = one.deadline.reading != "nominal" and KEPT not in one.deadline.parameters
    return [EXTEND, PAUSE] if pausable else [EXTEND]
