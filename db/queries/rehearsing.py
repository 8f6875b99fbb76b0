"""What a rehearsal takes along of the register: facts that cases ask for, and no person."""

from typing import Any

from sqlalchemy import insert, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import (
    Base,
    CalendarReleaseRow,
    Case,
    CaseEvent,
    DocumentFile,
    DocumentRow,
    DutyRow,
    ExpertRow,
    InstrumentRow,
    Notification,
    Organisation,
    Park,
    ParkBody,
    ParkFact,
    ParkIdentity,
    ParkSuccession,
    StoredFile,
)
from domain.delivery import Channel

_TAKEN: tuple[type[Base], ...] = (
    Organisation,
    StoredFile,
    Park,
    ParkIdentity,
    ParkSuccession,
    ParkBody,
    ParkFact,
    CalendarReleaseRow,
    InstrumentRow,
    ExpertRow,
)
"""In the order in which they refer to each other."""
Rows = dict[str, list[dict[str, Any]]]


async def taken_along(session: AsyncSession) -> Rows:
    """By table, every row of it; of files those alone that stand behind a park's facts."""
    proofs = union(*(select(each.file_id) for each in (ParkIdentity, ParkSuccession)))
    found: Rows = {}
    for model in _TAKEN:
        wanted = select(model.__table__)
        if model is StoredFile:
            wanted = wanted.where(StoredFile.id.in_(proofs))
        found[model.__tablename__] = [dict(row) for row in (await session.execute(wanted)).mappings()]
    for instrument in found[InstrumentRow.__tablename__]:
        instrument["document_id"] = None  # its paper stays where it is
    return found


async def put_in(session: AsyncSession, rows: Rows) -> None:
    for model in _TAKEN:
        if values := rows[model.__tablename__]:
            await session.execute(insert(model), values)


async def organisations(session: AsyncSession) -> list[Organisation]:
    return list(await session.scalars(select(Organisation).order_by(Organisation.id)))


async def experts_in_pool(session: AsyncSession) -> list[str]:
    """Organisation ids of the experts now in the pool, else of every expert there is."""
    pool = await session.scalars(select(ExpertRow.organisation_id).where(ExpertRow.left_at.is_(None)))
    known = await session.scalars(
        select(Organisation.id).where(Organisation.role == "expert").order_by(Organisation.id)
    )
    return sorted(pool) or sorted(known)


async def case(session: AsyncSession, case_id: str) -> Case | None:
    return await session.get(Case, case_id, populate_existing=True)


async def events(session: AsyncSession) -> list[CaseEvent]:
    return list(await session.scalars(select(CaseEvent).order_by(CaseEvent.at, CaseEvent.id)))


async def notices(session: AsyncSession) -> list[Notification]:
    """One for each recipient, in the order of their time."""
    wanted = select(Notification).where(Notification.channel == Channel.INBOX)
    return list(await session.scalars(wanted.order_by(Notification.planned_at, Notification.id)))


async def papers(session: AsyncSession) -> list[tuple[DocumentRow, str | None]]:
    """Documents with the hash of their PDF, once it is written."""
    pdf = (DocumentFile.document_id == DocumentRow.id) & (DocumentFile.media_type == "application/pdf")
    rows = await session.execute(
        select(DocumentRow, DocumentFile.sha256)
        .outerjoin(DocumentFile, pdf)
        .order_by(DocumentRow.created_at, DocumentRow.id)
    )
    return [(document, digest) for document, digest in rows]


async def open_duties(session: AsyncSession) -> list[DutyRow]:
    return list(await session.scalars(select(DutyRow).where(DutyRow.closed_at.is_(None)).order_by(DutyRow.due)))
