"""From a message and an audience to outbox rows: one for everyone included, on each of their channels."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from db.models import Account, Notification
from db.queries.addressees import Addressees
from db.queries.reaching import Reachable
from domain.delivery import Channel, group_of
from domain.roles import Audience
from services.notifications.wording import NoticeFacts, compose

_IN_VAIN = (Channel.MAIL,)
"""A disabled account is told nothing: this row cannot leave, and what follows from that is drawn by the outbox."""


def notification_id(event_key: str, account_id: str, channel: str) -> str:
    """One notification is one (event, recipient, channel): the same three give the same id, for ever."""
    return sha256(f"{event_key}|{account_id}|{channel}".encode()).hexdigest()[:32]


def address(
    people: Addressees, event_key: str, kind: str, facts: NoticeFacts, audience: Iterable[Audience], **origin: Any
) -> list[Notification]:
    """Rows of one event, to those of ``people`` in its audience; ``origin`` says where it comes from (workflow, step or
    duty and rung)."""
    message = compose(kind, facts)
    group = group_of(facts.basis, is_reminder="rung" in origin, is_owed=message.is_owed)
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
        to(account, channel, reached, **content)
        for account, reached in people.of(audience)
        for channel in (_IN_VAIN if account.disabled_at else reached.channels(group))
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
