"""A deadline that is extended, goes on after a pause, or is counted from another day: the old one stays readable.

Nothing is computed from a date already computed. A deadline keeps what happened to it (pauses, extensions), and every
change derives it anew: the rule on a calendar without the days of its pauses, then each extension in order. The
deadline it takes the place of joins ``superseded``. Here a change is only written down; ``derived_again`` carries it
out, wherever the calendar is at hand.
"""

from collections.abc import Callable
from datetime import date, datetime

from domain.citation import Basis
from domain.dates import in_words, local_date
from domain.deadline import Deadline, Line, Lines, Superseded
from domain.extension import lengthened, refuse_extension
from domain.period_changes import CHANGED, Extension, Pause, Resumption
from domain.suspension import lines_of_suspended, refuse_pause, refuse_resumption
from domain.working_days import WorkCalendar

Derive = Callable[[WorkCalendar], Deadline]
"""A date rule with everything but the calendar given: the deadline before pauses and extensions."""


def derived_again(deadline: Deadline, derive: Derive, calendar: WorkCalendar) -> Deadline:
    """``deadline`` with its derivation, as ``calendar`` now gives it, after all its pauses and extensions.

    One that stands still is not counted again: it only tells anew how it came to stand.
    """
    paused = calendar.pausing(each for each in deadline.pauses if each.last_day)
    found = derive(paused)
    before = deadline.superseded
    if deadline.suspended:
        told = Lines(lambda: (*lines_of_suspended(deadline, found, paused), *map(_line, before)))
        return deadline.model_copy(update={"lines": told})
    for extension in deadline.extensions:
        found = lengthened(found, extension, paused)
    told = Lines(lambda: (*found.lines, *map(_line, before)))
    return found.model_copy(update={"pauses": deadline.pauses, "superseded": before, "lines": told})


def extending(deadline: Deadline, extension: Extension) -> Deadline:
    """``deadline`` with ``extension`` among those that move its end, to be derived again.

    Raises ``ValueError`` for what ``refuse_extension`` refuses.
    """
    if refusal := refuse_extension(deadline, extension.decided_at):
        raise ValueError(refusal.text)
    reason = f"延长{extension.length}（{extension.why}）"
    changed = _succeeding(deadline, extension.decided_at, extension.actor, reason, extension.basis)
    return changed.model_copy(update={"extensions": (*deadline.extensions, extension)})


def pausing(deadline: Deadline, pause: Pause, at: datetime) -> Deadline:
    """``deadline`` standing still from ``pause.first_day`` on, as was decided ``at`` (UTC): without an end.

    Everything else stays as it stood. Raises ``ValueError`` for a pause that ``refuse_pause`` refuses or that has its
    last day already.
    """
    if refusal := refuse_pause(deadline, pause):
        raise ValueError(refusal.text)
    if pause.last_day is not None:
        raise ValueError("中止已有最后一日，应当直接恢复计算。")
    changed = _succeeding(deadline, at, pause.actor, f"中止（{pause.why}）", pause.basis)
    return changed.compact().model_copy(update={"closes_at": None, "pauses": (*deadline.pauses, pause)})


def resuming(deadline: Deadline, last_day: date, resumption: Resumption) -> Deadline:
    """``deadline`` after ``last_day`` of its pause, to be derived again: the working days that remained follow.

    Raises ``ValueError`` for what ``refuse_resumption`` refuses.
    """
    if refusal := refuse_resumption(deadline, last_day):
        raise ValueError(refusal.text)
    ended = deadline.pauses[-1].model_copy(update={"last_day": last_day, "resumption": resumption})
    return deadline.model_copy(update={"pauses": (*deadline.pauses[:-1], ended)})


def moved(
    deadline: Deadline,
    *,
    at: datetime,
    actor: str,
    reason: str,
    basis: Basis = (),
    derive: Derive,
    calendar: WorkCalendar,
) -> Deadline:
    """``deadline`` counted from another anchor, which ``derive`` knows; its pauses and extensions stay."""
    return derived_again(_succeeding(deadline, at, actor, reason, basis), derive, calendar)


def _succeeding(old: Deadline, at: datetime, actor: str, reason: str, basis: Basis) -> Deadline:
    """``old`` among those it supersedes, to be derived anew."""
    kept = old.compact().model_copy(update={"superseded": ()})
    record = Superseded(deadline=kept, at=at, actor=actor, reason=reason, basis=basis)
    return old.model_copy(update={"superseded": (*old.superseded, record)})


def _line(record: Superseded) -> Line:
    before = record.deadline
    return Line(
        text=f"此前{before.label}为{before.words}（{before.anchor_label}{in_words(before.anchor)}），"
        f"{in_words(local_date(record.at))}由{record.actor}变更：{record.reason}。",
        citation=record.basis[0] if record.basis else None,
        parameter=CHANGED,
        in_text=False,
        dates=(before.date,),
    )
