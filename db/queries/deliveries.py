"""送达记录: the duties of a case with every reminder that was planned for them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import DutyRow, Rung


async def duties(session: AsyncSession, case_id: str) -> Sequence[DutyRow]:
    """Every duty there has been in the case, the earliest first."""
    query = select(DutyRow).where(DutyRow.case_id == case_id)
    return (await session.scalars(query.order_by(DutyRow.due, DutyRow.id))).all()


async def rungs(session: AsyncSession, case_id: str) -> Sequence[tuple[Rung, DutyRow]]:
    """Every reminder planned for them, whatever became of it."""
    rows = await session.execute(
        select(Rung, DutyRow)
        .join(DutyRow, DutyRow.id == Rung.duty_id)
        .where(DutyRow.case_id == case_id)
        .order_by(Rung.planned_at, Rung.duty_id, Rung.key)
    )
    return rows.all()
