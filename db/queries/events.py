"""What an event's file is opened from: the offices the register knows, and whether a text is in force."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, Organisation
from db.queries.cases import within
from domain.province.case import RegulationStage
from domain.province.parts import TextVersion
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


async def provincial_regulators(session: AsyncSession, region: str) -> Sequence[Organisation]:
    """省人民政府市场监督管理部门 of the province with this GB/T 2260 code."""
    wanted = (Organisation.role == Role.PROVINCIAL_REGULATOR, Organisation.jurisdiction == region)
    return (await session.scalars(select(Organisation).where(*wanted).order_by(Organisation.id))).all()


async def texts_in_force(session: AsyncSession, regulation: str) -> list[TextVersion] | None:
    """The texts of the provincial regulation of this key that are in force, oldest first; None where it is not: only
    its own case says so."""
    row = await session.get(Case, f"province-{regulation}")
    if row is None or row.programme != "province" or row.stage not in _IN_FORCE:
        return None
    versions = row.state.get("versions", [])[: row.state.get("texts_begun", 0)]
    return [TextVersion.model_validate(each) for each in versions]


async def region_of_plan(session: AsyncSession, plan: str) -> str | None:
    """GB/T 2260 code of a district plan that is on the platform."""
    row = await session.get(Case, f"district-{plan}")
    return row.region if row is not None and row.programme == "district" else None


async def plans_within(session: AsyncSession, jurisdiction: str) -> Sequence[tuple[str, str]]:
    """Key and name of every district plan within a GB/T 2260 code: those that run first, then the latest."""
    query = select(Case.subject_id, Case.subject_name).where(
        Case.programme == "district", within(Case.region, jurisdiction)
    )
    return (await session.execute(query.order_by(Case.closed_at.is_not(None), Case.opened_at.desc(), Case.id))).all()
