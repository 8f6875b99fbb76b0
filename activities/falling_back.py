"""When nobody can be reached in the way they wanted: another channel, then a colleague, then a person who sees to it.

All of it happens in the transaction that writes down the failure, so that no failure is without its consequence.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from activities.addressing import to
from db.models import Account, DeliveryTask, Notification, Organisation
from db.queries.outbox import of_event
from db.queries.reaching import Reachable, colleagues, reachable
from db.queries.recipients import accounts_in
from domain.delivery import ALWAYS, Channel, State, responsible
from domain.roles import Audience, Role

_CONTENT = (
    "event_key",
    "case_id",
    "workflow_id",
    "step",
    "duty_id",
    "rung",
    "kind",
    "subject",
    "body",
    "facts",
    "planned_at",
    "basis",
)
"""What a row standing in for another has from it."""


async def fall_back(session: AsyncSession, failed: Notification, now: datetime) -> None:
    """What follows from a notification that can never be delivered. Harmless when it follows twice."""
    failed.followed_up_at = now
    if failed.account_id is None:
        return
    office = await colleagues(session, failed.account_id)
    people = await reachable(session, (account.id for account, _ in office))
    rows = await of_event(session, failed.event_key, office[0][1].id)
    if any(row.read_at for row in rows) or _is_reached(row for row in rows if row.account_id == failed.account_id):
        return
    account = next(each for each, _ in office if each.id == failed.account_id)
    channel = _next_channel(rows, account.id, people.get(account.id, Reachable()))
    if channel and account.disabled_at is None:
        session.add(_instead(failed, account, channel, people, now))
        return
    if _is_reached(rows):
        return
    known = {row.account_id for row in rows}
    others = [each for each, _ in office if each.id not in known and each.disabled_at is None]
    session.add_all(_instead(failed, each, channel, people, now) for each in others for channel in ALWAYS)
    if not others:
        await _ask_somebody(session, failed, office[0][1], now)


def _is_reached(rows: Iterable[Notification]) -> bool:
    """Whether one of them has arrived or is still on its way. The inbox alone reaches only those who look into it."""
    return any(row.channel != Channel.INBOX and row.state != State.FAILED for row in rows)


def _next_channel(rows: list[Notification], account_id: str, chosen: Reachable) -> Channel | None:
    tried = {row.channel for row in rows if row.account_id == account_id}
    return next((each for each in chosen.ways if each not in tried), None)


def _instead(
    failed: Notification, account: Account, channel: Channel, people: dict[str, Reachable], now: datetime
) -> Notification:
    content = {name: getattr(failed, name) for name in _CONTENT}
    reached = people.get(account.id, Reachable())
    return to(account, channel, reached, **content, created_at=now, instead_of=failed.id)


async def _ask_somebody(session: AsyncSession, failed: Notification, office: Organisation, now: datetime) -> None:
    """The task 通知未送达, of whoever supervises the office; of operations where that body has nobody at work."""
    id_ = sha256(f"{failed.event_key}|{office.id}".encode()).hexdigest()[:32]
    if await session.get(DeliveryTask, id_):
        return
    asked = responsible(Role(office.role), office.jurisdiction)
    if all(account.disabled_at for account, _ in await accounts_in(session, [asked])):
        asked = Audience(role=Role.OPS)
    session.add(
        DeliveryTask(
            id=id_,
            event_key=failed.event_key,
            organisation_id=office.id,
            notification_id=failed.id,
            role=asked.role,
            region=asked.region,
            opened_at=now,
        )
    )
