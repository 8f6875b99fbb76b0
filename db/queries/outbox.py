"""The outbox: notification rows waiting to leave, and reminder rungs waiting to become rows."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Case, CaseStep, DutyRow, Notification, Rung
from domain.delivery import Channel

_COLUMNS = frozenset(Notification.__table__.columns.keys())


class CaseInBrief(NamedTuple):
    """What a reminder tells of its case."""

    case_id: str
    subject_name: str
    interpreted: list[Any]
    """Parameters of its policy that rest on an interpretation."""
    text: dict[str, Any]
    """Of its state: the programme, and the versions of its text where the case keeps them."""


async def due_rungs(session: AsyncSession, now: datetime, limit: int) -> list[tuple[Rung, DutyRow, CaseInBrief | None]]:
    """Rungs due by ``now``, not yet served, of duties still open, in the order in which they were due.

    A duty of the platform itself has no case. Of a case no more is read than is told: its state is large.
    """
    rows = await session.execute(
        select(
            Rung,
            DutyRow,
            Case.id,
            Case.subject_name,
            Case.state["policy", "interpreted"],
            Case.programme,
            Case.state["versions"],
        )
        .join(DutyRow, DutyRow.id == Rung.duty_id)
        .outerjoin(Case, Case.id == DutyRow.case_id)
        .where(Rung.served_at.is_(None), Rung.outcome.is_(None), Rung.planned_at <= now, DutyRow.closed_at.is_(None))
        .order_by(Rung.planned_at, Rung.duty_id, Rung.key)
        .limit(limit)
    )
    return [
        (rung, duty, CaseInBrief(case_id, subject, interpreted or [], _text(*text)) if case_id else None)
        for rung, duty, case_id, subject, interpreted, *text in rows
    ]


def _text(programme: str, versions: list[Any] | None) -> dict[str, Any]:
    return {"programme": programme, "versions": versions or []}


async def unserved(session: AsyncSession, duty_ids: Collection[str]) -> dict[tuple[str, str], tuple[datetime, str]]:
    """Of these duties, where still open, the rungs not yet served: by (duty, key), when each was planned and its
    duty's fingerprint."""
    is_open = Rung.served_at.is_(None) & Rung.outcome.is_(None) & DutyRow.closed_at.is_(None)
    rows = await session.execute(
        select(Rung.duty_id, Rung.key, Rung.planned_at, DutyRow.fingerprint)
        .join(DutyRow, DutyRow.id == Rung.duty_id)
        .where(Rung.duty_id.in_(duty_ids), is_open)
    )
    return {(duty_id, key): (planned_at, fingerprint) for duty_id, key, planned_at, fingerprint in rows}


async def mark_served(session: AsyncSession, rungs: Collection[Rung], at: datetime) -> None:
    if not rungs:
        return
    change = (
        update(Rung)
        .where(Rung.duty_id == bindparam("duty"), Rung.key == bindparam("rung"))
        .values(served_at=at, outcome="served")
    )
    await (await session.connection()).execute(change, [{"duty": each.duty_id, "rung": each.key} for each in rungs])


async def lay_in(session: AsyncSession, rows: Iterable[Notification]) -> None:
    """Writes these new rows by one statement: the unit of work of the mapper costs as much as composing the words."""
    values = [{key: value for key, value in vars(row).items() if key in _COLUMNS} for row in rows]
    if values:
        await session.execute(insert(Notification), values)


async def next_rung_at(session: AsyncSession) -> datetime | None:
    """The instant of the earliest rung still to be served."""
    earliest: datetime | None = await session.scalar(
        select(func.min(Rung.planned_at))
        .join(DutyRow, DutyRow.id == Rung.duty_id)
        .where(Rung.served_at.is_(None), Rung.outcome.is_(None), DutyRow.closed_at.is_(None))
    )
    return earliest


async def written(session: AsyncSession, event_keys: Iterable[str]) -> set[str]:
    """The ids of the notifications that tell of these events and have a row already."""
    return set(await session.scalars(select(Notification.id).where(Notification.event_key.in_(event_keys))))


async def ready(session: AsyncSession, now: datetime, limit: int) -> list[Notification]:
    """Rows that may leave the house now: neither held back nor deferred."""
    is_due = or_(Notification.next_attempt_at.is_(None), Notification.next_attempt_at <= now)
    return list(await session.scalars(_leaving(now).where(is_due).limit(limit)))


