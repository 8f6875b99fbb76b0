"""可疑办理: entries of the audit log that may have to be listed, with what their reasons are judged by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from db.models import AuditEntry, Case, CaseEvent, TaskRow
from db.queries.audit import shown_to
from db.types import JsonObject
from domain.oversight import DATED, DECIDERS, EDITS, EXTENSION, HASTY, Question
from domain.roles import Actor


class SecondsBetween(GenericFunction[float]):
    """From the second instant to the first."""

    type = Float()
    inherit_cache = True


@compiles(SecondsBetween, "sqlite")
def _on_sqlite(element: SecondsBetween, compiler: SQLCompiler, **options: Any) -> str:
    later, earlier = (compiler.process(each, **options) for each in element.clauses)
    return f"((julianday({later}) - julianday({earlier})) * 86400)"


@compiles(SecondsBetween, "postgresql")
def _on_postgresql(element: SecondsBetween, compiler: SQLCompiler, **options: Any) -> str:
    later, earlier = (compiler.process(each, **options) for each in element.clauses)
    return f"EXTRACT(EPOCH FROM ({later}) - ({earlier}))"


@dataclass(frozen=True, slots=True)
class Candidate:
    """``opened_at``: of the task it answers, where that asked for a decision; ``event_at`` and ``text``: of the line in
    the record of the case."""

    entry: AuditEntry
    opened_at: datetime | None
    event_at: datetime | None
    text: str | None


_DONE = AuditEntry.outcome == "done"
_SLACK = 1.0
"""Seconds by which a database may be wrong about an instant; the reason is judged exactly."""
_CONDITIONS: dict[Question, ColumnElement[bool]] = {
    Question.BACK_DATED: _DONE & AuditEntry.action.in_(DATED),
    Question.EDITED: _DONE & AuditEntry.action.in_(EDITS),
    Question.HASTY: _DONE & (SecondsBetween(AuditEntry.at, TaskRow.opened_at) < HASTY.total_seconds() + _SLACK),
    Question.EXTENDED: (AuditEntry.action == EXTENSION) & (AuditEntry.outcome != "read"),
}


async def candidates(
    session: AsyncSession, reader: Actor, asked: Collection[Question], before: int | None, limit: int
) -> list[Candidate]:
    """The newest entries ``shown_to`` a reader before number ``before`` that one of the questions may be asked of."""
    of_task = (TaskRow.id == AuditEntry.target) & TaskRow.role.in_(DECIDERS) & TaskRow.optional.is_(False)
    of_event = (
        (CaseEvent.case_id == AuditEntry.case_id)
        & (CaseEvent.request_id == AuditEntry.request_id)
        & (CaseEvent.kind == AuditEntry.action)
    )
    query = (
        select(AuditEntry, TaskRow.opened_at, CaseEvent.at, CaseEvent.text)
        .outerjoin(TaskRow, of_task)
        .outerjoin(CaseEvent, of_event)
        .where(shown_to(reader), or_(false(), *(_CONDITIONS[each] for each in asked)))
        .order_by(AuditEntry.sequence.desc())
    )
    if before is not None:
        query = query.where(AuditEntry.sequence < before)
    rows = await session.execute(query.limit(limit))
    return [Candidate(entry, opened_at, at, text) for entry, opened_at, at, text in rows]


async def states(session: AsyncSession, case_ids: Collection[str]) -> dict[str, JsonObject]:
    """The states of cases by their ids."""
    rows = await session.execute(select(Case.id, Case.state).where(Case.id.in_(case_ids)))
    return {id_: state for id_, state in rows}
