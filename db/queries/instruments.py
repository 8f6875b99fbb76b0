"""Rounds and indicator versions, as a case asks for them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, InstrumentRow
from domain.zone.art15_round import OpenRound
from domain.zone.art19_indicators import IndicatorSystem
from domain.zone.instrument import InstrumentCase, InstrumentKind

WORK_PLAN = InstrumentKind.WORK_PLAN.value
INDICATORS = InstrumentKind.INDICATORS.value


async def open_rounds(session: AsyncSession, on: date) -> tuple[OpenRound, ...]:
    """The rounds open on a day in Asia/Shanghai, the oldest first."""
    rows = await session.scalars(
        select(InstrumentRow)
        .where(InstrumentRow.kind == WORK_PLAN, InstrumentRow.in_force_from <= on)
        .order_by(InstrumentRow.in_force_from, InstrumentRow.id)
    )
    rounds = (
        OpenRound(number=row.number, title=row.title, opens_on=row.in_force_from, closes_on=row.closes_on)
        for row in rows
    )
    return tuple(each for each in rounds if each.is_open(on))


async def indicator_systems(session: AsyncSession, sector: str) -> tuple[IndicatorSystem, ...]:
    """Every version of the indicators for parks of this sector, the oldest first."""
    rows = await session.scalars(
        select(InstrumentRow)
        .where(InstrumentRow.kind == INDICATORS)
        .order_by(InstrumentRow.in_force_from, InstrumentRow.id)
    )
    return tuple(
        IndicatorSystem(number=row.number, title=row.title, in_force_from=row.in_force_from)
        for row in rows
        if not row.classes or sector in row.classes
    )


async def versions_before(session: AsyncSession, case_id: str, day: date) -> list[str]:
    """Workflow ids of the versions of the indicators in force on ``day``, without that of ``case_id``."""
    query = (
        select(Case.workflow_id)
        .join(InstrumentRow, InstrumentRow.id == Case.id)
        .where(
            InstrumentRow.kind == INDICATORS,
            InstrumentRow.in_force_from <= day,
            Case.id != case_id,
            Case.closed_at.is_(None),
        )
    )
    return list(await session.scalars(query.order_by(Case.workflow_id)))


async def adopted(session: AsyncSession) -> Sequence[InstrumentRow]:
    """Every instrument that has been adopted or taken over, the latest first."""
    query = select(InstrumentRow).order_by(InstrumentRow.in_force_from.desc(), InstrumentRow.id)
    return (await session.scalars(query)).all()


async def numbered(session: AsyncSession, number: str) -> InstrumentRow | None:
    """The instrument that bears a number, whatever its kind."""
    found: InstrumentRow | None = await session.scalar(select(InstrumentRow).where(InstrumentRow.number == number))
    return found


async def write_instrument(
    session: AsyncSession, case: InstrumentCase, workflow_id: str, document_id: str | None
) -> None:
    """What cases may see of an instrument once every body has signed it; nothing before.

    ``document_id`` is its document in the step that orders it, else None.
    """
    if case.adopted_on is None:
        return
    row = await session.get(InstrumentRow, case.id)
    if row is None:
        row = InstrumentRow(id=case.id, kind=case.kind.value, number=case.number)
        session.add(row)
    row.title, row.workflow_id, row.classes = case.title, workflow_id, list(case.classes)
    row.in_force_from, row.closes_on = case.first_day, case.closes_on
    row.document_id = document_id or row.document_id
