"""Writing the projections of a case: its row, tasks, duties with rungs, and public notices."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

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
    """Open tasks are upserted, tasks no longer open are closed at ``now``.

    Of a long life most rows are closed for good: only those that may change are read.
    """
    concerned = TaskRow.closed_at.is_(None) | TaskRow.id.in_([each.id for each in tasks])
    columns = (TaskRow.due, TaskRow.due_provisional, TaskRow.organisation_id, TaskRow.excluded, TaskRow.closed_at)
    rows = await session.execute(select(TaskRow.id, *columns).where(TaskRow.case_id == case_id, concerned))
    known = {id_: tuple(before) for id_, *before in rows}
    for task in tasks:
        before, present = known.pop(task.id, None), _changeable(task)
        if before is None:
            session.add(_task_row(task, case_id, workflow_id))
        elif before != (*present.values(), None):
            values = {**present, "closed_at": None}
            await session.execute(update(TaskRow).where(TaskRow.id == task.id).values(values))
    if known:
        gone = TaskRow.id.in_(known) & TaskRow.closed_at.is_(None)
        await session.execute(update(TaskRow).where(gone).values(closed_at=now))


def _task_row(task: Task, case_id: str, workflow_id: str) -> TaskRow:
    return TaskRow(
        id=task.id,
        case_id=case_id,
        workflow_id=workflow_id,
        kind=task.kind,
        about_label=task.about_label,
        role=task.audience.role,
        region=task.audience.region,
        opened_at=task.opened_at,
        optional=task.optional,
        **_changeable(task),
    )


def _changeable(task: Task) -> dict[str, Any]:
    """What may be otherwise in a task that stays open, by column."""
    return {
        "due": task.due,
        "due_provisional": task.due_provisional,
        "organisation_id": task.audience.organisation,
        "excluded": _quoted(task.excluded),
    }


def _quoted(persons: Sequence[str]) -> str:
    return "".join(f"|{each}|" for each in persons)


async def write_duties(
    session: AsyncSession, case_id: str, workflow_id: str, duties: Sequence[Duty], now: datetime
) -> datetime | None:
    """Open duties and their rungs; a duty that is gone closes and cancels its rungs. One written already as it now is
    stays as it is.

    Answers the earliest instant of those rungs that are new or have another time now.
    """
    concerned = DutyRow.closed_at.is_(None) | DutyRow.id.in_([each.id for each in duties])
    query = select(DutyRow.id, DutyRow.fingerprint, DutyRow.closed_at).where(DutyRow.case_id == case_id, concerned)
    known = {id_: (fingerprint, closed_at) for id_, fingerprint, closed_at in await session.execute(query)}
    planned: list[datetime] = []
    prints = {duty.id: _fingerprint(duty, workflow_id) for duty in duties}
    changed = [duty for duty in duties if known.get(duty.id) != (prints[duty.id], None)]
    rows, ladders = await _written(session, changed)
    for duty in changed:
        row = _duty_row(session, rows.get(duty.id), duty, case_id)
        row.workflow_id, row.fingerprint, row.closed_at = workflow_id, prints[duty.id], None
        planned += _write_rungs(session, ladders[duty.id], duty, now if duty.id in known else duty.opened_at, now)
    known = {id_: before for id_, before in known.items() if id_ not in prints}
    gone = [id_ for id_, (_, closed_at) in known.items() if closed_at is None]
    if gone:
        await session.execute(update(DutyRow).where(DutyRow.id.in_(gone)).values(closed_at=now))
        unserved = Rung.duty_id.in_(gone) & Rung.outcome.is_(None)
        await session.execute(update(Rung).where(unserved).values(outcome="cancelled"))
    return min(planned, default=None)


def _fingerprint(duty: Duty, workflow_id: str) -> str:
    return sha256(f"{workflow_id}|{duty.model_dump_json()}".encode()).hexdigest()


async def _written(
    session: AsyncSession, duties: Sequence[Duty]
) -> tuple[dict[str, DutyRow], dict[str, dict[str, Rung]]]:
    """What stands of these duties: id → row, id → key → rung. A ledger has dozens of them: two questions for all."""
    ids = [duty.id for duty in duties]
    rows = {row.id: row for row in await session.scalars(select(DutyRow).where(DutyRow.id.in_(ids)))}
    ladders: dict[str, dict[str, Rung]] = {id_: {} for id_ in ids}
    for rung in await session.scalars(select(Rung).where(Rung.duty_id.in_(ids))):
        ladders[rung.duty_id][rung.key] = rung
    return rows, ladders


def _duty_row(session: AsyncSession, row: DutyRow | None, duty: Duty, case_id: str) -> DutyRow:
    if row is None:
        row = DutyRow(id=duty.id, case_id=case_id, opened_at=duty.opened_at)
        session.add(row)
    row.kind, row.title, row.due = duty.kind, duty.title, duty.due.date
    row.debtor = duty.debtor.model_dump(mode="json")
    row.deadline = duty.due.model_dump(mode="json")
    row.basis, row.facts = list(duty.basis), duty.facts
    return row


def _write_rungs(
    session: AsyncSession, known: dict[str, Rung], duty: Duty, since: datetime, now: datetime
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
