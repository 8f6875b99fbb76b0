"""Cases: who may see which, lists of them, and what happened in one."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from db.models import Case, CaseEvent, DocumentRow, DutyRow, InstrumentRow, Park, ParkBody, Rung, TaskRow
from db.pinyin import typed_key
from db.queries.paging import after
from db.queries.substitutions import cases_for_another, tasks_for_another
from db.types import JsonList
from domain.citation import TITLES
from domain.programmes import family
from domain.province.event_case import PROVINCE
from domain.roles import Actor, Role, covers

EVERYWHERE = frozenset({Role.SUPERVISOR, Role.OPS})
"""Who sees every case."""
_TEXTS: dict[Role, tuple[str, ...]] = {
    Role.SAMR: ("zone", "pilot"),
    Role.PROVINCIAL_REGULATOR: ("zone", "pilot"),
    Role.PROVINCIAL_LEADING_GROUP: ("zone", "pilot"),
    Role.DISTRICT_GOVERNMENT: ("district",),
    Role.LEADING_GROUP_OFFICE: ("district",),
    Role.GOVERNMENT: ("province",),
    Role.PEOPLES_CONGRESS: ("province",),
}
"""Under which texts a body has a part in every case of its jurisdiction."""
_BY_TASK: dict[Role, tuple[str, ...]] = {
    Role.JOINT_DEPARTMENT: ("zone",),
    Role.EXPERT: ("zone", "pilot"),
    Role.CITY_REGULATOR: ("pilot",),
    Role.DISTRICT_UNIT: ("district",),
    Role.GOVERNMENT_DEPARTMENT: ("province",),
}
"""Under which texts a body is asked; it has a part in the cases in which it is."""
_BESIDES: dict[Role, tuple[str, ...]] = {
    Role.CREATING_BODY: ("zone",),
    Role.PROVINCIAL_REGULATOR: ("province",),
}
"""Under which further texts: a park in its own cases, the provincial regulator as the department of 湖北省."""


def programmes_of(actor: Actor) -> tuple[str, ...]:
    """Keys of the programmes of the texts an actor has anything to do with, in the order of the texts."""
    role = actor.role
    texts = {*_TEXTS.get(role, ()), *_BY_TASK.get(role, ()), *_BESIDES.get(role, ())}
    if role in EVERYWHERE:
        texts = set(TITLES)
    elif not covers(PROVINCE, actor.jurisdiction):
        texts.discard("province")
    return tuple(key for text in TITLES if text in texts for key in family(text))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Which cases an actor may see: an authority those of its jurisdiction under the texts that give it a part, parks
    their own, others where asked; and those in which they may act in another's stead."""
    if actor.role in EVERYWHERE:
        return true()
    if actor.role is Role.SAMR:
        return _under_texts(actor.role)
    return _of_office(actor) | Case.id.in_(cases_for_another(actor))


def _of_office(actor: Actor) -> ColumnElement[bool]:
    where_asked = Case.id.in_(select(TaskRow.case_id).where(asked(actor)))
    if actor.role in _TEXTS:
        own = _under_texts(actor.role) & within(Case.region, actor.jurisdiction)
        return own | where_asked | (_instruments_adopted() if "zone" in _TEXTS[actor.role] else false())
    if actor.role in _BY_TASK:
        return where_asked
    if actor.role is Role.CREATING_BODY:
        return Case.subject_id.in_(select(Park.id).where(of_body(actor.organisation)))
    return false()


def _under_texts(role: Role) -> ColumnElement[bool]:
    return Case.programme.in_([key for text in _TEXTS[role] for key in family(text)])


def _instruments_adopted() -> ColumnElement[bool]:
    """Work plans and indicators (第十五条, 第十九条) once every body has signed: they are sent to every province."""
    return Case.id.in_(select(InstrumentRow.id))


def of_body(organisation: str) -> ColumnElement[bool]:
    """The parks a body may act for: as their creating body, or as the other body of 第三条."""
    others = select(ParkBody.park_id).where(ParkBody.organisation_id == organisation)
    return (Park.organisation_id == organisation) | Park.id.in_(others)


