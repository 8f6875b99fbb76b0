"""A receipt of the gateway says whether a text message arrived; it may come twice, late, out of order, or forged."""

import itertools
import json
from typing import Any

import pytest
from sqlalchemy import select

from db.models import Notification
from services.notifications.sms import signature_of
from services.wake import Wake
from tests.support.undelivered import add_undelivered
from tests.support.web import NOW, ON_BOTH_DATABASES, Web

SECRET = "gateway-secret"
GATEWAY = {"sms_gateway_url": "https://sms.example.gov.cn/send", "sms_gateway_secret": SECRET}


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []

    async def call(_: Wake, clocks: list[str]) -> None:
        calls.extend(clocks)

    monkeypatch.setattr(Wake, "call", call)
    return calls


async def with_gateway(web: Web, state: str = "sent") -> None:
    """A platform with a gateway, and a text message that it has taken."""
    object.__setattr__(web.services, "settings", web.services.settings.model_copy(update=GATEWAY))
    await add_undelivered(web)
    async with web.register.write() as session:
        mail = await session.get_one(Notification, "mail-1")
        common = {each.name: getattr(mail, each.name) for each in Notification.__table__.columns}
        sms = {"id": "sms-1", "channel": "sms", "state": state, "failed_at": None, "failure": None}
        session.add(Notification(**common | sms | {"sent_at": NOW if state == "sent" else None}))


async def receipt(web: Web, state: str = "delivered", *, secret: str = SECRET, late: int = 0, **changes: Any) -> Any:
    body = json.dumps({"request_id": "sms-1", "state": state} | changes).encode()
    timestamp = str(int((await web.sessions.now()).timestamp()) - late)
    headers = {"X-Timestamp": timestamp, "X-Signature": signature_of(secret, timestamp, body)}
    return await web.call("POST", "/api/v1/delivery-receipts", content=body, headers=headers)


async def found(web: Web) -> Notification:
    async with web.register.read() as session:
        return (await session.scalars(select(Notification).where(Notification.id == "sms-1"))).one()


@ON_BOTH_DATABASES
async def test_a_message_is_delivered_when_its_receipt_says_so(web: Web, woken: list[str]) -> None:
    await with_gateway(web)
    assert (await receipt(web)).status_code == 204
    row = await found(web)
    assert (row.state, row.sent_at, row.delivered_at, woken) == ("delivered", NOW, NOW, [])


async def test_one_that_failed_after_all_is_followed_up_by_the_outbox(web: Web, woken: list[str]) -> None:
    await with_gateway(web)
    assert (await receipt(web, "failed", reason="空号")).status_code == 204
    row = await found(web)
    assert (row.state, row.failure, row.followed_up_at) == ("failed", "短信未送达：空号", None)
    assert woken == ["system/outbox"]


@pytest.mark.parametrize("order", list(itertools.permutations(["delivered", "failed", "failed", "delivered"], 3)))
async def test_receipts_come_to_the_same_twice_late_and_out_of_order(
    web: Web, woken: list[str], order: tuple[str, ...]
) -> None:
    await with_gateway(web)
    for state in order:
        await receipt(web, state)
    assert (await found(web)).state == "failed"


async def test_a_receipt_may_come_before_our_own_note_that_the_message_was_taken(web: Web, woken: list[str]) -> None:
    await with_gateway(web, "planned")
    await receipt(web)
    assert (await found(web)).state == "delivered"


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"secret": "another"}, 401),
        ({"late": 301}, 401),
        ({"late": -301}, 401),
        ({"late": 299}, 204),
        ({"request_id": "mail-1"}, 404),
        ({"request_id": "nobodys"}, 404),
        ({"state": "read"}, 422),
        ({"reason": "\x00"}, 422),
    ],
)
async def test_a_receipt_that_is_not_the_gateways_or_of_no_message_changes_nothing(
    web: Web, woken: list[str], how: dict[str, Any], status: int
) -> None:
    await with_gateway(web)
    answer = await receipt(web, **how)
    assert answer.status_code == status, answer.text
    assert ((await found(web)).state == "sent") == (status != 204)


async def test_without_a_gateway_there_are_no_receipts(web: Web) -> None:
    assert (await receipt(web)).status_code == 404
