"""How far the platform is behind with what it owes: reminders, notifications, documents, steps, dates still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, cast, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseStep, DocumentRow, Notification, Rung
from db.queries import canary, cases, delivery_tasks, documents, notifications, outbox
from db.types import JsonList


@dataclass(frozen=True, slots=True)
class Queue:
    """``oldest``: since when the first of ``number`` waits; None where nothing does."""

    number: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits. ``unserved``: the earliest reminder still to be served, due or not; ``outbox``: notifications that
    may leave now; ``undelivered``: planned, or failed while somebody is still to see to it; ``unconfirmed``: steps
    whose orders wait because no history has vouched for them yet."""

    stages: dict[str, int]
    unserved: datetime | None
    canary: Rung | None
    outbox: Queue
    undelivered: int
    untold: int
    ordered: Queue
    failed_documents: int
    unconfirmed: Queue


async def backlog(session: AsyncSession, now: datetime) -> Backlog:
    return Backlog(
        stages=await cases.open_by_stage(session),
        unserved=await outbox.next_rung_at(session),
        canary=await canary.latest(session, now),
        outbox=await _queue(session, _leaving(now)),
        undelivered=await notifications.undelivered(session),
        untold=await delivery_tasks.how_many_open(session),
        ordered=await _queue(session, select(DocumentRow.created_at).where(DocumentRow.state == "ordered")),
        failed_documents=(await documents.by_state(session)).get("failed", 0),
        unconfirmed=await _queue(session, select(CaseStep.recorded_at).where(_is_unconfirmed())),
    )


async def _queue(session: AsyncSession, instants: Select[datetime]) -> Queue:
    waiting = instants.subquery()
    (at,) = waiting.c
    number, oldest = (await session.execute(select(func.count(), func.min(at)).select_from(waiting))).one()
    return Queue(number, oldest)


def _leaving(now: datetime) -> Select[datetime]:
    """Neither held back, nor put off to a later attempt, nor waiting for a history."""
    step = (CaseStep.workflow_id == Notification.workflow_id) & (CaseStep.number == Notification.step)
    return (
        select(Notification.planned_at)
        .outerjoin(CaseStep, step)
        .where(
            Notification.state == "planned",
            or_(Notification.held_until.is_(None), Notification.held_until <= now),
            or_(Notification.next_attempt_at.is_(None), Notification.next_attempt_at <= now),
            or_(Notification.step.is_(None), CaseStep.confirmed_at.is_not(None)),
        )
    )


def _is_unconfirmed() -> ColumnElement[bool]:
    """As ``db.queries.steps.unconfirmed_with_orders``: what a step without orders waits for harms nobody."""
    return CaseStep.confirmed_at.is_(None) & (_orders(Notification, "planned") | _orders(DocumentRow, "ordered"))


def _orders(table: type[Notification] | type[DocumentRow], state: str) -> ColumnElement[bool]:
    of_step = (table.workflow_id == CaseStep.workflow_id) & (table.step == CaseStep.number)
    return exists().where(of_step, table.state == state)


async def undelivered(session: AsyncSession, limit: int) -> Sequence[Notification]:
    """The oldest notifications counted as undelivered."""
    query = select(Notification).where(notifications.is_undelivered())
    return (await session.scalars(query.order_by(Notification.planned_at, Notification.id).limit(limit))).all()


async def unconfirmed(session: AsyncSession, before: datetime, limit: int) -> list[tuple[CaseStep, str | None]]:
    """The oldest steps recorded before an instant that no history vouched for, with the id of their case."""
    rows = await session.execute(
        select(CaseStep, Case.id)
        .outerjoin(Case, Case.workflow_id == CaseStep.workflow_id)
        .where(_is_unconfirmed(), CaseStep.recorded_at < before)
        .order_by(CaseStep.recorded_at, CaseStep.workflow_id)
        .limit(limit)
    )
    return [(step, case_id) for step, case_id in rows]


async def with_provisional_dates(session: AsyncSession) -> list[tuple[str, str, JsonList]]:
    """Id, name of the subject and milestones of the open cases that have or had a date still to move."""
    is_provisional = cast(Case.milestones, String).contains('"provisional": true')
    query = select(Case.id, Case.subject_name, Case.milestones).where(Case.closed_at.is_(None), is_provisional)
    return [(id_, name, dates) for id_, name, dates in await session.execute(query.order_by(Case.id))]


async def case_of_workflow(session: AsyncSession, workflow_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Of workflows that are cases: id of the case and name of its subject."""
    columns = (Case.workflow_id, Case.id, Case.subject_name)
    rows = await session.execute(select(*columns).where(Case.workflow_id.in_(workflow_ids)))
    return {workflow_id: (id_, name) for workflow_id, id_, name in rows}
