"""Where a file stands that somebody handed in."""

from dataclasses import dataclass

from sqlalchemy import String, cast, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CaseEvent, Objection
from db.queries import ledgers


@dataclass(frozen=True, slots=True)
class Place:
    """The case that has a file; ``receipt_number`` of the objection whose evidence it is."""

    case_id: str | None = None
    receipt_number: str | None = None


async def place_of(session: AsyncSession, file_id: str) -> Place:
    """An empty place for what is attached nowhere, or belongs to no case."""
    quoted = f'"{file_id}"'
    evidence = select(Objection.case_id, Objection.receipt_number).where(
        cast(Objection.attachments, String).contains(quoted, autoescape=True)
    )
    if objection := (await session.execute(evidence.limit(1))).one_or_none():
        return Place(*objection)
    attached = select(CaseEvent.case_id).where(cast(CaseEvent.attachments, String).contains(quoted, autoescape=True))
    return Place(await session.scalar(attached.limit(1)) or await ledgers.case_with(session, file_id))
