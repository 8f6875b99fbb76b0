"""The audit log."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import AuditEntry


async def in_case(session: AsyncSession, case_id: str) -> Sequence[AuditEntry]:
    """Who did, or was refused, what in a case; in order."""
    return (
        await session.scalars(select(AuditEntry).where(AuditEntry.case_id == case_id).order_by(AuditEntry.id))
    ).all()
