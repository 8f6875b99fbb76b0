"""Receipts for text messages: what the gateway learnt later of what it had taken."""

import hmac
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from temporalio.service import RPCError

from api.deps import Services
from api.errors import WebError, not_found
from config import Settings
from contracts.queues import OUTBOX
from db.queries.notifications import text_messages
from domain.delivery import DeliveryState, State, after
from services.notifications.sms import signature_of
from services.wake import Wake

FRESH = timedelta(minutes=5)
"""A signature older or newer than this by the real clock may be somebody else's copy."""


class Receipt(BaseModel):
    """``request_id`` is that of the message; ``reason``, of a failure, is shown to people."""

    model_config = ConfigDict(extra="forbid")

    request_id: Annotated[str, Field(min_length=1, max_length=64)]
    state: Literal["delivered", "failed"]
    reason: Annotated[str, Field(max_length=100)] = ""


_NEWS = {"delivered": DeliveryState.DELIVERED, "failed": DeliveryState.REFUSED}


def check(config: Settings, now: datetime, timestamp: str, signature: str, body: bytes) -> None:
    """Raises 404 where there is no gateway, 401 for a signature that is none of it, or not of now."""
    if not config.sms_gateway_url:
        raise not_found("短信网关")
    fresh = timestamp.isdecimal() and abs(now.timestamp() - int(timestamp)) <= FRESH.total_seconds()
    right = signature_of(config.sms_gateway_secret, timestamp, body)
    if not fresh or not hmac.compare_digest(right.encode(), signature.encode()):
        raise WebError("unauthenticated", "回执的签名或者时间不符。")


async def take(services: Services, receipt: Receipt) -> None:
    """Write down what became of a message; twice, late or out of order comes to the same. Raises 404.

    What failed is followed up by the outbox (``activities/falling_back.py``).
    """
    now, news = await services.clock.now(), _NEWS[receipt.state]
    async with services.register.write() as session:
        rows = await text_messages(session, receipt.request_id)
        if not rows:
            raise not_found("该短信")
        for row in rows:
            before, row.state = row.state, after(State(row.state), news).value
            if row.state == before:
                continue
            row.next_attempt_at, row.sent_at = None, row.sent_at or now
            if row.state == State.DELIVERED:
                row.delivered_at = now
            else:
                row.failed_at, row.failure = now, f"短信未送达{f'：{receipt.reason}' if receipt.reason else ''}"
    if news is DeliveryState.REFUSED:
        with suppress(RPCError, RuntimeError):  # no engine: the outbox looks again by itself
            await Wake(services.client, services.settings).call([OUTBOX])
