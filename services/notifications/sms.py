"""短信: by a gateway that takes JSON over HTTP, signed with HMAC-SHA256.

What the gateway answers is ``{"code": 0}`` when it has taken the message, else another code, with ``"retry": true``
where it is to be tried again. The request id is that of the notification: by it a repetition is known.
"""

import hmac
import json
from collections.abc import Sequence
from hashlib import sha256

from pydantic import BaseModel, SecretStr, ValidationError

from contracts.clock import Clock
from domain.delivery import DeliveryState
from services.notifications.channel import (
    DeliveryResult,
    Dispatch,
    Told,
    in_brief,
    nobody,
    one_by_one,
    result,
    unreachable,
)
from services.notifications.outward import TROUBLES, Calls, Outward, trouble

NUMBER = r"1[3-9]\d{9}"
_MALFORMED = frozenset({400, 422})


class _Said(BaseModel):
    code: int
    retry: bool = False


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """Hexadecimal HMAC-SHA256 over time stamp and digest of the body, a line each; receipts are signed alike."""
    signed = f"{timestamp}\n{sha256(body).hexdigest()}"
    return hmac.new(secret.encode(), signed.encode(), sha256).hexdigest()


class SmsChannel:
    """``url`` comes from the settings, so it may lie inside our own network. ``clock`` is real time."""

    def __init__(self, url: str, key_id: str, secret: SecretStr, clock: Clock) -> None:
        self._url = url
        self._key_id = key_id
        self._secret = secret
        self._clock = clock
        self._outward = Outward(inside=True)

    async def deliver(self, batch: Sequence[Dispatch], told: Told = nobody) -> list[DeliveryResult]:
        """See ``DeliveryChannel``. Trouble with the gateway is nobody's number's fault: it is tried again."""
        async with self._outward.open() as calls:
            return await one_by_one(batch, told, lambda each: self._deliver_one(calls, each))

    async def _deliver_one(self, calls: Calls, dispatch: Dispatch) -> DeliveryResult:
        if dispatch.reach is None:
            return unreachable(dispatch)
        message = {
            "request_id": dispatch.id,
            "to": dispatch.reach.address.get_secret_value(),
            "text": in_brief(dispatch),
        }
        body = json.dumps(message, ensure_ascii=False).encode()
        timestamp = str(int((await self._clock.now()).timestamp()))
        headers = {
            "X-Key-Id": self._key_id,
            "X-Request-Id": dispatch.id,
            "X-Timestamp": timestamp,
            "X-Signature": signature_of(self._secret.get_secret_value(), timestamp, body),
        }
        try:
            answer = await calls.post(self._url, body, headers)
        except TROUBLES as error:
            return trouble(dispatch, error)
        return _verdict(dispatch, answer.status, answer.body)


def _verdict(dispatch: Dispatch, status: int, body: bytes) -> DeliveryResult:
    if status in _MALFORMED:
        return result(dispatch, DeliveryState.REFUSED, f"短信网关不接受该号码或者内容（{status}）", status)
    if not 200 <= status < 300:
        return result(dispatch, DeliveryState.DEFERRED, f"短信网关暂不接收（{status}）", status)
    try:
        said = _Said.model_validate_json(body)
    except ValidationError:
        return result(dispatch, DeliveryState.DEFERRED, "短信网关的应答无法识别", status)
    if said.code == 0:
        return result(dispatch, DeliveryState.ACCEPTED, "短信网关已受理，尚无送达回执", status)
    state = DeliveryState.DEFERRED if said.retry else DeliveryState.REFUSED
    return result(dispatch, state, f"短信网关应答代码{said.code}", said.code)
