"""The reminder ladder around a day: rungs before and after it, at one time of day (系统策略)."""

from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from domain.dates import at as instant_at
from domain.dates import local_date
from domain.deadline import Deadline
from domain.parameter import ReminderShift
from domain.roles import Audience
from domain.working_days import WorkCalendar


class Rung(BaseModel):
    """One reminder. ``planned_at`` is a UTC instant; ``copies`` get it besides the debtor.

    ``about``: the date its words speak of; None for the due day of its duty.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    planned_at: datetime
    wording: str = ""
    copies: tuple[Audience, ...] = ()
    about: Deadline | None = None


Outcome = Literal["served", "inherited", "cancelled"]
"""What became of a rung: sent; passed before anybody was to be reminded here; dropped with its duty or its day."""


class Standing(NamedTuple):
    """How far a rung has come. ``outcome`` None: still to be served. Instants are UTC."""

    planned_at: datetime
    outcome: Outcome | None = None
    served_at: datetime | None = None


def clock_time(text: str) -> time:
    """``09:00`` as a time of day in Asia/Shanghai. Raises ``ValueError`` for anything else."""
    return time.fromisoformat(text)


def rungs_around(
    due: date,
    *,
    before: tuple[int, ...],
    after: tuple[int, ...],
    at: str,
    shift: ReminderShift = "none",
    calendar: WorkCalendar | None = None,
) -> tuple[Rung, ...]:
    """Rungs ``before`` and ``after`` (calendar days) around ``due`` at ``at`` Asia/Shanghai, earliest first.

    Keys are ``d-30``, ``d+1``; the days are counted from the rolled due day. By the ``shift`` ``previous_workday`` a
    rung before ``due`` goes out on a day that certainly works by ``calendar``: that day or one before it, of several
    then on one day the last. A rung after ``due`` never moves: it says that the day has passed.
    """
    offsets = sorted({-abs(days) for days in before} | {abs(days) for days in after})
    planned = {offset: due + timedelta(days=offset) for offset in offsets}
    if shift == "previous_workday" and calendar:
        planned = {offset: calendar.certainly_worked(day) if offset < 0 else day for offset, day in planned.items()}
    return one_a_day(
        tuple(Rung(key=f"d{offset:+d}", planned_at=instant_at(day, clock_time(at))) for offset, day in planned.items())
    )


def one_a_day(rungs: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """The rungs in the order of time; of several on one day (Asia/Shanghai) the one given last."""
    by_day = {local_date(rung.planned_at): rung for rung in rungs}
    return tuple(by_day[day] for day in sorted(by_day))


def begun(rung: Rung, since: datetime) -> Standing:
    """A rung new on its ladder; one planned before ``since`` is inherited, never sent."""
    return Standing(rung.planned_at, "inherited" if rung.planned_at < since else None)


def carried_on(rung: Rung, before: Standing, now: datetime) -> Standing:
    """What becomes of a rung when its duty is looked at again at ``now``: its deadline may have moved.

    A reminder belongs to the day it announces. Whatever lies ahead goes with its deadline, also where the rung was
    sent for the old day: that was another date. Never twice on one day, though. A rung whose new time has gone by
    without its old one having come is dropped: who is concerned has just been told of the new date. One that was
    due and is not yet sent stays due.
    """
    if rung.planned_at > now:
        return before if _is_settled_for(rung, before) else Standing(rung.planned_at)
    if before.outcome is None and before.planned_at > now:
        return Standing(rung.planned_at, "cancelled")
    return before


def _is_settled_for(rung: Rung, before: Standing) -> bool:
    """Whether the day of the rung has had its reminder, or was passed over."""
    if before.outcome in {None, "cancelled"}:
        return False
    return local_date(rung.planned_at) <= local_date(before.served_at or before.planned_at)
