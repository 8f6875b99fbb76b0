"""One date rule: how a date of a text follows from the day it counts from. Each programme keeps its rules by key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from domain.citation import Basis
from domain.deadline import Deadline
from domain.working_days import WorkCalendar

PolicyT = TypeVar("PolicyT")
Parameters = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RuleParameter:
    """An optional whole number that a rule is given besides its anchor, from ``minimum`` to ``maximum``."""

    label: str
    minimum: int
    maximum: int
    unsaid: str
    """What holds when it is not given, in words."""
    options: tuple[str, ...] = ()
    """What the numbers stand for, in order from ``minimum``; empty where a number is just a number."""


@dataclass(frozen=True, slots=True)
class DateRule(Generic[PolicyT]):
    """One rule. ``by`` answers the deadline with its derivation; ``derive`` is what others call."""

    key: str
    label: str
    anchor_label: str
    basis: Basis
    by: Callable[[date, Parameters, PolicyT, WorkCalendar], Deadline]
    reads: tuple[str, ...] = ()
    """The fields of the policy on which the date depends."""
    parameters: Mapping[str, RuleParameter] = field(default_factory=dict)
    recurring: bool = False
    """A duty that comes again and again. ``opens_at`` is when the period begins that it is about."""
    stated: bool = False
    """The date is stated to the public as soon as it is fixed: it may move later, never earlier."""

    @property
    def programme(self) -> str:
        return self.basis[0].instrument

    def derive(self, anchor: date, given: Parameters, policy: PolicyT, calendar: WorkCalendar) -> Deadline:
        """The deadline; keeps what it was given, so that it can be derived again."""
        return self.by(anchor, given, policy, calendar).model_copy(update={"parameters": dict(given)})


def by_key(*rules: DateRule[PolicyT]) -> dict[str, DateRule[PolicyT]]:
    """The rules of a programme by their keys, in order."""
    return {rule.key: rule for rule in rules}
