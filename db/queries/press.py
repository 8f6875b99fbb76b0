"""Documents waiting to be written, and the numbers they get."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, CaseStep, DocumentCounter, DocumentFile, DocumentRow


async def ordered(session: AsyncSession, limit: int) -> list[tuple[DocumentRow, Case]]:
    """Ordered documents whose step is confirmed, in the order in which they were ordered."""
    rows = await session.execute(
        select(DocumentRow, Case)
        .join(Case, Case.id == DocumentRow.case_id)
        .join(CaseStep, (CaseStep.workflow_id == DocumentRow.workflow_id) & (CaseStep.number == DocumentRow.step))
        .where(DocumentRow.state == "ordered", CaseStep.confirmed_at.is_not(None))
        .order_by(DocumentRow.created_at, DocumentRow.workflow_id, DocumentRow.step, DocumentRow.position)
        .limit(limit)
    )
    return list(rows)


async def next_number(session: AsyncSession, organ: str, kind: str, year: int) -> int:
    """The next number of a series, without gap or double: counted under the register's write lock."""
    counter = await session.get(DocumentCounter, (organ, kind, year))
    if counter is None:
        counter = DocumentCounter(organ=organ, kind=kind, year=year, last=0)
        session.add(counter)
    counter.last += 1
    return counter.last


async def without_code(session: AsyncSession) -> list[DocumentRow]:
    """Documents numbered before there were check codes, in the order in which they were ordered."""
    query = select(DocumentRow).where(DocumentRow.number.is_not(None), DocumentRow.check_code.is_(None))
    return list(await session.scalars(query.order_by(DocumentRow.created_at, DocumentRow.id)))


async def without_sm3(session: AsyncSession) -> list[DocumentFile]:
    """Files stored before the register kept SM3."""
    return list(await session.scalars(select(DocumentFile).where(DocumentFile.sm3.is_(None))))
