"""The course of an event's file: how it begins, where an answer leads, how it ends."""

from datetime import date, datetime
from typing import Any

from domain import event_limits
from domain.dates import local_date
from domain.orders import Effects
from domain.procedure.event_file import EventKind, EventStep, following_words
from domain.procedure.event_state import EventCase, EventStage, Taken
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.task import Answer


def begin(kind: EventKind, case: EventCase, step: EventStep | None, at: datetime) -> None:
    """Put the case before ``step``, or at its end; ``at`` in UTC."""
    case.at, case.at_label, case.at_since = (step.key, step.label, at) if step else ("", "", at)
    case.due, case.overdue = (event_limits.due(case, kind, step) if step else None), False
    if step is None and case.stage is EventStage.OPEN:
        case.stage, case.stage_since = EventStage.CLOSED, at


def take(kind: EventKind, case: EventCase, answer: Answer) -> None:
    """Put an answer into the case, and the case before the step that follows."""
    step, chosen = kind.answered(answer)
    given = Taken(step=step.key, answer=answer.act.action, on=local_date(answer.at), by=answer.act.actor.organisation)
    case.taken = [*case.taken, given]
    if chosen is None:
        drop(kind, case, answer.at)
        return
    chosen.take(case, answer)
    following = kind.after(step, chosen)
    if following is not step:
        begin(kind, case, following, answer.at)


def drop(kind: EventKind, case: EventCase, at: datetime) -> None:
    """The file ends without having come to its end; ``at`` in UTC."""
    case.stage, case.stage_since = EventStage.DROPPED, at
    begin(kind, case, None, at)


def opened(kind: EventKind, case: EventCase) -> Effects:
    """The file begins. A weekend or a night holds nothing up."""
    known = f"{case.what.rstrip('。')}。" if case.what else "其他情况待补充。"
    first = kind.first
    others = tuple(each for each in (*kind.asked(case), *case.concerned) if each != case.opened_by.audience)
    if kind.forwarded and case.opened_by.role not in {each.role for each in kind.asked(case)}:
        known += kind.forwarded
    told: dict[str, Any] = {
        "who": case.opened_by.name,
        "event": kind.label,
        "known": known,
        **following_words(kind, case, first),
    }
    return Effects(
        text=f"{case.opened_by.name}记录{kind.occasion}“{case.title}”（{kind.label}）：{known}",
        notices=(notice(f"{kind.text}_event_opened", kind.basis, *dict.fromkeys(others), **told),) if others else (),
    )


def refuse_ahead(kind: EventKind, occurred_on: date | None, today: date) -> Refusal | None:
    """An event is recorded once it has happened; both days in Asia/Shanghai. Which day it was may be unknown."""
    if occurred_on is None or occurred_on <= today:
        return None
    text = f"{kind.occasion}的发生日期不能晚于今天。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=kind.basis, remedy="请核对发生日期；不清楚的，不填。")
