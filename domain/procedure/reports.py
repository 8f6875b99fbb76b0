"""定期报告: reports owed again and again, each from the day its period is over until it is accepted.

A text says by whom, to whom and how often (``Reporting``); the stage asks, marks what is overdue and takes what comes.
The reminder ladder around each due day is served by the duty clock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from domain.citation import Basis
from domain.deadline import Deadline
from domain.orders import Effects
from domain.roles import Audience
from domain.task import Answer, TaskKind

SUBMIT = "submit"
FORWARD = "forward"
ACCEPT = "accept"


class OwedReport(BaseModel):
    """One report. ``version``: how often it has been submitted; a returned report comes again as the next version."""

    due: Deadline
    submitted_on: date | None = None
    accepted_on: date | None = None
    overdue: bool = False
    version: int = 0
    forwarded_on: date | None = None
    """Of a report sent through another body: when that body passed this version on."""


def _nothing(case: Any, *_: Any) -> Iterable[Any]:
    return ()


@dataclass(frozen=True, slots=True)
class Reporting:
    """How one text has reports made. Every function is given the case first."""

    rule: str
    """Key of the date rule of the due day."""
    basis: Basis
    report: TaskKind
    """Asked of whoever owes it; the other two of whoever passes it on and reads it."""
    receipt: TaskKind
    reports: Callable[[Any], list[Any]]
    """All that are known, oldest first."""
    report_of: Callable[[Any, Answer], Any]
    """The report an answer is about."""
    anchor: Callable[[Any], date]
    asked_from: Callable[[Any, Any], datetime]
    """The UTC instant from which a report is asked for: its period is over."""
    debtor: Callable[[Any, Any], Audience]
    reader: Callable[[Any, Any], Audience]
    is_readable: Callable[[Any, Any], bool]
    about: Callable[[Any, Any], tuple[str, str]]
    """Which of several reports a reader is asked about: a key, and in words. Empty where only one can be open."""
    overdue: Callable[[Any, Any], Effects]
    planned_at_start: Callable[[Any], Iterable[Mapping[str, int]]]
    """What the rule is to be given for every report that can be planned when the cycle begins."""
    take: Callable[[Any, Mapping[str, int], Deadline], None]
    """Puts what was planned into the case, if it is owed there."""
    planned_since: Callable[[Any, datetime], Iterable[Mapping[str, int]]] = _nothing
    """The same of reports that can be planned only now, because their period has begun."""
    next_period: Callable[[Any, datetime], datetime | None] = lambda case, now: None
    """When the next period begins, where reports are not planned all at the start."""
    is_due: Callable[[Any], bool] = lambda report: True
    """Whether the due day counts against a report not in hand: one that came in time may be returned after it."""
    forwarding: TaskKind | None = None
    to_forward: Callable[[Any, Any], bool] = lambda case, report: False
    forwarder: Callable[[Any], Audience | None] = lambda case: None
    paper: TaskKind | None = None
    """Where one may come on paper: what whoever reads it enters it by. It counts from the day of its receipt."""
