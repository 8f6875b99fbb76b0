"""The dates of a case that hang on the working-day calendar and are still to come, and what may move them.

A date that has passed is not touched: its timer has rung, silence has been marked, a notice has ended. A new
calendar release changes the future only (reading R-22-7).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from domain.dates import local_date
from domain.deadline import Deadline
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.procedure import consultation as asking
from domain.procedure.public_notice import closing_hour
from domain.procedure.state import Consultation, Proceeding
from domain.roles import SAMR, Audience
from domain.zone import art17_nomination, art21_evaluation, art22_public_notice, art27_annual_report, art28_renewal
from domain.zone.art05_joint_departments import DEPARTMENTS
from domain.zone.case import Stage, Term, ZoneCase
from domain.zone.rederivation import keeping, pinned

NEW_CALENDAR = "节假日安排公布或者更正"
"""Why dates are counted again, unless something else is said."""

_OPINIONS = frozenset(each.OPINION.key for each in (art17_nomination, art21_evaluation, art28_renewal))
_REPORTS = frozenset({art27_annual_report.REPORT.key})
_RENEWAL = "renewal.proceeding"
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
    told: tuple[Audience, ...]
    """Who is told when it moves."""
    term_ends: date | None = None
    """Of a report: the last day of the term. Due later, it is owed in the next term, if there is one."""


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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a date lies: a field of ``holder``. ``tasks``: the kinds of task that carry its due day."""

    path: str
    holder: BaseModel
    field: str
    told: tuple[Audience, ...]
    stated: bool = False
    tasks: frozenset[str] = frozenset()
    term_ends: date | None = None

    @property
    def deadline(self) -> Deadline:
        found: Deadline = getattr(self.holder, self.field)
        return found


def open_dates(case: ZoneCase, now: datetime) -> list[OpenDate]:
    """Every date of the case that counts working days and has not passed at ``now`` (UTC), in a fixed order.

    One that stands still has no end that could move, and is not among them.
    """
    return [
        each
        for each in unsettled_dates(case, now)
        if each.deadline.closes_at is not None and each.deadline.closes_at > now
    ]


def unsettled_dates(case: ZoneCase, now: datetime) -> list[OpenDate]:
    """Every date that counts working days and whose matter is not settled: open, standing still, or passed."""
    today = local_date(now)
    return [
        OpenDate(
            path=place.path,
            deadline=place.deadline,
            stated=place.stated,
            floor=place.deadline.date if place.stated else today,
            told=place.told,
            term_ends=place.term_ends,
        )
        for place in _places(case)
    ]


def replaced(case: ZoneCase, path: str, deadline: Deadline) -> None:
    """Put ``deadline`` at ``path`` of the case, and into the open tasks that carried the old due day.

    Whatever holds the date is changed in place: a waiting stage looks there. A report that now falls due after the
    term leaves it, with its task. While the date stands still its tasks have no due day. Raises ``KeyError`` when
    there is no such date (any more).
    """
    place = next((each for each in _places(case) if each.path == path), None)
    if place is None:
        raise KeyError(path)
    due, change = _due(place.deadline)["due"], _due(deadline)
    setattr(place.holder, place.field, deadline)
    concerned = {task.id for task in case.tasks if task.kind in place.tasks and task.due == due}
    if case.term and place.term_ends and deadline.date > place.term_ends:
        case.term.reports = [each for each in case.term.reports if each is not place.holder]
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
        beyond_term=one.term_ends is not None and not kept and fresh.date > one.term_ends,
    )


def moved_effects(case: ZoneCase, found: Sequence[Move], because: str = NEW_CALENDAR) -> Effects:
    """The record of the moves that change something, a notification for each that changes a day, and the
    correction of a public notice whose last day is another one now. At least one must change something."""
    changed = [each for each in found if each.changed]
    return Effects(
        text=f"{because}，重新计算期限：{'；'.join(each.words for each in changed)}。",
        notices=tuple(_notice(each, because) for each in changed if each.moved),
        documents=tuple(
            correction(case, each.path, each.after, before=each.before.date.isoformat(), because=because)
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


def correction(case: ZoneCase, path: str, last_day: Deadline, **told: str) -> DocumentOrder:
    """更正公告: the public that read the notice at ``path`` reads its new last day.

    ``told``: the day it read ``before``, ``because`` of what, and of a notice that stands still what is ``remaining``.
    """
    return DocumentOrder(
        kind="notice_correction",
        issuers=("samr",),
        data={
            "matter": art28_renewal.NOTICE_MATTER if path.startswith(_RENEWAL) else art22_public_notice.MATTER,
            "starts": last_day.anchor.isoformat(),
            "last_day": last_day.date.isoformat(),
            "counted": [day.isoformat() for day in last_day.counted],
            "provisional": last_day.provisional,
            **({} if last_day.suspended else {"closing_hour": closing_hour(last_day)}),
            **told,
        },
        deadlines=(last_day,),
        basis=last_day.basis,
    )


def _places(case: ZoneCase) -> Iterator[_Place]:
    if case.stage.is_final or case.stage is Stage.REVOKED:
        return
    yield from _of_proceeding(case, case.proceeding, "proceeding")
    if case.renewal:
        yield from _of_proceeding(case, case.renewal.proceeding, _RENEWAL)
    if case.term:
        yield from _of_term(case, case.term)


def _of_term(case: ZoneCase, term: Term) -> Iterator[_Place]:
    for report in term.reports:
        if report.submitted_on is None:
            path, ends = f"term.reports.{report.year}.due", term.last_day.date
            yield _Place(path, report, "due", (case.applicant,), tasks=_REPORTS, term_ends=ends)


def _of_proceeding(case: ZoneCase, proceeding: Proceeding, path: str) -> Iterator[_Place]:
    asked, notice = proceeding.consultation, proceeding.notice
    if asked and not asked.closed:
        yield _Place(f"{path}.consultation.due", asked, "due", _unheard(asked), tasks=_OPINIONS)
    if notice and not notice.ended:
        told = (case.applicant, case.province, SAMR)
        yield _Place(f"{path}.notice.last_day", notice, "last_day", told, stated=True)
    if notice and notice.ended and notice.incomplete and notice.supplement_until:
        # While the notice runs this day hangs on its last one, and is counted when it closes.
        yield _Place(f"{path}.notice.supplement_until", notice, "supplement_until", (SAMR,))


def _unheard(asked: Consultation) -> tuple[Audience, ...]:
    """The departments that have not replied, and 总局, which waits for them."""
    return (*(asking.department(each) for each in asked.asked(DEPARTMENTS) if each not in asked.replies), SAMR)
