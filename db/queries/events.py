"""What an event's file is opened from: the offices the register knows, and whether a text is in force."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, Organisation
from db.queries.cases import within
from domain.province.case import RegulationStage
from domain.roles import Role

_IN_FORCE = frozenset(each.value for each in RegulationStage if each.is_in_force)
"""Stages of a regulation's case in which it binds."""


async def units_named(session: AsyncSession, names: Collection[str], region: str) -> dict[str, Organisation]:
    """Units of the district (GB/T 2260) by their names as the plan writes them; those alone that there are."""
    here = within(Organisation.jurisdiction, region)
    query = select(Organisation).where(Organisation.role == Role.DISTRICT_UNIT, here, Organisation.name.in_(names))
    return {row.name: row for row in await session.scalars(query.order_by(Organisation.id))}


async def governments(session: AsyncSession) -> Sequence[Organisation]:
    """Every 县级以上人民政府 of the register, those with the widest jurisdiction first."""
    rows = await session.scalars(select(Organisation).where(Organisation.role == Role.GOVERNMENT))
    return sorted(rows, key=lambda row: (len(row.jurisdiction.rstrip("0")), row.jurisdiction))


async def is_in_force(session: AsyncSession, regulation: str) -> bool:
    """Whether the provincial regulation of this key is in force: only its own case says so."""
    row = await session.get(Case, f"province-{regulation}")
    return row is not None and row.programme == "province" and row.stage in _IN_FORCE


async def region_of_plan(session: AsyncSession, plan: str) -> str | None:
    """GB/T 2260 code of a district plan that is on the platform."""
    row = await session.get(Case, f"district-{plan}")
    return row.region if row is not None and row.programme == "district" else None
