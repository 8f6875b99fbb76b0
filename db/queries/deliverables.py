"""The ledger of the five bureaus' deliverables: adding to it, and reading it, the latest day first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import DeliverableEntry
from domain.pilot.deliverable_ledger import ProgressForm

_ORDER = (DeliverableEntry.on.desc(), DeliverableEntry.number.desc())


@dataclass(frozen=True, slots=True)
class Standing:
    """How many entries a deliverable has, and the latest of them, the latest first."""

    total: int
    latest: tuple[DeliverableEntry, ...]


async def standings(session: AsyncSession, latest: int) -> dict[str, Standing]:
    """Of every deliverable with an entry, by its key; ``latest``: at most so many entries of each."""
    key = DeliverableEntry.deliverable
    place = func.row_number().over(partition_by=key, order_by=_ORDER).label("place")
    total = func.count().over(partition_by=key).label("total")
    placed = select(DeliverableEntry, place, total).subquery()
    entry = aliased(DeliverableEntry, placed)
    query = select(entry, placed.c.total).where(placed.c.place <= latest).order_by(placed.c.place)
    found: dict[str, Standing] = {}
    for row, count in await session.execute(query):
        before = found.get(row.deliverable)
        found[row.deliverable] = Standing(count, (*(before.latest if before else ()), row))
    return found


async def entries(
    session: AsyncSession, deliverable: str, start: tuple[Any, ...] | None, limit: int
) -> Sequence[DeliverableEntry]:
    """At most ``limit`` entries of one deliverable, from after ``start`` (day, number) on."""
    query = select(DeliverableEntry).where(DeliverableEntry.deliverable == deliverable)
    if start is not None:
        query = query.where(tuple_(DeliverableEntry.on, DeliverableEntry.number) < start)
    return (await session.scalars(query.order_by(*_ORDER).limit(limit))).all()


async def add(
    session: AsyncSession, deliverable: str, form: ProgressForm, file_id: str | None, bureau: str, now: datetime
) -> None:
    """An entry by the provincial bureau with the id ``bureau``; ``Register.write`` gives no number twice."""
    last = select(func.max(DeliverableEntry.number)).where(DeliverableEntry.deliverable == deliverable)
    session.add(
        DeliverableEntry(
            deliverable=deliverable,
            number=(await session.scalar(last) or 0) + 1,
            on=form.on,
            what=form.what,
            progress=form.progress.value,
            file_id=file_id,
            bureau_id=bureau,
            entered_at=now,
        )
    )
    await session.flush()


async def is_evidence(session: AsyncSession, file_id: str) -> bool:
    """Whether an entry rests on this file: everyone who may read the ledger may read it."""
    cited = select(DeliverableEntry.number).where(DeliverableEntry.file_id == file_id).limit(1)
    return await session.scalar(cited) is not None
