"""Files people handed in."""

from collections.abc import Iterable

from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseEvent, Objection, StoredFile
from db.queries.cases import visible_to
from domain.roles import Actor, Role

_READ_EVIDENCE = frozenset({Role.SAMR, Role.SUPERVISOR})
"""Who may open what an objector handed in: it may tell who objected."""


async def by_id(session: AsyncSession, ids: Iterable[str]) -> dict[str, StoredFile]:
    rows = await session.scalars(select(StoredFile).where(StoredFile.id.in_(set(ids))))
    return {row.id: row for row in rows}


async def readable(session: AsyncSession, actor: Actor, file_id: str) -> StoredFile | None:
    """The file, if the actor uploaded it or sees a case that has it attached."""
    stored = await session.get(StoredFile, file_id)
    if stored is None or stored.uploaded_by == actor.id or await _is_attached(session, actor, file_id):
        return stored
    return None


async def _is_attached(session: AsyncSession, actor: Actor, file_id: str) -> bool:
    quoted = f'"{file_id}"'
    attached = select(CaseEvent.id).join(Case, Case.id == CaseEvent.case_id).where(visible_to(actor))
    if await session.scalar(
        attached.where(cast(CaseEvent.attachments, String).contains(quoted, autoescape=True)).limit(1)
    ):
        return True
    if actor.role not in _READ_EVIDENCE:
        return False
    evidence = select(Objection.receipt_number).where(
        cast(Objection.attachments, String).contains(quoted, autoescape=True)
    )
    return await session.scalar(evidence.limit(1)) is not None