async def deferred(session: AsyncSession, now: datetime, until: datetime, limit: int) -> list[Notification]:
    """Rows whose next attempt is to come by ``until``."""
    is_to_come = Notification.next_attempt_at.between(now, until)
    return list(await session.scalars(_leaving(now).where(is_to_come).limit(limit)))


def _leaving(now: datetime) -> Select[Notification]:
    """The oldest first."""
    may_go = or_(Notification.held_until.is_(None), Notification.held_until <= now)
    return (
        _standing(Notification)
        .where(Notification.channel != Channel.INBOX, may_go)
        .order_by(Notification.planned_at, Notification.created_at, Notification.id)
    )


def _standing(what: Any) -> Select[Any]:
    """Of planned rows, those confirmed by their workflow or owed by the clock."""
    step = (CaseStep.workflow_id == Notification.workflow_id) & (CaseStep.number == Notification.step)
    is_vouched_for = or_(Notification.step.is_(None), CaseStep.confirmed_at.is_not(None))
    return (
        select(what)
        .select_from(Notification)
        .outerjoin(CaseStep, step)
        .where(Notification.state == "planned", is_vouched_for)
    )


async def still_planned(session: AsyncSession, ids: Iterable[str]) -> list[Notification]:
    """Those of these rows whose fate nobody has written down meanwhile."""
    query = select(Notification).where(Notification.id.in_(ids), Notification.state == "planned")
    return list(await session.scalars(query))


async def arrived(session: AsyncSession, rows: Mapping[str, str | None], at: datetime) -> None:
    """These rows, each with its Message-ID, were delivered at their next attempt, unless their fate stands already."""
    change = (
        update(Notification)
        .where(Notification.id == bindparam("row"), Notification.state == "planned")
        .values(
            message_id=bindparam("said"),
            attempts=Notification.attempts + 1,
            state="delivered",
            sent_at=at,
            delivered_at=at,
            failure=None,
            held_until=None,
            next_attempt_at=None,
        )
    )
    connection = await session.connection()
    await connection.execute(change, [{"row": row, "said": message_id} for row, message_id in rows.items()])


async def file_in_inbox(session: AsyncSession, at: datetime, limit: int) -> int:
    """What is read in the portal has arrived with its row. Answers how many rows that was."""
    ids = _standing(Notification.id).where(Notification.channel == Channel.INBOX).limit(limit)
    change = update(Notification).where(Notification.id.in_(ids.scalar_subquery()))
    found = await session.execute(
        change.values(state="delivered", sent_at=at, delivered_at=at), execution_options={"synchronize_session": False}
    )
    return int(found.rowcount)  # type: ignore[attr-defined]


async def in_digests(session: AsyncSession, digests: Iterable[str]) -> list[Notification]:
    """The rows still to leave together in these messages."""
    query = select(Notification).where(Notification.digest.in_(digests), Notification.state == "planned")
    return list(await session.scalars(query))


async def failed_without_consequence(session: AsyncSession, limit: int) -> list[Notification]:
    """Rows that failed by what was told later, and that nobody has followed up."""
    query = select(Notification).where(Notification.state == "failed", Notification.followed_up_at.is_(None))
    return list(await session.scalars(query.order_by(Notification.failed_at, Notification.id).limit(limit)))


async def next_attempt_at(session: AsyncSession) -> datetime | None:
    """When the next row that was deferred or is held back is to be tried (again)."""
    planned = Notification.state == "planned"
    deferred = select(func.min(Notification.next_attempt_at)).where(planned)
    held = select(func.min(Notification.held_until)).where(planned)
    found = [await session.scalar(deferred), await session.scalar(held)]
    return min((each for each in found if each is not None), default=None)


async def sent_singly(session: AsyncSession, account_ids: Iterable[str], since: datetime) -> dict[tuple[str, str], int]:
    """How many rows left on their own since then, by account and channel."""
    rows = await session.execute(
        select(Notification.account_id, Notification.channel, func.count())
        .where(
            Notification.account_id.in_(set(account_ids)), Notification.sent_at >= since, Notification.digest.is_(None)
        )
        .group_by(Notification.account_id, Notification.channel)
    )
    return {(account or "", channel): count for account, channel, count in rows}


async def of_event(session: AsyncSession, event_key: str, organisation_id: str) -> list[Notification]:
    """Every row of one event to the people of one organisation, the oldest first."""
    rows = await session.scalars(
        select(Notification)
        .join(Account, Account.id == Notification.account_id)
        .where(Notification.event_key == event_key, Account.organisation_id == organisation_id)
        .order_by(Notification.created_at, Notification.id)
    )
    return list(rows)
