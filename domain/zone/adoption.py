"""A case in the middle of its life takes over a newer policy: what has begun keeps the values it began with.

Reading R-29-1: a new policy counts for steps not yet begun. Of the dates a case has fixed only the annual reports
of years still running have not begun; they are derived again. Everything else keeps, by value, what it was made
with, so that a later calendar release counts it as before.
"""

from collections.abc import Iterator
from datetime import datetime

from pydantic import BaseModel

from domain.deadline import Deadline
from domain.orders import Effects
from domain.policy import ZonePolicy
from domain.procedure.state import Proceeding
from domain.zone.case import ZoneCase
from domain.zone.date_rules import DATE_RULES
from domain.zone.rederivation import pinned


def adopt(case: ZoneCase, policy: ZonePolicy, now: datetime) -> None:
    """Put ``policy`` in the place of the case's own; dates begun by ``now`` (UTC) keep the values they began with.

    The dates not yet begun still have to be derived again (``open_dates``, ``moves``).
    """
    for holder, field in _dates(case):
        deadline = _remembering(getattr(holder, field), case.policy, policy)
        if _has_begun(deadline, now):
            deadline = _keeping(deadline, case.policy, policy)
        setattr(holder, field, deadline)
    case.policy = policy


def adopted_effects(case: ZoneCase) -> Effects:
    """The record that the case took its present policy over."""
    return Effects(text=f"改用系统策略{case.policy.version}；已经开始的环节和期限仍按原参数。")


def _has_begun(deadline: Deadline, now: datetime) -> bool:
    return deadline.key != "zone-annual-report" or deadline.opens_at is None or deadline.opens_at <= now


def _keeping(deadline: Deadline, old: ZonePolicy, new: ZonePolicy) -> Deadline:
    """The date with the values among its parameters in which the new policy differs; the first ones kept stay."""
    before, after = old.model_dump(), new.model_dump()
    differing: dict[str, int | str] = {
        name: before[name] for name in DATE_RULES[deadline.key].reads if before[name] != after[name]
    }
    kept = differing | pinned(deadline)
    return deadline.model_copy(update={"parameters": {**deadline.parameters, **kept}}) if kept else deadline


def _remembering(deadline: Deadline, old: ZonePolicy, new: ZonePolicy) -> Deadline:
    """The date, whose predecessors keep the values they were made with, begun or not: they stand no more."""
    before = tuple(
        each.model_copy(update={"deadline": _keeping(each.deadline, old, new)}) for each in deadline.superseded
    )
    return deadline.model_copy(update={"superseded": before}) if before else deadline


def _dates(case: ZoneCase) -> Iterator[tuple[BaseModel, str]]:
    """Every date the case has fixed, as a field of what holds it."""
    if case.creation_minimum:
        yield case, "creation_minimum"
    yield from _of_proceeding(case.proceeding)
    if case.renewal:
        yield from _of_proceeding(case.renewal.proceeding)
    yield from _of_article_27(case)
    if case.term:
        yield from ((case.term, "last_day"), (case.term, "window"))
        yield from ((report, "due") for report in case.term.reports)


def _of_article_27(case: ZoneCase) -> Iterator[tuple[BaseModel, str]]:
    """A running bar keeps its length, and an alert its instant."""
    if case.revocation and case.revocation.bar:
        yield case.revocation, "bar"
    yield from ((event, "alert_at") for event in case.events if event.alert_at)


def _of_proceeding(proceeding: Proceeding) -> Iterator[tuple[BaseModel, str]]:
    if proceeding.consultation:
        yield proceeding.consultation, "due"
    if proceeding.notice:
        yield proceeding.notice, "last_day"
