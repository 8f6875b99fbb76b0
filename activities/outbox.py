"""The outbox: every row leaves once, on its channel, and its fate is written down."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from temporalio import activity

from activities.confirmation import Confirmation
from contracts.activities import Served
from contracts.clock import Clock
from db.models import Notification
from db.queries.outbox import next_attempt_at, ready, still_planned
from db.session import Register
from services.notifications.html import as_html
from services.notifications.mail import DeliveryResult, DeliveryState, Mail, MailChannel
from services.notifications.retry import WAITS, next_attempt
from services.notifications.wording import BROKEN, NoticeFacts, compose

BATCH = 100
TOGETHER = 10
"""Mails whose fate is written down in one go: so many at most are handed over again when the worker dies."""
WAITING = 1000
"""How many rows are looked through for older ones of the same recipients."""


class OutboxDelivery:
    def __init__(self, register: Register, clock: Clock, mail: MailChannel, confirmation: Confirmation) -> None:
        self._register = register
        self._clock = clock
        self._mail = mail
        self._confirmation = confirmation
        self._turn = asyncio.Lock()

    @activity.defn(name="deliver_outbox")
    async def deliver_outbox(self) -> Served:
        """See ``contracts.activities.deliver_outbox``. An attempt the server has given up may still be at work here:
        two at once would mix up the order."""
        async with self._turn:
            return await self._deliver()

    async def _deliver(self) -> Served:
        await self._confirmation.gather()
        done = 0
        while True:
            now = await self._clock.now()
            rows = await self._due(now)
            if not rows:
                break
            await self._send(rows, now)
            done += len(rows)
            activity.heartbeat(done)
        async with self._register.read() as session:
            return Served(done=done, next_due=await next_attempt_at(session))

    async def _due(self, now: datetime) -> list[Notification]:
        """What may leave now, after whatever older still waits for the same recipients: news arrives in its order."""
        async with self._register.read() as session:
            due = await ready(session, now, BATCH)
            waiting = await ready(session, now + WAITS[-1], WAITING) if due else []
        recipients = {row.address for row in due if row.channel == "mail"}
        older = [row for row in waiting if row.channel == "mail" and row.address in recipients]
        return sorted({*older, *due}, key=lambda row: (row.planned_at, row.created_at, row.id))

    async def _send(self, rows: Sequence[Notification], now: datetime) -> None:
        known: list[DeliveryResult] = []

        async def told(result: DeliveryResult) -> None:
            known.append(result)
            if len(known) >= TOGETHER:
                await self._write_down(known, now)
                known.clear()

        await self._file([row.id for row in rows if row.channel == "inbox"], now)
        await self._mail.deliver([_mail(row, now) for row in rows if row.channel == "mail"], told)
        await self._write_down(known, now)

    async def _file(self, ids: Sequence[str], now: datetime) -> None:
        """What is read in the portal has arrived with its row."""
        async with self._register.write() as session:
            for held in await still_planned(session, ids):
                held.state, held.sent_at, held.delivered_at = "delivered", now, now

    async def _write_down(self, results: Sequence[DeliveryResult], now: datetime) -> None:
        known = {result.id: result for result in results}
        async with self._register.write() as session:
            for held in await still_planned(session, known):
                held.message_id = self._mail.message_id(held.id)
                _settle(held, known[held.id], now)


def _mail(row: Notification, now: datetime) -> Mail:
    """The words of the row; composed again when it leaves late, so that it says when it was due.

    Words that a later change of the wordings broke leave as they were written down: nobody waits for them.
    """
    facts = NoticeFacts.model_validate(row.facts).model_copy(update={"now": now})
    try:
        text = compose(row.kind, facts).text
    except BROKEN:
        activity.logger.exception("wording broken: sending the words written down")
        text = row.body
    return Mail(
        id=row.id,
        case_id=row.case_id or "",
        recipient=row.recipient_name,
        address=row.address,
        subject=row.subject,
        text=text,
        html=as_html(row.subject, text),
        at=now,
    )


def _settle(row: Notification, result: DeliveryResult, now: datetime) -> None:
    row.attempts += 1
    if result.state is DeliveryState.DELIVERED:
        row.state, row.sent_at, row.delivered_at, row.next_attempt_at = "delivered", now, now, None
    elif result.state is DeliveryState.REFUSED:
        row.state, row.failed_at, row.failure, row.next_attempt_at = "failed", now, result.text, None
    else:
        row.failure, row.next_attempt_at = result.text, next_attempt(row.attempts, now)
