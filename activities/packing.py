"""What leaves: the words of a row, or of all rows that leave in one message, and how its recipient is reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from temporalio import activity

from db.models import Notification, NotificationEndpoint
from domain.dates import local_date
from services.notifications.channel import Dispatch, Reach
from services.notifications.digest import Part, together
from services.notifications.html import as_html
from services.notifications.wording import BROKEN, NoticeFacts, compose, lateness
from services.sealing import Broken, Sealer

Endpoints = Mapping[tuple[str, str], NotificationEndpoint]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message, and the ids of the rows that are in it."""

    dispatch: Dispatch
    rows: tuple[str, ...]


def pack(rows: Sequence[Notification], endpoints: Endpoints, sealer: Sealer, now: datetime) -> list[Parcel]:
    """The messages of one channel, in the order of the first row in each."""
    found: dict[str, list[Notification]] = {}
    for row in rows:
        found.setdefault(row.digest or row.id, []).append(row)
    reaches = {row.account_id: _reach(row, endpoints, sealer) for row in rows}
    return [_parcel(id_, members, reaches[members[0].account_id], now) for id_, members in found.items()]


def _parcel(id_: str, rows: Sequence[Notification], reach: Reach | None, now: datetime) -> Parcel:
    dispatches = [_dispatch(row, reach, now) for row in rows]
    members = tuple(row.id for row in rows)
    first = dispatches[0]
    if rows[0].digest is None:
        return Parcel(first, members)
    subject, text = together([Part(each.subject, each.text) for each in dispatches], now)
    portal = first.link.partition("/cases/")[0]
    content = {
        "id": id_,
        "case_id": "digest",
        "kind": "digest",
        "subject": subject,
        "text": text,
        "html": as_html(subject, text),
        "link": f"{portal}/inbox",
        "late": "",
    }
    return Parcel(first.model_copy(update=content), members)


def _dispatch(row: Notification, reach: Reach | None, now: datetime) -> Dispatch:
    text = _words(row, now)
    return Dispatch(
        id=row.id,
        case_id=row.case_id or "",
        recipient=row.recipient_name,
        address=row.address,
        subject=row.subject,
        text=text,
        html=as_html(row.subject, text),
        at=now,
        kind=row.kind,
        link=row.facts["link"],
        late=lateness(row.planned_at, now),
        account_id=row.account_id or "",
        attempts=row.attempts,
        reach=reach,
    )


def _words(row: Notification, now: datetime) -> str:
    """The words of the row; composed again when it leaves late or on another day, so that they are true then.

    Words that a later change of the wordings broke leave as they were written down: nobody waits for them.
    """
    if not lateness(row.planned_at, now) and local_date(now) == local_date(row.created_at):
        return row.body
    try:
        return compose(row.kind, NoticeFacts.model_validate(row.facts | {"now": now})).text
    except BROKEN:
        activity.logger.exception("wording broken: sending the words written down")
        return row.body


def _reach(row: Notification, endpoints: Endpoints, sealer: Sealer) -> Reach | None:
    """How the recipient is reached on a channel of their own; None where there is no way any more."""
    endpoint = endpoints.get((row.account_id or "", row.channel))
    if endpoint is None:
        return None
    try:
        return Reach.model_validate_json(sealer.open(endpoint.sealed))
    except (Broken, ValidationError):
        activity.logger.error("an endpoint cannot be opened: is the key of the settings another one?")
        return None