def asked(actor: Actor) -> ColumnElement[bool]:
    """``domain.roles.Audience.includes`` as a condition on tasks, open or closed."""
    return (
        (TaskRow.role == actor.role.value)
        & or_(TaskRow.region.is_(None), within(TaskRow.region, actor.jurisdiction))
        & or_(TaskRow.organisation_id.is_(None), TaskRow.organisation_id == actor.organisation)
    )


def answerable(actor: Actor) -> ColumnElement[bool]:
    """``domain.substitution.capacity`` as a condition on tasks, open or closed: as oneself, or in another's stead."""
    return asked(actor) | TaskRow.id.in_(tasks_for_another(actor))


def within(region: SQLColumnExpression[Any], jurisdiction: str) -> ColumnElement[bool]:
    """``domain.roles.covers`` as a condition; both are six-digit GB/T 2260 codes."""
    significant = jurisdiction.rstrip("0")
    significant += "0" * (len(significant) % 2)
    return region.startswith(significant, autoescape=True)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """``region``: everything within this GB/T 2260 code. ``q``: part of the subject's name or of the case's id, in
    capital or small letters, of the name's pinyin or its initials, or the whole number of a document of the case.
    ``ids``: no others than these. ``due_from``, ``due_until``: days in Asia/Shanghai, both included, between which
    something of the case is due; without the first, however long ago."""

    programme: str | None = None
    stage: str | None = None
    region: str | None = None
    q: str | None = None
    ids: tuple[str, ...] | None = None
    due_from: date | None = None
    due_until: date | None = None


async def page(
    session: AsyncSession, actor: Actor, wanted: CaseFilter, start: tuple[datetime, str] | None, limit: int
) -> Sequence[Case]:
    """At most ``limit`` cases in the order in which they were opened, from after ``start`` (opened_at, id)."""
    found = select(Case.id).where(visible_to(actor), *_conditions(wanted))
    if start is not None:
        found = found.where(after((Case.opened_at, Case.id), start))
    # The ids first, from the index of the list; then the rows of this page alone, without their states.
    ids = (await session.scalars(found.order_by(Case.opened_at, Case.id).limit(limit))).all()
    rows = select(Case).options(defer(Case.state, raiseload=True)).where(Case.id.in_(ids))
    return (await session.scalars(rows.order_by(Case.opened_at, Case.id))).all()


async def with_states(session: AsyncSession, case_ids: Collection[str]) -> dict[str, Case]:
    """Id → case, whole, even of those that a page of the list has brought without their states."""
    rows = select(Case).where(Case.id.in_(case_ids)).execution_options(populate_existing=True)
    return {row.id: row for row in await session.scalars(rows)}


async def how_many(session: AsyncSession, actor: Actor, wanted: CaseFilter, most: int) -> int:
    """How many there are in all, as far as ``most``: beyond it nobody counts."""
    found = select(Case.id).where(visible_to(actor), *_conditions(wanted)).limit(most)
    return await session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _conditions(wanted: CaseFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.programme:
        yield Case.programme == wanted.programme
    if wanted.stage:
        yield Case.stage == wanted.stage
    if wanted.region:
        yield within(Case.region, wanted.region)
    if wanted.q:
        yield _called(wanted.q.strip())
    if wanted.ids is not None:
        yield Case.id.in_(wanted.ids)
    if wanted.due_until is not None:
        yield _due(wanted.due_from, wanted.due_until)


def _called(words: str) -> ColumnElement[bool]:
    spelt = typed_key(words)
    return or_(
        Case.subject_name.icontains(words, autoescape=True),
        Case.id.icontains(words, autoescape=True),
        Case.id.in_(select(DocumentRow.case_id).where(DocumentRow.number == words)),
        *([Case.name_key.contains(spelt, autoescape=True)] if spelt else []),
    )


def _due(first: date | None, last: date) -> ColumnElement[bool]:
    """Cases in which a task that somebody is asked, or a duty, is open and due between two days."""
    return or_(
        *(
            Case.id.in_(select(of.case_id).where(*still, of.due <= last, *([of.due >= first] if first else [])))
            for of, still in ((TaskRow, _asked_of_somebody()), (DutyRow, (DutyRow.closed_at.is_(None),)))
        )
    )


def _asked_of_somebody() -> tuple[ColumnElement[bool], ...]:
    """Open tasks that an office waits for; what the public is invited to is nobody's."""
    return TaskRow.closed_at.is_(None), TaskRow.optional.is_(False), TaskRow.role != Role.PUBLIC.value


async def next_due(session: AsyncSession, case_ids: Sequence[str]) -> dict[str, date]:
    """Of each of these cases in which something is due the earliest day, in Asia/Shanghai, past or to come."""
    found: dict[str, date] = {}
    for of, still in ((TaskRow, _asked_of_somebody()), (DutyRow, (DutyRow.closed_at.is_(None),))):
        query = select(of.case_id, func.min(of.due)).where(of.case_id.in_(case_ids), of.due.is_not(None), *still)
        for case_id, due in await session.execute(query.group_by(of.case_id)):
            if case_id and due:
                found[case_id] = min(due, found.get(case_id, due))
    return found


async def opened_by(session: AsyncSession, prefix: str) -> Sequence[Case]:
    """Cases whose ids begin so, open or closed."""
    return (await session.scalars(select(Case).where(Case.id.startswith(prefix, autoescape=True)))).all()


async def visible(session: AsyncSession, actor: Actor, case_id: str) -> Case | None:
    """The case, if there is one and the actor may see it."""
    found: Case | None = await session.scalar(select(Case).where(Case.id == case_id, visible_to(actor)))
    return found


async def events(session: AsyncSession, case_id: str) -> Sequence[CaseEvent]:
    """The record of the case, in order."""
    query = select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.at, CaseEvent.id)
    return (await session.scalars(query)).all()


