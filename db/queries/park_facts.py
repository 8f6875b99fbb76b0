"""第七条: what stands on record of parks, in their cases and between them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, ParkFact


async def cases_of(session: AsyncSession, park_ids: Iterable[str], asking: str = "") -> Sequence[Case]:
    """Every case these parks ever had, but for ``asking``, the oldest first."""
    query = select(Case).where(Case.programme == "zone", Case.subject_id.in_(set(park_ids)), Case.id != asking)
    return (await session.scalars(query.order_by(Case.opened_at, Case.id))).all()


async def of_parks(session: AsyncSession, park_ids: Iterable[str]) -> Sequence[ParkFact]:
    """What the register itself holds of these parks, in the order of its numbers."""
    query = select(ParkFact).where(ParkFact.park_id.in_(set(park_ids)))
    return (await session.scalars(query.order_by(ParkFact.park_id, ParkFact.in_case, ParkFact.number))).all()
