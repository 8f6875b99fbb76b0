"""Which of a case's dates comes next, and at which instant: for pages, feeds, search and Temporal's own page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.deadline import Deadline
from domain.moment import moment
from domain.programmes import programme_of


def milestones(case: Any) -> list[Deadline]:
    """Every deadline of the case that still matters, in the order of the text; a case that is over has none."""
    return programme_of(case).milestones(case)


def coming(case: Any) -> list[tuple[Deadline, datetime]]:
    """The milestones with their instants (UTC), earliest first; at one instant, in the order of the articles."""
    return _in_order(milestones(case))


def next_milestone(case: Any, now: datetime) -> tuple[Deadline, datetime] | None:
    """What comes next of its own accord: the first milestone whose instant (UTC) is still to come at ``now``.

    None where only people can move the case on, or nobody: it is over.
    """
    return next_of(milestones(case), now)


def next_of(deadlines: Iterable[Deadline], now: datetime) -> tuple[Deadline, datetime] | None:
    """``next_milestone`` of milestones as the register keeps them."""
    return next((pair for pair in _in_order(deadlines) if pair[1] > now), None)


def _in_order(deadlines: Iterable[Deadline]) -> list[tuple[Deadline, datetime]]:
    dated = [(deadline, instant) for deadline in deadlines if (instant := moment(deadline))]
    return sorted(dated, key=lambda pair: pair[1])
