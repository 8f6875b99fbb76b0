"""Human tasks (待办): mine, one, and those of a case."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Date, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, TaskRow
from db.queries.cases import asked
from db.queries.paging import after
from domain.roles import Actor, Role

NO_DUE = date(9999, 12, 31)
"""Where a task without a due day stands in the list: last."""

_URGENCY = (func.coalesce(TaskRow.due, literal(NO_DUE, Date)), TaskRow.opened_at, TaskRow.id)


async def mine(
    session: AsyncSession, actor: Actor, start: tuple[date, datetime, str] | None, limit: int
) -> Sequence[tuple[TaskRow, Case]]:
    """At most ``limit`` open tasks of the actor, the most urgent first, from after ``start`` (due, opened_at, id)."""
    query = select(TaskRow, Case).join(Case, Case.id == TaskRow.case_id)
    query = query.where(asked(actor), TaskRow.closed_at.is_(None))
    if start is not None:
        query = query.where(after(_URGENCY, start))
    return (await session.execute(query.order_by(*_URGENCY).limit(limit))).all()


async def one(session: AsyncSession, task_id: str) -> tuple[TaskRow, Case] | None:
    """The task, open or closed, with its case."""
    query = select(TaskRow, Case).join(Case, Case.id == TaskRow.case_id).where(TaskRow.id == task_id)
    return (await session.execute(query)).one_or_none()


async def open_in(session: AsyncSession, case_ids: Sequence[str]) -> dict[str, list[TaskRow]]:
    """Open tasks by case, oldest first."""
    query = select(TaskRow).where(TaskRow.case_id.in_(case_ids), TaskRow.closed_at.is_(None))
    found: dict[str, list[TaskRow]] = {case_id: [] for case_id in case_ids}
    for row in await session.scalars(query.order_by(TaskRow.opened_at, TaskRow.id)):
        found[row.case_id].append(row)
    return found


async def invitation(session: AsyncSession, case_id: str) -> TaskRow | None:
    """The open task that invites the public to object."""
    query = select(TaskRow).where(
        TaskRow.case_id == case_id, TaskRow.role == Role.PUBLIC.value, TaskRow.closed_at.is_(None)
    )
    found: TaskRow | None = await session.scalar(query.order_by(TaskRow.opened_at).limit(1))
    return found
