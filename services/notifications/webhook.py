"""业务系统回调: a notice handed to another system, signed after Standard Webhooks.

The ``webhook-id`` is that of the notification, the same at every attempt: by it a repetition is known.
"""

import json
from collections.abc import Sequence

from standardwebhooks import Webhook

from contracts.clock import Clock
from domain.delivery import DeliveryState
from services.notifications.channel import (
    DeliveryResult,
    Dispatch,
    Told,
    nobody,
    one_by_one,
    result,
    unreachable,
)
from services.notifications.outward import TROUBLES, Calls, Outward, trouble, verdict

SECRET = r"whsec_[A-Za-z0-9+/]{32,88}={0,2}"
"""24 to 64 bytes, as the standard asks for."""


class WebhookChannel:
    """``clock`` is real time, by which receivers tell a new call from an old one that somebody kept."""

    def __init__(self, outward: Outward, clock: Clock) -> None:
        self._outward = outward
        self._clock = clock

    async def deliver(self, batch: Sequence[Dispatch], told: Told = nobody) -> list[DeliveryResult]:
        """See ``DeliveryChannel``. 5xx, 429 and silence are tried again; 410 and any other 4xx are final."""
        async with self._outward.open() as calls:
            return await one_by_one(batch, told, lambda each: self._deliver_one(calls, each))

    async def _deliver_one(self, calls: Calls, dispatch: Dispatch) -> DeliveryResult:
        if dispatch.reach is None:
            return unreachable(dispatch)
        now, body = await self._clock.now(), _body(dispatch)
        signed = Webhook(dispatch.reach.secret.get_secret_value()).sign(dispatch.id, now, body)
        headers = {
            "webhook-id": dispatch.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signed,
        }
        try:
            answer = await calls.post(dispatch.reach.address.get_secret_value(), body.encode(), headers)
        except TROUBLES as error:
            return trouble(dispatch, error)
        if 200 <= answer.status < 300:
            return result(dispatch, DeliveryState.DELIVERED, "对方系统已接收", answer.status)
        return verdict(dispatch, answer.status)


def _body(dispatch: Dispatch) -> str:
    facts = {
        "id": dispatch.id,
        "case_id": dispatch.case_id,
        "subject": dispatch.subject,
        "text": dispatch.text,
        "link": dispatch.link,
        "late": dispatch.late,
    }
    content = {"type": f"notice.{dispatch.kind}", "timestamp": dispatch.at.isoformat(), "data": facts}
    return json.dumps(content, ensure_ascii=False)
