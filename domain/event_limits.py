"""依法: a step of an event's file falls due only where 系统策略 holds the limit of the governing statute for it.

Reading R-E-4: the texts set none, and none is made up. One entered counts from the instant the step begins: days of the
calendar, the first day not counted, to the end of the last; or hours by the clock. Days off change nothing. Being late
is said, and has no consequence here.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from domain.citation import Basis
from domain.date_rule import Parameters, RuleParameter
from domain.dates import CHINA, at, end_of, in_words, local_date
from domain.deadline import Deadline, Line, Lines, certain
from domain.derivation import parameter_lines
from domain.duty import Duty
from domain.event_limit import EventLimit
from domain.ladder import rungs_around
from domain.orders import Effects
from domain.procedure.event_file import EventKind, EventStep
from domain.procedure.event_state import EventCase, EventStage
from domain.roles import Audience
from domain.working_days import WorkCalendar

LABEL, ANCHOR_LABEL = "依法录入的环节期限", "环节开始之日"
PARAMETERS = {
    "days": RuleParameter("日数", 0, 999, "按小时计"),
    "hours": RuleParameter("小时数", 0, 999, "按日计"),
    "hour": RuleParameter("环节开始的小时", 0, 23, "0时"),
    "minute": RuleParameter("环节开始的分钟", 0, 59, "0分"),
}


def limit(basis: Basis, quote: str, anchor: date, given: Parameters) -> Deadline:
    """The end of a limit of days, or of hours where no days are given, that begins on ``anchor``. ``quote``: the words
    of the place that leave it open; empty where its derivation is told elsewhere."""
    days, hours = given.get("days", 0), given.get("hours", 0)
    began = at(anchor, time(given.get("hour", 0), given.get("minute", 0)))
    closes = end_of(anchor + timedelta(days=days)) if days else began + timedelta(hours=hours)
    last = anchor + timedelta(days=days) if days else local_date(closes)
    words = f"{days}日" if days else f"{hours}小时"
    counted = "开始当日不计，期限内的休息日、节假日照常计算" if days else "按钟点推算，休息日、节假日照常计算"
    line = Line(text=f"自{in_words(anchor)}起{words}（{counted}），至{in_words(last)}。", in_text=False, dates=(last,))
    place = Line(text=f"{basis[0].place}：“{quote}”。没有规定期限。", citation=basis[0], in_text=False)
    lines = Lines(lambda: (place, *parameter_lines("event_limits", words), line))
    return certain(
        f"{basis[0].instrument}-event-limit",
        LABEL,
        basis,
        anchor=anchor,
        anchor_label=ANCHOR_LABEL,
        day=last,
        closes_at=closes,
        lines=lines,
    )


def due(case: EventCase, kind: EventKind, step: EventStep) -> Deadline | None:
    """By when a step is to be taken that begins now in the case; None where no statute's limit is entered for it."""
    entered: tuple[EventLimit, ...] = case.policy.event_limits  # type: ignore[attr-defined]
    found = next((each for each in entered if each.step == f"{kind.label}：{step.label}"), None)
    if found is None:
        return None
    local = case.at_since.astimezone(CHINA)
    given = {"days": found.days, "hours": found.hours, "hour": local.hour, "minute": local.minute}
    deadline = limit(kind.basis, "", local.date(), given)
    named = {"label": f"{step.label}的期限（依据{found.statute}）", "parameters": given}
    return deadline.model_copy(update=named).compact()


def passes_at(case: EventCase) -> datetime | None:
    """The instant (UTC) at which the present step becomes overdue; None once it is, and where nothing falls due."""
    return case.due.closes_at if case.due and not case.overdue else None


def passed(case: EventCase) -> Effects:
    """The moment is over: it is marked, and nothing else follows."""
    assert case.due is not None
    return Effects(
        text=f"{case.title}：{case.due.label}已过（{case.due.words}），尚未办理。本条只作记录，不产生其他后果。"
    )


def milestones(case: EventCase) -> list[Deadline]:
    return [case.due] if case.due and case.stage is EventStage.OPEN else []


def dates(case: EventCase) -> list[tuple[EventCase, str]]:
    """The date the case has fixed, as a field of what holds it."""
    return [(case, "due")] if case.due else []


def _duties(case: EventCase, asked: tuple[Audience, ...], basis: Basis) -> list[Duty]:
    """One for each office asked, as long as the step is open and has a limit."""
    if case.due is None or case.stage is not EventStage.OPEN:
        return []
    policy: Any = case.policy  # type: ignore[attr-defined]
    rungs = rungs_around(
        case.due.date,
        before=policy.event_ladder_before,
        after=policy.event_ladder_after,
        at=policy.reminder_time,
    )
    return [
        Duty(
            id=f"{case.id}-{case.at}-{each.organisation or each.role.value}",
            kind="event_step",
            title=f"{case.title}：{case.at_label}",
            debtor=each,
            due=case.due,
            basis=basis,
            opened_at=case.at_since,
            rungs=tuple(rung.model_copy(update={"wording": "event_step_due"}) for rung in rungs),
            facts={"limit": case.due.label},
        )
        for each in asked
    ]


def open_duties(case: EventCase, kind: EventKind, calendar: WorkCalendar) -> list[Duty]:
    """Every duty of the case now open; no calendar changes them."""
    return _duties(case, kind.asked(case) if case.at else (), kind.basis)
