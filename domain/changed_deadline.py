"""A deadline that is extended, goes on after a pause, or is counted from another day: the old one stays readable.

Nothing is computed from a date already computed. A deadline keeps what happened to it (pauses, extensions), and every
change derives it anew: the rule on a calendar without the days of its pauses, then each extension in order. The
deadline it takes the place of joins ``superseded``.
"""

from collections.abc import Callable
from datetime import date, datetime

from domain.citation import Basis
from domain.dates import in_words, local_date
from domain.deadline import Deadline, Line, Superseded
from domain.extension import lengthened, refuse_extension
from domain.period_changes import Extension
from domain.suspension import Suspended, refuse_resumption
from domain.working_days import WorkCalendar

Derive = Callable[[WorkCalendar], Deadline]
"""A date rule with everything but the calendar given: the deadline before pauses and extensions."""


def derived_again(deadline: Deadline, derive: Derive, calendar: WorkCalendar) -> Deadline:
    """``deadline`` with its derivation, as ``calendar`` now gives it, after all its pauses and extensions."""
    paused = calendar.pausing(deadline.pauses)
    found = derive(paused)
    for extension in deadline.extensions:
        found = lengthened(found, extension, paused)
    lines = (*found.lines, *(_line(each) for each in deadline.superseded))
    return found.model_copy(update={"pauses": deadline.pauses, "superseded": deadline.superseded, "lines": lines})


def extended(deadline: Deadline, extension: Extension, derive: Derive, calendar: WorkCalendar) -> Deadline:
    """``deadline`` with its end moved by ``extension``. Raises ``ValueError`` for what ``refuse_extension`` refuses."""
    if refusal := refuse_extension(deadline, extension.decided_at):
        raise ValueError(refusal.text)
    reason = f"延长{extension.length}（{extension.reason}）"
    changed = _succeeding(deadline, extension.decided_at, extension.actor, reason, extension.basis)
    longer = changed.model_copy(update={"extensions": (*deadline.extensions, extension)})
    return derived_again(longer, derive, calendar)


def resumed(
    count: Suspended,
    last_day: date,
    *,
    at: datetime,
    actor: str,
    reason: str,
    basis: Basis = (),
    derive: Derive,
    calendar: WorkCalendar,
) -> Deadline:
    """The count that stood still goes on after ``last_day`` of its pause, with the working days that remained.

    ``at`` (UTC), ``actor``, ``reason`` and ``basis`` are those of the resumption. Raises ``ValueError`` for what
    ``refuse_resumption`` refuses.
    """
    if refusal := refuse_resumption(count, last_day):
        raise ValueError(refusal.text)
    ended = count.pause.model_copy(update={"last_day": last_day})
    changed = _succeeding(count.deadline, at, actor, reason, basis)
    going_on = changed.model_copy(update={"pauses": (*count.deadline.pauses, ended)})
    return derived_again(going_on, derive, calendar)


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
        in_text=False,
        dates=(before.date,),
    )
