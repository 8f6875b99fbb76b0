"""Sheets of running cases, and which of their rows are still to be taken over."""

from collections.abc import Iterable, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CaseImport, CaseImportRow, Park


async def all_imports(session: AsyncSession) -> Sequence[CaseImport]:
    """The newest first."""
    query = select(CaseImport).order_by(CaseImport.proposed_at.desc(), CaseImport.id)
    return (await session.scalars(query)).all()


async def rows_of(session: AsyncSession, import_id: str) -> Sequence[CaseImportRow]:
    """In the order of the sheet."""
    query = select(CaseImportRow).where(CaseImportRow.import_id == import_id).order_by(CaseImportRow.number)
    return (await session.scalars(query)).all()


async def progress(session: AsyncSession) -> dict[str, tuple[int, int, int]]:
    """Import → how many rows it has, how many were taken over, how many could not be."""
    failed = case((CaseImportRow.failure != "", 1), else_=0)
    rows = await session.execute(
        select(CaseImportRow.import_id, func.count(), func.count(CaseImportRow.settled_at), func.sum(failed)).group_by(
            CaseImportRow.import_id
        )
    )
    return {import_id: (total, settled - bad, bad) for import_id, total, settled, bad in rows}


async def pending(session: AsyncSession, limit: int) -> Sequence[tuple[CaseImportRow, CaseImport]]:
    """Rows of confirmed imports still to be taken over, in the order in which they were confirmed."""
    query = (
        select(CaseImportRow, CaseImport)
        .join(CaseImport, CaseImport.id == CaseImportRow.import_id)
        .where(CaseImport.state == "confirmed", CaseImportRow.settled_at.is_(None))
        .order_by(CaseImport.decided_at, CaseImport.id, CaseImportRow.number)
        .limit(limit)
    )
    return (await session.execute(query)).all()


async def parks_named(session: AsyncSession, words: Iterable[str]) -> Sequence[Park]:
    """Parks whose id, or whose present name, is one of these."""
    wanted = set(words)
    query = select(Park).where(Park.id.in_(wanted) | Park.name.in_(wanted)).order_by(Park.id)
    return (await session.scalars(query)).all()
