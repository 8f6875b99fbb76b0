"""Public notices (公示) and the objections (异议) raised during them."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, Objection, PublicNotice


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
