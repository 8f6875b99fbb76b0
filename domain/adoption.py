"""A case in the middle of its life takes over a newer policy: what has begun keeps the values it began with.

Reading R-29-1: a new policy counts for steps not yet begun. Of the dates a case has fixed only reports on a
period still to come have not begun; they are derived again. Everything else keeps, by value, what it was made
with, so that a later calendar release counts it as before.
"""

from datetime import datetime
from typing import Any

from domain.date_rules import DATE_RULES
from domain.deadline import Deadline
from domain.orders import Effects
from domain.policy import Policy
from domain.programmes import programme_of
from domain.rederivation import RESTED_ON, pinned


def adopt(case: Any, policy: Policy, now: datetime) -> None:
    """Put ``policy`` in the place of the case's own; dates begun by ``now`` (UTC) keep the values they began with.

    The dates not yet begun still have to be derived again (``open_dates``, ``moves``).
    """
    for holder, field in programme_of(case).dates(case):
        deadline = _remembering(getattr(holder, field), case.policy, policy)
        if _has_begun(deadline, now):
            deadline = _keeping(deadline, case.policy, policy)
        setattr(holder, field, deadline)
    case.policy = policy


def adopted_effects(case: Any) -> Effects:
    """The record that the case took its present policy over."""
    interpreted = [each.parameter for each in case.policy.interpreted]
    rests = f"（其中依据{case.policy.source(*interpreted)}）" if interpreted else ""
    return Effects(text=f"改用系统策略{case.policy.version}{rests}；已经开始的环节和期限仍按原参数。")


def _has_begun(deadline: Deadline, now: datetime) -> bool:
    return not DATE_RULES[deadline.key].recurring or deadline.opens_at is None or deadline.opens_at <= now


def _keeping(deadline: Deadline, old: Policy, new: Policy) -> Deadline:
    """The date with the values among its parameters in which the new policy differs; the first ones kept stay."""
    before, after = old.model_dump(), new.model_dump()
    earlier = pinned(deadline)
    differing: dict[str, int | str] = {
        name: before[name]
        for name in DATE_RULES[deadline.key].reads
        if before[name] != after[name] and name not in earlier
    }
    rested = {each.parameter + RESTED_ON: each.number for each in old.interpreted if each.parameter in differing}
    kept = differing | rested | earlier
    return deadline.model_copy(update={"parameters": {**deadline.parameters, **kept}}) if kept else deadline


def _remembering(deadline: Deadline, old: Policy, new: Policy) -> Deadline:
    """The date, whose predecessors keep the values they were made with, begun or not: they stand no more."""
    before = tuple(
        each.model_copy(update={"deadline": _keeping(each.deadline, old, new)}) for each in deadline.superseded
    )
    return deadline.model_copy(update={"superseded": before}) if before else deadline
