"""Human tasks (待办): mine, one, and those of a case."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, TaskRow
from db.queries.cases import answerable, visible_to
from db.queries.paging import after
from db.queries.substitutions import not_excluded
from domain.kinds import TASK_KINDS
from domain.roles import Actor, Role

NO_DUE = date(9999, 12, 31)
"""Where a task without a due day stands in the list: last."""

_URGENCY = (func.coalesce(TaskRow.due, literal(NO_DUE, Date)), TaskRow.opened_at, TaskRow.id)


Start = tuple[date, datetime, str] | None
"""Where a page of tasks begins: after this (due, opened_at, id)."""


async def mine(session: AsyncSession, actor: Actor, start: Start, limit: int) -> Sequence[tuple[TaskRow, Case]]:
    """At most ``limit`` open tasks of the actor, those they may answer for another included, the most urgent first."""
    return await _page(session, waits_for(actor), start, limit)


def open_to(actor: Actor) -> ColumnElement[bool]:
    """Tasks the actor may act on: in whichever capacity, and not closed to them for what they did before."""
    return answerable(actor) & not_excluded(TaskRow, actor)


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """Tasks that wait for the actor: those they may act on without those that nobody waits for."""
    return open_to(actor) & TaskRow.optional.is_(False)


async def awaited(session: AsyncSession, actor: Actor, start: Start, limit: int) -> Sequence[tuple[TaskRow, Case]]:
    """At most ``limit`` open tasks of others, in the cases the actor may see, the most urgent first.

    What the public is invited to is nobody's task.
    """
    of_others = (
        visible_to(actor) & ~waits_for(actor) & TaskRow.optional.is_(False) & (TaskRow.role != Role.PUBLIC.value)
    )
    return await _page(session, of_others, start, limit)


async def _page(
    session: AsyncSession, which: ColumnElement[bool], start: Start, limit: int
) -> Sequence[tuple[TaskRow, Case]]:
    query = select(TaskRow, Case).join(Case, Case.id == TaskRow.case_id).where(which, TaskRow.closed_at.is_(None))
    if start is not None:
        query = query.where(after(_URGENCY, start))
    return (await session.execute(query.order_by(*_URGENCY).limit(limit))).all()


async def how_many_mine(session: AsyncSession, actor: Actor) -> int:
    """How many open tasks the actor has."""
    query = select(func.count()).select_from(TaskRow).where(waits_for(actor), TaskRow.closed_at.is_(None))
    return await session.scalar(query) or 0


async def mine_in(session: AsyncSession, actor: Actor, case_id: str) -> Sequence[str]:
    """Ids of the actor's open tasks in one case, the most urgent first."""
    query = select(TaskRow.id).where(TaskRow.case_id == case_id, waits_for(actor), TaskRow.closed_at.is_(None))
    return (await session.scalars(query.order_by(*_URGENCY))).all()


async def optional_in(session: AsyncSession, actor: Actor, case_id: str) -> Sequence[TaskRow]:
    """What the actor may do in one case though nobody waits for it; what comes in by errands alone is left out."""
    query = select(TaskRow).where(
        TaskRow.case_id == case_id,
        open_to(actor),
        TaskRow.optional.is_(True),
        TaskRow.closed_at.is_(None),
        TaskRow.kind.not_in([key for key, kind in TASK_KINDS.items() if kind.by_errand]),
    )
    return (await session.scalars(query.order_by(TaskRow.opened_at, TaskRow.id))).all()


async def one(session: AsyncSession, task_id: str) -> tuple[TaskRow, Case] | None:
    """The task, open or closed, with its case."""
    query = select(TaskRow, Case).join(Case, Case.id == TaskRow.case_id).where(TaskRow.id == task_id)
    return (await session.execute(query)).one_or_none()


async def open_in(session: AsyncSession, case_ids: Sequence[str]) -> dict[str, list[TaskRow]]:
    """Open tasks by case, oldest first, without those that nobody waits for."""
    query = select(TaskRow).where(
        TaskRow.case_id.in_(case_ids), TaskRow.optional.is_(False), TaskRow.closed_at.is_(None)
    )
    found: dict[str, list[TaskRow]] = {case_id: [] for case_id in case_ids}
    for row in await session.scalars(query.order_by(TaskRow.opened_at, TaskRow.id)):
        found[row.case_id].append(row)
    return found


async def invitation(session: AsyncSession, case_id: str, kinds: Collection[str]) -> TaskRow | None:
    """The open task, of one of these kinds, that invites the public to object."""
    query = select(TaskRow).where(
        TaskRow.case_id == case_id,
        TaskRow.kind.in_(kinds),
        TaskRow.role == Role.PUBLIC.value,
        TaskRow.closed_at.is_(None),
    )
    found: TaskRow | None = await session.scalar(query.order_by(TaskRow.opened_at).limit(1))
    return found
