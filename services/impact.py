"""What a new calendar release or a new policy does to the open cases: which dates move, which stay, who is told.

The cases decide for themselves, by the same rules, when they are told to count again (``recalculate`` of their
workflow); this is the list shown before, and the list of those that still have to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.queries.impact import open_cases, with_other_policy
from domain.adoption import adopt
from domain.deadline import Deadline
from domain.open_dates import Move, moves, open_dates
from domain.policy import Policy, programme_key
from domain.programmes import PROGRAMMES, adopting, case_of, programme_of
from domain.rederivation import given, policy_of, rederived
from domain.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class CaseImpact:
    """What changes in one case: at least one move."""

    case_id: str
    workflow_id: str
    subject_name: str
    region: str
    moves: tuple[Move, ...]


class Derivations:
    """Dates by one calendar, each derived once however many cases share it."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar
        self._known: dict[tuple[str, date, tuple[tuple[str, int], ...], Policy], Deadline] = {}

    def again(self, deadline: Deadline, policy: Policy) -> Deadline:
        """The date as it is now, without its derivation. ``policy`` is that of the case."""
        if deadline.pauses or deadline.extensions:
            return rederived(deadline, policy, self._calendar).compact()
        key = (deadline.key, deadline.anchor, tuple(given(deadline).items()), policy_of(deadline, policy))
        if key not in self._known:
            self._known[key] = rederived(deadline, policy, self._calendar).compact()
        return self._known[key]


async def impact(session: AsyncSession, calendar: WorkCalendar, now: datetime) -> list[CaseImpact]:
    """Every open case in which ``calendar`` changes a date still to come at ``now`` (UTC), by case id."""
    derivations = Derivations(calendar)
    return await _impact(session, PROGRAMMES, lambda case: changes(case, derivations, now))


async def policy_impact(
    session: AsyncSession, policy: Policy, calendar: WorkCalendar, now: datetime
) -> list[CaseImpact]:
    """Every open case in which taking over ``policy`` at ``now`` (UTC) changes a date, by case id."""
    derivations = Derivations(calendar)
    return await _impact(
        session, adopting(programme_key(policy)), lambda case: _changes_under(case, policy, derivations, now)
    )


async def _impact(
    session: AsyncSession, programmes: Iterable[str], of: Callable[[Any], tuple[Move, ...]]
) -> list[CaseImpact]:
    return [
        CaseImpact(stored.id, stored.workflow_id, stored.subject_name, stored.region, found)
        async for stored in open_cases(session, *programmes)
        if (found := of(case_of(stored.state)))
    ]


async def cases_to_recalculate(session: AsyncSession, calendar: WorkCalendar, now: datetime) -> list[str]:
    """Workflow ids of the open cases whose dates are not yet those that ``calendar`` gives."""
    return [each.workflow_id for each in await impact(session, calendar, now)]


async def cases_to_adopt(session: AsyncSession, policy: Policy) -> list[str]:
    """Workflow ids of the open cases that do not run under ``policy`` yet."""
    return await with_other_policy(session, adopting(programme_key(policy)), policy.version)


def changes(case: Any, derivations: Derivations, now: datetime) -> tuple[Move, ...]:
    """The moves of one case that change something."""
    open_ = open_dates(case, now)
    fresh = [derivations.again(each.deadline, case.policy) for each in open_]
    return tuple(each for each in moves(open_, fresh) if each.changed)


def _changes_under(case: Any, policy: Policy, derivations: Derivations, now: datetime) -> tuple[Move, ...]:
    """What the policy alone changes: a day moves, or stays although it would come earlier."""
    anew = [_planned_anew(*each) for each in programme_of(case).planned_anew(case, policy, now)]
    adopt(case, policy, now)
    return tuple(each for each in (*changes(case, derivations, now), *anew) if each.moved or each.kept)


def _planned_anew(path: str, before: Deadline, after: Deadline) -> Move:
    """Nobody is told by letter: it was only planned, and its reminders are those of the new day."""
    return Move(path=path, label=before.label, before=before, after=after, kept=False, stated=False, told=())
