"""Another system is called with a signature that the library of the standard accepts, and never inside our network."""

import logging
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from domain.delivery import DeliveryState
from services.clock import SystemClock
from services.notifications import outward
from services.notifications.outward import Forbidden, Outward, is_public
from services.notifications.webhook import WebhookChannel
from tests.support.dispatches import WHSEC, a_dispatch
from tests.support.http_server import HttpServer, http_server

DELIVERED, DEFERRED, REFUSED = DeliveryState.DELIVERED, DeliveryState.DEFERRED, DeliveryState.REFUSED


def channel(*, inside: bool = True) -> WebhookChannel:
    return WebhookChannel(Outward(inside=inside), SystemClock())


def a_call(server: HttpServer, number: int = 1, **changes: Any) -> Any:
    return a_dispatch(number, to=f"{server.url}/hook?token=geheim", secret=WHSEC, **changes)


async def test_a_call_is_signed_so_that_the_library_of_the_standard_accepts_it() -> None:
    async with http_server() as server:
        (found,) = await channel().deliver([a_call(server)])
    (received,) = server.received
    assert (found.state, found.code) == (DELIVERED, 200)
    assert Webhook(WHSEC).verify(received.body, received.headers) == received.json
    assert received.headers["webhook-id"] == "notification-1"
    assert received.json["type"] == "notice.annual_report_before"
    assert received.json["data"]["subject"] == "请填报年度工作报告：示例一号园区"
    assert received.headers["host"] == f"127.0.0.1:{server.port}"
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 32).verify(received.body, received.headers)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, DELIVERED), (202, DELIVERED), (204, DELIVERED),
        (301, REFUSED), (400, REFUSED), (401, REFUSED), (404, REFUSED), (410, REFUSED),
        (408, DEFERRED), (429, DEFERRED), (500, DEFERRED), (502, DEFERRED), (503, DEFERRED),
    ],
)  # fmt: skip
async def test_what_an_answer_means(status: int, state: DeliveryState) -> None:
    async with http_server(answers=[(status, b"")]) as server:
        (found,) = await channel().deliver([a_call(server)])
    assert found.state is state
    assert found.state is DELIVERED or f"（{status}）" in found.text


async def test_no_redirect_is_followed() -> None:
    async with http_server() as elsewhere, http_server(answers=[(307, b"")]) as server:
        server.headers = {"Location": elsewhere.url}
        (found,) = await channel().deliver([a_call(server)])
    assert (found.state, elsewhere.received) == (REFUSED, [])
    assert "平台不跟随" in found.text


async def test_silence_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "PATIENCE_SECONDS", 0.1)
    async with http_server(silent=True) as server:
        (found,) = await channel().deliver([a_call(server)])
    assert (found.state, found.text) == (DEFERRED, "对方系统没有按时应答")


async def test_a_system_that_is_down_is_tried_again_under_the_same_id() -> None:
    async with http_server() as server:
        await server.stop()
        (down,) = await channel().deliver([a_call(server)])
        await server.start()
        (up,) = await channel().deliver([a_call(server)])
    assert (down.state, down.text, up.state) == (DEFERRED, "无法连接对方系统", DELIVERED)
    assert [each.headers["webhook-id"] for each in server.received] == ["notification-1"]


async def test_what_comes_after_something_deferred_waits_with_it_and_others_do_not() -> None:
    async with http_server(answers=[(503, b""), (200, b"")]) as server:
        batch = [
            a_call(server, 1, account_id="a"),
            a_call(server, 2, account_id="a"),
            a_call(server, 3, account_id="b"),
        ]
        found = await channel().deliver(batch)
    assert [(each.state, each.tried) for each in found] == [(DEFERRED, True), (DEFERRED, False), (DELIVERED, True)]
    assert [each.headers["webhook-id"] for each in server.received] == ["notification-1", "notification-3"]


async def test_what_was_tried_again_and_again_holds_nobody_up_any_more() -> None:
    async with http_server(answers=[(503, b""), (200, b"")]) as server:
        batch = [a_call(server, 1, account_id="a", attempts=6), a_call(server, 2, account_id="a")]
        found = await channel().deliver(batch)
    assert [each.state for each in found] == [DEFERRED, DELIVERED]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_an_address_inside_our_network_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2400:3200::1"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


async def test_nobody_inside_our_network_is_called_unless_the_settings_say_so() -> None:
    async with http_server() as server:
        url = f"https://127.0.0.1:{server.port}/"
        (found,) = await channel(inside=False).deliver([a_dispatch(to=url, secret=WHSEC)])
    assert (found.state, found.text, server.received) == (REFUSED, "地址指向内部网络，平台不向其发送", [])


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.com/", "https://"), ("ftp://example.com/", "https://"), ("example.com", "https://"),
        ("https://user:pass@example.com/", "用户名和密码"), ("https:///x", "主机"),
    ],
)  # fmt: skip
def test_an_address_that_is_never_called_is_turned_away_at_once(url: str, why: str) -> None:
    with pytest.raises(Forbidden, match=why):
        Outward(inside=False).check(url)


async def test_neither_log_nor_result_holds_the_token(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with http_server(answers=[(404, b"")]) as server:
            (found,) = await channel().deliver([a_call(server)])
    assert "geheim" not in caplog.text + repr(found) + repr(a_call(server))


async def test_who_has_taken_the_address_back_is_called_no_more() -> None:
    (found,) = await channel().deliver([a_dispatch()])
    assert (found.state, found.id) == (REFUSED, "notification-1")
    assert "接收地址" in found.text


async def test_a_call_carries_real_time_whatever_time_the_platform_plays() -> None:
    async with http_server() as server:
        await channel().deliver([a_call(server, at=datetime(2031, 1, 1, tzinfo=UTC))])
    (received,) = server.received
    Webhook(WHSEC).verify(received.body, received.headers)
    assert received.json["timestamp"] == "2031-01-01T00:00:00+00:00"
