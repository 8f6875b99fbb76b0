"""Ledgers: adding an entry, and reading the entries of a line, the latest day first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from db.models import Case, LedgerEntry
from db.queries.cases import visible_to
from domain.ledger import EntryForm
from domain.pilot import registers
from domain.pilot.deliverable_ledger import LEDGER as OF_THE_FIVE
from domain.roles import Actor

_ORDER = (LedgerEntry.on.desc(), LedgerEntry.number.desc())


@dataclass(frozen=True, slots=True)
class Standing:
    """How many entries a line has, and the latest of them, the latest first."""

    total: int
    latest: tuple[LedgerEntry, ...]


NOTHING = Standing(0, ())


async def standings(session: AsyncSession, ledger: str, latest: int) -> dict[str, Standing]:
    """Of every line of a ledger with an entry, by its key; ``latest``: at most so many entries of each."""
    place = func.row_number().over(partition_by=LedgerEntry.item, order_by=_ORDER).label("place")
    total = func.count().over(partition_by=LedgerEntry.item).label("total")
    placed = select(LedgerEntry, place, total).where(LedgerEntry.ledger == ledger).subquery()
    entry = aliased(LedgerEntry, placed)
    query = select(entry, placed.c.total).where(placed.c.place <= latest).order_by(placed.c.place)
    found: dict[str, Standing] = {}
    for row, count in await session.execute(query):
        found[row.item] = Standing(count, (*found.get(row.item, NOTHING).latest, row))
    return found


async def entries(
    session: AsyncSession, ledger: str, item: str, start: tuple[Any, ...] | None, limit: int
) -> Sequence[LedgerEntry]:
    """At most ``limit`` entries of one line, from after ``start`` (day, number) on."""
    query = select(LedgerEntry).where(*_line(ledger, item))
    if start is not None:
        query = query.where(tuple_(LedgerEntry.on, LedgerEntry.number) < start)
    return (await session.scalars(query.order_by(*_ORDER).limit(limit))).all()


async def whole(session: AsyncSession, ledger: str) -> Sequence[LedgerEntry]:
    """Every entry of every line of a ledger, the earliest day of each line first."""
    query = select(LedgerEntry).where(LedgerEntry.ledger == ledger)
    return (await session.scalars(query.order_by(LedgerEntry.item, LedgerEntry.on, LedgerEntry.number))).all()


async def add(
    session: AsyncSession, ledger: str, item: str, form: EntryForm, file_id: str | None, office: str, now: datetime
) -> None:
    """An entry by the organisation with the id ``office``; ``Register.write`` gives no number twice."""
    last = select(func.max(LedgerEntry.number)).where(*_line(ledger, item))
    session.add(
        LedgerEntry(
            ledger=ledger,
            item=item,
            number=(await session.scalar(last) or 0) + 1,
            on=form.on,
            what=form.what,
            details=form.details,
            file_id=file_id,
            office_id=office,
            entered_at=now,
        )
    )
    await session.flush()


async def is_shown(session: AsyncSession, actor: Actor, file_id: str) -> bool:
    """Whether an entry of a ledger that the actor may read rests on this file."""
    readable: list[ColumnElement[bool]] = [LedgerEntry.ledger.in_(select(Case.id).where(visible_to(actor)))]
    if registers.may_read(actor):
        readable.append(LedgerEntry.ledger == OF_THE_FIVE)
    shown = select(LedgerEntry.number).where(LedgerEntry.file_id == file_id, or_(*readable)).limit(1)
    return await session.scalar(shown) is not None


async def case_with(session: AsyncSession, file_id: str) -> str | None:
    """Id of a case in whose ledger an entry rests on this file."""
    cases = select(Case.id).join(LedgerEntry, LedgerEntry.ledger == Case.id)
    found: str | None = await session.scalar(cases.where(LedgerEntry.file_id == file_id).limit(1))
    return found


def _line(ledger: str, item: str) -> tuple[ColumnElement[bool], ...]:
    return (LedgerEntry.ledger == ledger, LedgerEntry.item == item)
