"""The audit log: adding to its chain, and reading it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from db.chain import GENESIS, seal
from db.models import AuditEntry, AuditOrigin, Case
from db.queries.cases import EVERYWHERE, visible_to
from domain.citation import Basis
from domain.roles import OF_THE_DISTRICT, OF_THE_PROVINCE, Actor, Role

Outcome = Literal["done", "refused", "read"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be kept: ``actor`` did, was refused or read ``action`` on ``target``."""

    at: datetime
    actor: Actor
    action: str
    target: str
    outcome: Outcome = "done"
    case_id: str | None = None
    basis: Basis = ()
    detail: str = ""
    request_id: str = ""
    address: str = ""
    """From where it came; kept beside the chain."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry, by which all before it are known; of an empty log number 0. ``at`` is null there."""

    sequence: int
    hash: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entries are wanted; what is None does not matter."""

    case_id: str | None = None
    actor_id: str | None = None
    outcome: Outcome | None = None
    request_id: str | None = None


async def head(session: AsyncSession) -> Head:
    columns = select(AuditEntry.sequence, AuditEntry.hash, AuditEntry.at)
    found = (await session.execute(columns.order_by(AuditEntry.sequence.desc()).limit(1))).one_or_none()
    return Head(*found) if found else Head(0, GENESIS, None)


async def append(session: AsyncSession, entry: Entry) -> Head:
    """Add an entry to the chain within a transaction of ``Register.write``; answers the head it was put on.

    Writers of every process come one after the other there (``db.session``), from before the head is read until the
    commit, so no two entries get the same place and an undone transaction leaves no gap. A writer that goes round it
    meets the triggers.
    """
    before = await head(session)
    row = AuditEntry(
        sequence=before.sequence + 1,
        at=entry.at,
        actor_id=entry.actor.id,
        actor_role=entry.actor.role.value,
        actor_organisation=entry.actor.organisation,
        capacity="" if entry.actor.role is Role.PUBLIC else entry.actor.capacity,
        action=entry.action,
        target=entry.target,
        case_id=entry.case_id,
        outcome=entry.outcome,
        basis=[str(each) for each in entry.basis],
        detail=entry.detail,
        request_id=entry.request_id,
        previous_hash=before.hash,
    )
    session.add(seal(row))
    if entry.address:
        session.add(AuditOrigin(sequence=row.sequence, address=entry.address))
    await session.flush()
    return before


async def is_entered(session: AsyncSession, entry: Entry) -> bool:
    """Whether the log has it from the first time the same was asked."""
    same = (
        AuditEntry.request_id == entry.request_id,
        AuditEntry.action == entry.action,
        AuditEntry.target == entry.target,
        AuditEntry.outcome == entry.outcome,
    )
    return await session.scalar(select(AuditEntry.sequence).where(*same).limit(1)) is not None


async def in_case(session: AsyncSession, case_id: str) -> Sequence[AuditEntry]:
    """Who did, was refused or read what in a case; in order."""
    found = select(AuditEntry).where(AuditEntry.case_id == case_id)
    return (await session.scalars(found.order_by(AuditEntry.sequence))).all()


def shown_to(reader: Actor) -> ColumnElement[bool]:
    """The whole log to whoever sees every case; to others what was done in the cases they see, and beside all cases by
    those whose texts they have a part in."""
    if reader.role in EVERYWHERE:
        return true()
    elsewhere = AuditEntry.actor_role.in_(sorted(OF_THE_DISTRICT | OF_THE_PROVINCE))
    of_a_case_seen = AuditEntry.case_id.in_(select(Case.id).where(visible_to(reader)))
    return of_a_case_seen | (AuditEntry.case_id.is_(None) & ~elsewhere)


async def newest(
    session: AsyncSession, reader: Actor, wanted: Filter, before: int | None, limit: int
) -> Sequence[AuditEntry]:
    """One page of the log as ``shown_to`` its reader, the newest first; ``before`` is the last number of the page shown
    so far."""
    conditions = [
        shown_to(reader),
        *([AuditEntry.sequence < before] if before is not None else []),
        *([AuditEntry.case_id == wanted.case_id] if wanted.case_id else []),
        *([AuditEntry.actor_id == wanted.actor_id] if wanted.actor_id else []),
        *([AuditEntry.outcome == wanted.outcome] if wanted.outcome else []),
        *([AuditEntry.request_id == wanted.request_id] if wanted.request_id else []),
    ]
    found = select(AuditEntry).where(*conditions).order_by(AuditEntry.sequence.desc())
    return (await session.scalars(found.limit(limit))).all()


async def origins(session: AsyncSession, sequences: Sequence[int]) -> dict[int, str]:
    """From where the acts of these entries came, as far as it is known."""
    query = select(AuditOrigin.sequence, AuditOrigin.address).where(AuditOrigin.sequence.in_(sequences))
    return {sequence: address for sequence, address in await session.execute(query)}


async def between(session: AsyncSession, after: int, last: int, limit: int) -> Sequence[AuditEntry]:
    """The next entries after number ``after`` up to number ``last``, in order."""
    found = select(AuditEntry).where(AuditEntry.sequence > after, AuditEntry.sequence <= last)
    return (await session.scalars(found.order_by(AuditEntry.sequence).limit(limit))).all()
