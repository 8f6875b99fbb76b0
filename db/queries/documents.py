"""Documents the platform wrote."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, DocumentRow, ListActRow
from db.queries.case_lists import lists_seen_by
from db.queries.cases import visible_to
from domain.roles import Actor


async def in_case(session: AsyncSession, case_id: str) -> Sequence[DocumentRow]:
    query = select(DocumentRow).where(DocumentRow.case_id == case_id)
    return (await session.scalars(query.order_by(DocumentRow.created_at, DocumentRow.step, DocumentRow.position))).all()


async def visible(session: AsyncSession, actor: Actor, document_id: str) -> DocumentRow | None:
    """The document, if there is one and the actor may see its case, or the list it sends out."""
    of_lists = select(ListActRow.document_id).where(ListActRow.list_number.in_(lists_seen_by(actor)))
    query = select(DocumentRow).join(Case, Case.id == DocumentRow.case_id).where(DocumentRow.id == document_id)
    found: DocumentRow | None = await session.scalar(query.where(visible_to(actor) | DocumentRow.id.in_(of_lists)))
    return found


async def waiting(session: AsyncSession) -> int:
    """How many documents are ordered and not yet written."""
    query = select(func.count()).select_from(DocumentRow).where(DocumentRow.state == "ordered")
    return await session.scalar(query) or 0
