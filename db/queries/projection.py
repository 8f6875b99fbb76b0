"""Writing the projections of a case: its row, tasks, duties with rungs, and public notices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DutyRow, Objection, PublicNotice, Rung, TaskRow
from domain.deadline import Deadline
from domain.duty import Duty
from domain.ladder import Standing, begun, carried_on
from domain.procedure import state
from domain.procedure.state import Notice
from domain.task import Task


async def write_tasks(
    session: AsyncSession, case_id: str, workflow_id: str, tasks: Sequence[Task], now: datetime
) -> None:
    """Open tasks are upserted, tasks no longer open are closed at ``now``."""
    # Of a long life most rows are closed for good: only those that may change are read.
    concerned = TaskRow.closed_at.is_(None) | TaskRow.id.in_([each.id for each in tasks])
    rows = await session.scalars(select(TaskRow).where(TaskRow.case_id == case_id, concerned))
    known = {row.id: row for row in rows}
    for task in tasks:
        row = known.pop(task.id, None)
        if row is None:
            session.add(
                TaskRow(
                    id=task.id,
                    case_id=case_id,
                    workflow_id=workflow_id,
                    kind=task.kind,
                    about_label=task.about_label,
                    role=task.audience.role,
                    region=task.audience.region,
                    organisation_id=task.audience.organisation,
                    opened_at=task.opened_at,
                    due=task.due,
                    due_provisional=task.due_provisional,
                    optional=task.optional,
                    excluded="".join(f"|{each}|" for each in task.excluded),
                )
            )
        else:
            row.due, row.due_provisional, row.closed_at = task.due, task.due_provisional, None
    for row in known.values():
        row.closed_at = row.closed_at or now


async def write_duties(
    session: AsyncSession, case_id: str, workflow_id: str, duties: Sequence[Duty], now: datetime
) -> datetime | None:
    """Open duties and their rungs; a duty that is gone closes and cancels its rungs.

    Answers the earliest instant of those rungs that are new or have another time now.
    """
    concerned = DutyRow.closed_at.is_(None) | DutyRow.id.in_([each.id for each in duties])
    known = {row.id: row for row in await session.scalars(select(DutyRow).where(DutyRow.case_id == case_id, concerned))}
    rungs: dict[str, dict[str, Rung]] = {}
    for rung in await session.scalars(select(Rung).where(Rung.duty_id.in_(known))):
        rungs.setdefault(rung.duty_id, {})[rung.key] = rung
    planned: list[datetime] = []
    for duty in duties:
        row = known.pop(duty.id, None)
        since = duty.opened_at if row is None else now
        if row is None:
            row = DutyRow(id=duty.id, case_id=case_id, workflow_id=workflow_id, opened_at=duty.opened_at)
            session.add(row)
        row.workflow_id, row.closed_at = workflow_id, None
        row.kind, row.title, row.due = duty.kind, duty.title, duty.due.date
        row.debtor = duty.debtor.model_dump(mode="json")
        row.deadline = duty.due.model_dump(mode="json")
        row.basis, row.facts = list(duty.basis), duty.facts
        planned += _write_rungs(session, duty, rungs.get(duty.id, {}), since, now)
    for row in known.values():
        if row.closed_at is None:
            row.closed_at = now
            await session.execute(
                update(Rung).where(Rung.duty_id == row.id, Rung.outcome.is_(None)).values(outcome="cancelled")
            )
    return min(planned, default=None)


def _write_rungs(
    session: AsyncSession, duty: Duty, known: dict[str, Rung], since: datetime, now: datetime
) -> list[datetime]:
    """The ladder as it stands at ``now``; rungs new on it and planned before ``since`` are inherited, never sent.

    What becomes of the others: ``domain.ladder``. A rung that is no longer on the ladder is cancelled.
    """
    planned = []
    for rung in duty.rungs:
        row = known.pop(rung.key, None)
        before = Standing(row.planned_at, row.outcome, row.served_at) if row else None
        standing = carried_on(rung, before, now) if before else begun(rung, since)
        if row is None:
            row = Rung(duty_id=duty.id, key=rung.key)
            session.add(row)
        row.planned_at, row.outcome, row.served_at = standing
        row.wording = rung.wording
        row.about = rung.about.model_dump(mode="json") if rung.about else None
        row.audience = [each.model_dump(mode="json") for each in (duty.debtor, *rung.copies)]
        if standing.outcome is None and standing != before:
            planned.append(standing.planned_at)
    for row in known.values():
        row.outcome = row.outcome or "cancelled"
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
    row.closes_at = _closing(notice.last_day)
    row.deadline = notice.last_day.model_dump(mode="json")
    row.channel, row.url, row.remark = notice.channel, notice.url, notice.remark
    row.state = _state(notice)
    if notice.ended and not notice.is_held:
        row.result = "异议成立" if notice.upheld else "公示期满无成立的异议"
    await session.flush()
    for objection in notice.objections:
        await _write_objection(session, row, notice, objection)


def _state(notice: Notice) -> Literal["running", "ended", "withdrawn", "superseded"]:
    if notice.superseded_at:
        return "superseded"
    if notice.withdrawn_at:
        return "withdrawn"
    return "ended" if notice.ended else "running"


async def _write_objection(
    session: AsyncSession, row: PublicNotice, notice: Notice, objection: state.Objection
) -> None:
    """Its status; of one on paper, which nobody typed in, the row as well."""
    known = await session.get(Objection, objection.receipt_number)
    if known is None and objection.stamped_on:
        known = Objection(
            receipt_number=objection.receipt_number,
            notice_id=row.id,
            case_id=row.case_id,
            grounds="书面递交，见扫描件。",
            attachments=list(objection.scans),
            received_at=objection.received_at,
            request_id=f"paper:{row.case_id}:{objection.receipt_number}",
            stamped_on=objection.stamped_on,
            postmarked_on=objection.postmarked_on,
        )
        session.add(known)
    if known is not None:
        until = notice.supplement_until if objection.status is state.ObjectionStatus.INCOMPLETE else None
        known.status, known.conclusion = objection.status.value, objection.status.label
        known.supplement_until = until.date if until else None


def _closing(last_day: Deadline) -> datetime:
    """Of a notice that stands still the instant at which it was to close; its deadline says that it does not now."""
    closes_at = last_day.closes_at or last_day.superseded[-1].deadline.closes_at
    assert closes_at is not None
    return closes_at
