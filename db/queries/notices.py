"""Public notices (公示) and the objections (异议) raised during them."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, DocumentRow, Objection, PublicNotice

_TO_OBJECTORS = (
    "objection_receipt",
    "objection_supplement_notice",
    "objection_not_accepted",
    "reexamination_conclusion",
)
"""Kinds of document that are issued to whoever objected, who reads them by receipt number."""


async def published(session: AsyncSession) -> Sequence[PublicNotice]:
    """Every notice, the newest first."""
    query = select(PublicNotice).order_by(PublicNotice.published_at.desc(), PublicNotice.id)
    return (await session.scalars(query)).all()


async def notice(session: AsyncSession, notice_id: str) -> tuple[PublicNotice, Case] | None:
    query = select(PublicNotice, Case).join(Case, Case.id == PublicNotice.case_id)
    return (await session.execute(query.where(PublicNotice.id == notice_id))).one_or_none()


async def objection(session: AsyncSession, receipt_number: str) -> Objection | None:
    return await session.get(Objection, receipt_number)


async def objection_of_request(session: AsyncSession, request_id: str) -> Objection | None:
    """The objection an earlier attempt at the same request left."""
    found: Objection | None = await session.scalar(select(Objection).where(Objection.request_id == request_id))
    return found


async def objections_in(session: AsyncSession, case_id: str) -> Sequence[Objection]:
    """Objections of a case in the order in which they came."""
    query = select(Objection).where(Objection.case_id == case_id)
    return (await session.scalars(query.order_by(Objection.received_at, Objection.receipt_number))).all()


async def forget_objection(session: AsyncSession, receipt_number: str, status: str) -> None:
    """Take back an objection that its case refused, unless the case has taken it meanwhile."""
    await session.execute(
        delete(Objection).where(Objection.receipt_number == receipt_number, Objection.status == status)
    )


async def latest(session: AsyncSession, case_id: str) -> PublicNotice | None:
    """The notice published last in a case, whatever its matter."""
    query = select(PublicNotice).where(PublicNotice.case_id == case_id)
    found: PublicNotice | None = await session.scalar(
        query.order_by(PublicNotice.published_at.desc(), PublicNotice.state, PublicNotice.id.desc()).limit(1)
    )
    return found


async def set_status(session: AsyncSession, receipt_number: str, status: str, conclusion: str) -> None:
    """Of an objection that no case takes any more."""
    await session.execute(
        update(Objection).where(Objection.receipt_number == receipt_number).values(status=status, conclusion=conclusion)
    )


async def add_evidence(session: AsyncSession, receipt_number: str, files: Sequence[str]) -> None:
    """More evidence of the same objection; what is there already is not added again."""
    row = await session.get_one(Objection, receipt_number)
    row.attachments = list(dict.fromkeys((*row.attachments, *files)))


async def issued_to_objector(session: AsyncSession, case_id: str, receipt_number: str) -> list[DocumentRow]:
    """What was issued on an objection, in order."""
    query = select(DocumentRow).where(DocumentRow.case_id == case_id, DocumentRow.kind.in_(_TO_OBJECTORS))
    rows = await session.scalars(query.order_by(DocumentRow.step, DocumentRow.position))
    return [row for row in rows if row.facts.get("data", {}).get("receipt_number") == receipt_number]
