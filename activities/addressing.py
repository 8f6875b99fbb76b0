"""From a message and an audience to outbox rows: one for everyone included, on each of their channels."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Account, Notification
from db.queries.reaching import Reachable, reachable
from db.queries.recipients import accounts_in
from domain.delivery import Channel, group_of
from domain.roles import Audience
from services.notifications.wording import NoticeFacts, compose


def notification_id(event_key: str, account_id: str, channel: str) -> str:
    """One notification is one (event, recipient, channel): the same three give the same id, for ever."""
    return sha256(f"{event_key}|{account_id}|{channel}".encode()).hexdigest()[:32]


async def address(
    session: AsyncSession, event_key: str, kind: str, facts: NoticeFacts, audience: Iterable[Audience], **origin: Any
) -> list[Notification]:
    """Rows of one event; ``origin`` says where it comes from (workflow, step or duty and rung)."""
    message = compose(kind, facts)
    group = group_of(facts.basis, is_reminder="rung" in origin, is_owed=message.is_owed)
    accounts = [account for account, _ in await accounts_in(session, audience)]
    chosen = await reachable(session, (account.id for account in accounts))
    content = {
        "event_key": event_key,
        "case_id": facts.case_id,
        "kind": kind,
        "subject": message.subject,
        "body": message.text,
        "facts": facts.model_dump(mode="json"),
        "planned_at": facts.planned_at,
        "created_at": facts.now,
        "basis": list(facts.basis),
        **origin,
    }
    return [
        to(account, channel, chosen.get(account.id, Reachable()), **content)
        for account in accounts
        for channel in chosen.get(account.id, Reachable()).channels(group)
    ]


def to(account: Account, channel: Channel, reached: Reachable, **content: Any) -> Notification:
    """One row of an event, whose ``content`` is the same for everybody."""
    return Notification(
        id=notification_id(content["event_key"], account.id, channel),
        channel=channel,
        account_id=account.id,
        recipient_name=account.display_name,
        recipient_role=account.role,
        address=reached.hints.get(channel, account.email),
        **content,
    )
