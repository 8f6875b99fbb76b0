"""A text message is handed to a gateway, signed, under one request id however often it is tried."""

from typing import Any

import pytest
from pydantic import SecretStr

from domain.delivery import DeliveryState
from services.clock import SystemClock
from services.notifications.sms import SmsChannel, signature_of
from tests.support.dispatches import LINK, a_dispatch
from tests.support.http_server import HttpServer, http_server

ACCEPTED, DEFERRED, REFUSED = DeliveryState.ACCEPTED, DeliveryState.DEFERRED, DeliveryState.REFUSED
SECRET, NUMBER = "gateway-secret", "13912345678"


def channel(server: HttpServer) -> SmsChannel:
    return SmsChannel(f"{server.url}/send", "zhicheng", SecretStr(SECRET), SystemClock())


async def test_a_message_is_signed_over_its_time_and_its_content() -> None:
    async with http_server(answers=[(200, {"code": 0})]) as server:
        (found,) = await channel(server).deliver([a_dispatch(to=NUMBER)])
    (received,) = server.received
    headers = received.headers
    signed = signature_of(SECRET, headers["x-timestamp"], received.body)
    assert (headers["x-key-id"], headers["x-request-id"], headers["x-signature"]) == (
        "zhicheng",
        "notification-1",
        signed,
    )
    assert signature_of("other", headers["x-timestamp"], received.body) != signed
    assert received.json == {
        "request_id": "notification-1",
        "to": NUMBER,
        "text": f"【质程】请填报年度工作报告：示例一号园区 查看和办理：{LINK}",
    }
    assert (found.state, found.text) == (ACCEPTED, "短信网关已受理，尚无送达回执")


async def test_a_message_that_leaves_late_says_when_it_was_due() -> None:
    late = "本提醒应于2026年1月2日（周五）09:00（北京时间）发出，实际于2026年1月3日（周六）09:00（北京时间）发出"
    async with http_server(answers=[(200, {"code": 0})]) as server:
        await channel(server).deliver([a_dispatch(to=NUMBER, late=late)])
    assert f"（{late}）" in server.received[0].json["text"]


@pytest.mark.parametrize(
    ("status", "said", "state", "words"),
    [
        (200, {"code": 17}, REFUSED, "短信网关应答代码17"),
        (200, {"code": 17, "retry": True}, DEFERRED, "短信网关应答代码17"),
        (200, b"<html>", DEFERRED, "短信网关的应答无法识别"),
        (400, {}, REFUSED, "短信网关不接受该号码或者内容（400）"),
        (401, {}, DEFERRED, "短信网关暂不接收（401）"),
        (503, {}, DEFERRED, "短信网关暂不接收（503）"),
    ],
)
async def test_trouble_with_the_gateway_is_never_held_against_a_number(
    status: int, said: Any, state: DeliveryState, words: str
) -> None:
    async with http_server(answers=[(status, said)]) as server:
        (found,) = await channel(server).deliver([a_dispatch(to=NUMBER)])
    assert (found.state, found.text) == (state, words)
    assert NUMBER not in repr(found)


async def test_a_message_tried_again_keeps_its_request_id() -> None:
    async with http_server(answers=[(503, {}), (200, {"code": 0})]) as server:
        for _ in range(2):
            await channel(server).deliver([a_dispatch(to=NUMBER)])
    assert [each.json["request_id"] for each in server.received] == ["notification-1"] * 2
