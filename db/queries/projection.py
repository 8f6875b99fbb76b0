"""Writing the projections of a case: its row, tasks, duties with rungs, and public notices."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DutyRow, Objection, PublicNotice, Rung, TaskRow
from domain.duty import Duty
from domain.procedure.state import Notice
from domain.task import Task


async def write_tasks(
    session: AsyncSession, case_id: str, workflow_id: str, tasks: Sequence[Task], now: datetime
) -> None:
    """Open tasks are upserted, tasks no longer open are closed at ``now``."""
    known = {row.id: row for row in await session.scalars(select(TaskRow).where(TaskRow.case_id == case_id))}
    for task in tasks:
        row = known.pop(task.id, None)
        if row is None:
            session.add(
                TaskRow(
                    id=task.id,
                    case_id=case_id,
                    workflow_id=workflow_id,
                    kind=task.kind,
                    role=task.audience.role,
                    region=task.audience.region,
                    organisation_id=task.audience.organisation,
                    opened_at=task.opened_at,
                    due=task.due,
                    due_provisional=task.due_provisional,
                )
            )
        else:
            row.due, row.due_provisional, row.closed_at = task.due, task.due_provisional, None
    for row in known.values():
        row.closed_at = row.closed_at or now


async def write_duties(
    session: AsyncSession, case_id: str, workflow_id: str, duties: Sequence[Duty], now: datetime
) -> bool:
    """Open duties and their rungs; a duty that is gone closes and cancels its rungs. True when a rung was planned."""
    known = {row.id: row for row in await session.scalars(select(DutyRow).where(DutyRow.case_id == case_id))}
    planned = False
    for duty in duties:
        row = known.pop(duty.id, None)
        if row is None:
            row = DutyRow(id=duty.id, case_id=case_id, workflow_id=workflow_id, opened_at=duty.opened_at)
            session.add(row)
        row.workflow_id, row.closed_at = workflow_id, None
        row.kind, row.title, row.due = duty.kind, duty.title, duty.due.date
        row.debtor = duty.debtor.model_dump(mode="json")
        row.deadline = duty.due.compact().model_dump(mode="json")
        row.basis, row.facts = list(duty.basis), duty.facts
        planned = await _write_rungs(session, duty, row.opened_at, now) or planned
    for row in known.values():
        if row.closed_at is None:
            row.closed_at = now
            await session.execute(
                update(Rung).where(Rung.duty_id == row.id, Rung.outcome.is_(None)).values(outcome="cancelled")
            )
    return planned


async def _write_rungs(session: AsyncSession, duty: Duty, opened_at: datetime, now: datetime) -> bool:
    """A moved deadline moves its unserved rungs; a rung due before the duty opened is inherited, never sent.

    A duty that is owed again (a report returned) brings back only the rungs still to come at ``now``.
    """
    known = {row.key: row for row in await session.scalars(select(Rung).where(Rung.duty_id == duty.id))}
    planned = False
    for rung in duty.rungs:
        row = known.get(rung.key)
        if row is None:
            row = Rung(duty_id=duty.id, key=rung.key, planned_at=rung.planned_at)
            row.outcome = "inherited" if rung.planned_at < opened_at else None
            session.add(row)
            planned = planned or row.outcome is None
        elif row.outcome == "cancelled" and rung.planned_at > now:
            row.outcome, planned = None, True
        row.planned_at = rung.planned_at if row.outcome is None else row.planned_at
        row.wording = rung.wording
        row.audience = [each.model_dump(mode="json") for each in (duty.debtor, *rung.copies)]
    return planned


async def write_notice(
    session: AsyncSession, case_id: str, workflow_id: str, notice: Notice, matter: str, entry: dict[str, str]
) -> None:
    """The public notice and the status of its objections. Who objected is never touched here."""
    row = await session.get(PublicNotice, notice.id)
    if row is None:
        row = PublicNotice(id=notice.id, case_id=case_id, workflow_id=workflow_id, matter=matter, entry=entry)
        session.add(row)
    row.workflow_id = workflow_id
    row.published_at = notice.published_at
    row.last_day = notice.last_day.date
    assert notice.last_day.closes_at is not None
    row.closes_at = notice.last_day.closes_at
    row.deadline = notice.last_day.model_dump(mode="json")
    row.state = "ended" if notice.ended else "running"
    if notice.ended and not notice.pending:
        row.result = "异议成立" if notice.upheld else "公示期满无成立的异议"
    for objection in notice.objections:
        await session.execute(
            update(Objection)
            .where(Objection.receipt_number == objection.receipt_number)
            .values(status=objection.status.value, conclusion=objection.status.label)
        )
