"""The outbox: every row leaves once, on its channel, and its fate is written down."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from temporalio import activity

from activities.confirmation import Confirmation
from activities.falling_back import fall_back
from activities.holding import hold_back
from activities.packing import Endpoints, Parcel, pack
from activities.pulse import at_work
from contracts.activities import Served
from contracts.clock import Clock
from db.models import Notification
from db.queries.outbox import (
    arrived,
    deferred,
    failed_without_consequence,
    file_in_inbox,
    in_digests,
    next_attempt_at,
    ready,
    still_planned,
)
from db.queries.reaching import disabled, endpoints
from db.session import Register
from domain.delivery import ALWAYS, Channel, DeliveryState, State, after
from services.notifications.channel import DeliveryChannel, DeliveryResult
from services.notifications.mail import MailChannel
from services.notifications.retry import WAITS, next_attempt
from services.sealing import Sealer

BATCH = 500
TOGETHER = {Channel.MAIL: 50}
"""Messages whose fate is written down in one go: so many at most are handed over again when the worker dies. One by one
where a repetition costs money, or where nobody would notice that it is one."""
WAITING = 1000
"""How many rows are looked through for older ones of the same recipients."""
_NO_OTHERS: Mapping[str, DeliveryChannel] = MappingProxyType({})


class OutboxDelivery:
    """``others``: every channel but inbox and mail; ``sealer`` opens what people entered for them."""

    def __init__(
        self,
        register: Register,
        clock: Clock,
        mail: MailChannel,
        confirmation: Confirmation,
        others: Mapping[str, DeliveryChannel] = _NO_OTHERS,
        sealer: Sealer | None = None,
    ) -> None:
        self._register = register
        self._clock = clock
        self._mail = mail
        self._channels: dict[str, DeliveryChannel] = {**others, Channel.MAIL: mail}
        self._confirmation = confirmation
        self._sealer = sealer or Sealer("")
        self._turn = asyncio.Lock()

    @activity.defn(name="deliver_outbox")
    async def deliver_outbox(self) -> Served:
        """See ``contracts.activities.deliver_outbox``. An attempt the server has given up may still be at work here:
        two at once would mix up the order."""
        async with self._turn, at_work():
            return await self._deliver()

    async def _deliver(self) -> Served:
        await self._confirmation.gather()
        await self._follow_up()
        done = 0
        while True:
            now = await self._clock.now()
            done += await self._file(now)
            due = await self._due(now)
            if not due:
                break
            rows = await hold_back(self._register, due, now)
            await self._send(rows, now)
            done += len(rows)
        async with self._register.read() as session:
            return Served(done=done, next_due=await next_attempt_at(session))

    async def _follow_up(self) -> None:
        """What a receipt said later: of what failed after all the consequence is drawn here."""
        async with self._register.read() as session:
            if not await failed_without_consequence(session, 1):
                return
        now = await self._clock.now()
        async with self._register.write() as session:
            for row in await failed_without_consequence(session, BATCH):
                await fall_back(session, row, now)

    async def _due(self, now: datetime) -> list[Notification]:
        """What may leave now, after whatever older still waits for the same recipients: news arrives in its order.
        What leaves in one message comes all together."""
        async with self._register.read() as session:
            due = await ready(session, now, BATCH)
            waiting = await deferred(session, now, now + WAITS[-1], WAITING) if due else []
            digests = {row.digest for row in due if row.digest}
            together = await in_digests(session, digests) if digests else []
        recipients = {_place(row) for row in due}
        older = [row for row in waiting if _place(row) in recipients]
        found = {row.id: row for row in (*older, *due, *together)}
        return sorted(found.values(), key=lambda row: (row.planned_at, row.created_at, row.id))

    async def _send(self, rows: Sequence[Notification], now: datetime) -> None:
        """Channel beside channel, so that none waits for a slow one."""
        gone = await self._to_nobody(rows, now)
        by_channel: dict[str, list[Notification]] = {}
        for row in rows:
            if row.id not in gone:
                by_channel.setdefault(row.channel, []).append(row)
        reached = await self._endpoints(rows)
        async with asyncio.TaskGroup() as channels:
            for channel, found in by_channel.items():
                channels.create_task(self._hand_over(channel, pack(found, reached, self._sealer, now), now))

    async def _to_nobody(self, rows: Sequence[Notification], now: datetime) -> set[str]:
        """What would go to a disabled account does not leave; answers which rows those are."""
        async with self._register.read() as session:
            closed = await disabled(session, {row.account_id for row in rows})
        gone = [row for row in rows if row.account_id in closed]
        for channel in {row.channel for row in gone}:
            results = {
                row.id: DeliveryResult(id=row.id, state=DeliveryState.REFUSED, text="账号已停用")
                for row in gone
                if row.channel == channel
            }
            await self._write_down(channel, results, now)
        return {row.id for row in gone}

    async def _endpoints(self, rows: Sequence[Notification]) -> Endpoints:
        own = {row.account_id for row in rows if row.account_id and Channel(row.channel) not in ALWAYS}
        if not own:
            return {}
        async with self._register.read() as session:
            return await endpoints(session, own)

    async def _hand_over(self, channel: str, parcels: Sequence[Parcel], now: datetime) -> None:
        contents = {each.dispatch.id: each.rows for each in parcels}
        known: dict[str, DeliveryResult] = {}

        async def told(result: DeliveryResult) -> None:
            known.update(dict.fromkeys(contents[result.id], result))
            if len(known) >= TOGETHER.get(Channel(channel), 1):
                ready_now = dict(known)
                known.clear()  # more may come in while it is written down
                await self._write_down(channel, ready_now, now)

        batch = [each.dispatch for each in parcels]
        if channel in self._channels:
            await self._channels[channel].deliver(batch, told=told)
        else:
            for each in batch:
                refused = DeliveryState.REFUSED
                await told(DeliveryResult(id=each.id, state=refused, text="平台没有接通该渠道"))
        await self._write_down(channel, known, now)

    async def _file(self, now: datetime) -> int:
        done = 0
        while True:
            async with self._register.write() as session:
                filed = await file_in_inbox(session, now, BATCH)
            done += filed
            if filed < BATCH:
                return done

    async def _write_down(self, channel: str, results: Mapping[str, DeliveryResult], now: datetime) -> None:
        """``results`` by row; those of one digest have the same."""
        messages = {row: self._message_id(channel, result) for row, result in results.items()}
        delivered = {row: messages[row] for row, each in results.items() if each.state is DeliveryState.DELIVERED}
        async with self._register.write() as session:
            if delivered:
                await arrived(session, delivered, now)
            others = results.keys() - delivered.keys()
            rows = await still_planned(session, others) if others else []
            for row in rows:
                row.message_id = messages[row.id]
                _settle(row, results[row.id], now)
            for row in rows:
                if row.state == State.FAILED:
                    await fall_back(session, row, now)

    def _message_id(self, channel: str, result: DeliveryResult) -> str | None:
        return self._mail.message_id(result.id) if channel == Channel.MAIL else None


def _place(row: Notification) -> tuple[str, str]:
    """Where a row goes: whatever goes to the same place goes in its order."""
    return row.channel, row.address if row.channel == Channel.MAIL else row.account_id or ""


def _settle(row: Notification, result: DeliveryResult, now: datetime) -> None:
    row.attempts += result.tried
    row.state, row.held_until = after(State(row.state), result.state).value, None
    row.next_attempt_at = next_attempt(max(row.attempts, 1), now) if row.state == State.PLANNED else None
    if row.state == State.SENT:
        row.sent_at, row.failure = now, None
        return
    row.failure = result.text
    row.failed_at = now if row.state == State.FAILED else None