async def coming_rungs(session: AsyncSession, case_id: str) -> Sequence[tuple[Rung, DutyRow]]:
    """Reminders not yet served of duties still open, in order."""
    rows = await session.execute(
        select(Rung, DutyRow)
        .join(DutyRow, DutyRow.id == Rung.duty_id)
        .where(DutyRow.case_id == case_id, DutyRow.closed_at.is_(None), Rung.outcome.is_(None))
        .order_by(Rung.planned_at, Rung.duty_id, Rung.key)
    )
    return rows.all()


async def rungs(session: AsyncSession, case_id: str) -> Sequence[tuple[Rung, DutyRow]]:
    """Every reminder of the case that went out, and those that will of duties still open, in order."""
    sent, coming = Rung.outcome == "served", Rung.outcome.is_(None) & DutyRow.closed_at.is_(None)
    query = select(Rung, DutyRow).join(DutyRow, DutyRow.id == Rung.duty_id).where(DutyRow.case_id == case_id)
    return (await session.execute(query.where(sent | coming).order_by(Rung.planned_at, Rung.duty_id, Rung.key))).all()


async def milestones(session: AsyncSession, actor: Actor) -> Sequence[tuple[str, str, JsonList]]:
    """Id, name of the subject and milestones of every open case the actor may see."""
    query = select(Case.id, Case.subject_name, Case.milestones).where(visible_to(actor), Case.closed_at.is_(None))
    return (await session.execute(query.order_by(Case.id))).all()


async def days(session: AsyncSession, actor: Actor) -> Sequence[tuple[str, str]]:
    """Id and days of every open case the actor may see; see ``db.models.Case.days``."""
    return (await session.execute(select(Case.id, Case.days).where(visible_to(actor), Case.closed_at.is_(None)))).all()


async def milestones_of(session: AsyncSession, case_ids: Collection[str]) -> dict[str, tuple[str, JsonList]]:
    """Of each of these cases the name of its subject, and its milestones."""
    query = select(Case.id, Case.subject_name, Case.milestones).where(Case.id.in_(case_ids))
    return {case_id: (subject, kept) for case_id, subject, kept in await session.execute(query)}


async def live_milestones(session: AsyncSession) -> Sequence[Case]:
    """Every case not closed, with its milestones."""
    return (await session.scalars(select(Case).where(Case.closed_at.is_(None)).order_by(Case.id))).all()


async def count_of(session: AsyncSession, park_id: str) -> int:
    """How many cases a park has ever had."""
    return await session.scalar(select(func.count()).select_from(Case).where(Case.subject_id == park_id)) or 0


async def open_by_stage(session: AsyncSession) -> dict[str, int]:
    rows = await session.execute(
        select(Case.stage, func.count()).where(Case.closed_at.is_(None)).group_by(Case.stage).order_by(Case.stage)
    )
    return dict(rows.all())
