"""The dates of a case that hang on the working-day calendar and are still to come, and what may move them.

A date that has passed is not touched: its timer has rung, silence has been marked, a notice has ended. A new
calendar release changes the future only (reading R-22-7).
"""

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from domain.case import CaseState
from domain.dates import local_date
from domain.deadline import Deadline
from domain.orders import Effects, NoticeOrder
from domain.programmes import programme_of
from domain.rederivation import keeping, pinned
from domain.roles import Audience

NEW_CALENDAR = "节假日安排公布或者更正"
"""Why dates are counted again, unless something else is said."""

_COMPARED = ("date", "earliest", "latest", "provisional", "closes_at", "releases", "counted", "parameters")


class OpenDate(BaseModel):
    """One date still to come. ``path`` names its place in the case and stays the same while it is open."""

    model_config = ConfigDict(frozen=True)

    path: str
    deadline: Deadline
    stated: bool
    """Already stated to the public: may move later, never earlier."""
    floor: date
    """Nothing moves it before this day: the day stated to the public, else the day of looking."""
    who: str
    """Who may extend it or let it stand still, in words for people."""
    told: tuple[Audience, ...]
    """Who is told when it moves."""
    owed_until: date | None = None
    """The last day on which it may fall due in the case as it stands; later it leaves the case."""


class Move(BaseModel):
    """What counting again does to one date. ``after`` is what is to stand in its place."""

    model_config = ConfigDict(frozen=True)

    path: str
    label: str
    before: Deadline
    after: Deadline
    kept: bool
    """The count now ends on a day too early; the day told before stands."""
    stated: bool
    told: tuple[Audience, ...]
    beyond_term: bool = False
    """A report that would now fall due after the term: it leaves the case until there is a next term."""

    @property
    def changed(self) -> bool:
        """Something about the date is no longer what it was, if only the releases it rests on."""
        return any(getattr(self.before, name) != getattr(self.after, name) for name in _COMPARED)

    @property
    def moved(self) -> bool:
        """The day itself changes. Only then is anybody told: a provisional day that proves true is no news."""
        return self.before.date != self.after.date

    @property
    def note(self) -> str:
        return "（在本示范期届满之后，继续认定的，在下一示范期报送）" if self.beyond_term else ""

    @property
    def words(self) -> str:
        """One clause for the record and for the list of what a release does."""
        if self.moved:
            return f"{self.label}由{self.before.words}改为{self.after.words}{self.note}"
        if self.kept:
            why = "已向社会公布，只延后、不提前" if self.stated else "重新推算的日期已经过去"
            return f"{self.label}{why}，仍为{self.after.words}"
        if self.before.provisional and not self.after.provisional:
            return f"{self.label}确定为{self.after.words}，不再暂定"
        return f"{self.label}仍为{self.after.words}"


def open_dates(case: CaseState, now: datetime) -> list[OpenDate]:
    """Every date of the case that counts working days and has not passed at ``now`` (UTC), in a fixed order.

    One that stands still has no end that could move, and is not among them.
    """
    return [
        each
        for each in unsettled_dates(case, now)
        if each.deadline.closes_at is not None and each.deadline.closes_at > now
    ]


def unsettled_dates(case: CaseState, now: datetime) -> list[OpenDate]:
    """Every date that counts working days and whose matter is not settled: open, standing still, or passed."""
    today = local_date(now)
    return [
        OpenDate(
            path=place.path,
            deadline=place.deadline,
            stated=place.stated,
            floor=place.deadline.date if place.stated else today,
            who=programme_of(case).decides(case, place.path).role.label,
            told=place.told,
            owed_until=place.owed_until,
        )
        for place in programme_of(case).places(case)
    ]


def replaced(case: CaseState, path: str, deadline: Deadline) -> None:
    """Put ``deadline`` at ``path`` of the case, and into the open tasks that carried the old due day.

    Whatever holds the date is changed in place: a waiting stage looks there. A report that now falls due after the
    term leaves it, with its task. While the date stands still its tasks have no due day. Raises ``KeyError`` when
    there is no such date (any more).
    """
    place = next((each for each in programme_of(case).places(case) if each.path == path), None)
    if place is None:
        raise KeyError(path)
    due, change = _due(place.deadline)["due"], _due(deadline)
    setattr(place.holder, place.field, deadline)
    concerned = {task.id for task in case.tasks if task.due == due and place.carries(task)}
    if place.drop and place.owed_until and deadline.date > place.owed_until:
        place.drop()
        case.tasks = [task for task in case.tasks if task.id not in concerned]
    else:
        case.tasks = [task.model_copy(update=change) if task.id in concerned else task for task in case.tasks]


def _due(deadline: Deadline) -> dict[str, date | bool | None]:
    """What the tasks that wait for the date carry of it."""
    if deadline.suspended:
        return {"due": None, "due_provisional": False}
    return {"due": deadline.date, "due_provisional": deadline.provisional}


def moves(open_: Sequence[OpenDate], fresh: Sequence[Deadline]) -> list[Move]:
    """What becomes of each open date when it is derived again as ``fresh``, in the same order."""
    return [_move(one, after) for one, after in zip(open_, fresh, strict=True)]


def _move(one: OpenDate, fresh: Deadline) -> Move:
    before = one.deadline
    kept = fresh.date < one.floor
    change = {"parameters": {**pinned(before), **fresh.parameters}, "superseded": before.superseded}
    after = fresh.compact().model_copy(update=change)
    return Move(
        path=one.path,
        label=before.label,
        before=before,
        after=keeping(after, before.date) if kept else after,
        kept=kept,
        stated=one.stated,
        told=one.told,
        beyond_term=one.owed_until is not None and not kept and fresh.date > one.owed_until,
    )


def moved_effects(case: CaseState, found: Sequence[Move], because: str = NEW_CALENDAR) -> Effects:
    """The record of the moves that change something, a notification for each that changes a day, and the
    correction of a public notice whose last day is another one now. At least one must change something."""
    changed = [each for each in found if each.changed]
    return Effects(
        text=f"{because}，重新计算期限：{'；'.join(each.words for each in changed)}。",
        notices=tuple(_notice(each, because) for each in changed if each.moved),
        documents=tuple(
            programme_of(case).correct(
                case, each.path, each.after, before=each.before.date.isoformat(), because=because
            )
            for each in changed
            if each.moved and each.stated
        ),
    )


def _notice(move: Move, because: str) -> NoticeOrder:
    return NoticeOrder(
        kind="deadline_moved",
        audience=move.told,
        data={
            "label": move.label,
            "before": move.before.date.isoformat(),
            "after": move.after.date.isoformat(),
            "until": move.after.words,
            "because": because,
            "note": move.note,
        },
        deadlines=(move.after,),
        basis=move.after.basis,
    )
