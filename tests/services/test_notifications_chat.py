"""The robots of 企业微信, 钉钉 and 飞书 refuse in the body of a 200; a group reads subject and link, no more."""

import logging
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.delivery import DeliveryState
from services.notifications.chat import ChatChannel, robot_of
from services.notifications.outward import Outward
from tests.support.dispatches import LINK, a_dispatch
from tests.support.http_server import HttpServer, http_server

DELIVERED, DEFERRED, REFUSED = DeliveryState.DELIVERED, DeliveryState.DEFERRED, DeliveryState.REFUSED
WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=566cc69da782ec33"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/0cd8-41be"
ADDRESSES = {"企业微信": WECOM, "钉钉": DINGTALK, "飞书": FEISHU}
TEXT = f"【质程】请填报年度工作报告：示例一号园区 查看和办理：{LINK}"


def channel(server: HttpServer) -> ChatChannel:
    return ChatChannel(Outward(inside=True), dict.fromkeys(ADDRESSES, server.url))


@pytest.mark.parametrize(
    ("label", "said", "content"),
    [
        ("企业微信", {"errcode": 0, "errmsg": "ok"}, {"msgtype": "text", "text": {"content": TEXT}}),
        ("钉钉", {"errcode": 0, "errmsg": "ok"}, {"msgtype": "text", "text": {"content": TEXT}}),
        ("飞书", {"code": 0, "data": {}, "msg": "success"}, {"msg_type": "text", "content": {"text": TEXT}}),
    ],
)
async def test_a_robot_is_told_the_subject_and_the_link_and_nothing_of_the_case(
    label: str, said: Any, content: Any
) -> None:
    async with http_server(answers=[(200, said)]) as server:
        (found,) = await channel(server).deliver([a_dispatch(to=ADDRESSES[label])])
    assert (found.state, found.text) == (DELIVERED, f"{label}群机器人已接收")
    (received,) = server.received
    assert received.json == content
    asked, known = urlsplit(received.path), urlsplit(ADDRESSES[label])
    assert (asked.path, parse_qs(asked.query)) == (known.path, parse_qs(known.query))


@pytest.mark.parametrize(
    ("label", "said", "state"),
    [
        ("企业微信", {"errcode": 93000, "errmsg": "invalid webhook url"}, REFUSED),
        ("企业微信", {"errcode": 45009, "errmsg": "api freq out of limit"}, DEFERRED),
        ("企业微信", {"errcode": -1, "errmsg": "system busy"}, DEFERRED),
        ("钉钉", {"errcode": 310000, "errmsg": "sign not match"}, REFUSED),
        ("钉钉", {"errcode": 410100}, DEFERRED),
        ("飞书", {"code": 19001, "msg": "param invalid"}, REFUSED),
        ("飞书", {"code": 11232, "msg": "frequency limited"}, DEFERRED),
    ],
)
async def test_an_error_code_in_a_200_is_no_delivery(label: str, said: Any, state: DeliveryState) -> None:
    async with http_server(answers=[(200, said)]) as server:
        (found,) = await channel(server).deliver([a_dispatch(to=ADDRESSES[label])])
    code = said.get("errcode", said.get("code"))
    assert (found.state, found.code, found.text) == (state, code, f"{label}应答代码{code}")


async def test_an_answer_that_nobody_understands_is_tried_again() -> None:
    async with http_server(answers=[(200, b"<html>login</html>")]) as server:
        (found,) = await channel(server).deliver([a_dispatch(to=WECOM)])
    assert (found.state, found.text) == (DEFERRED, "企业微信的应答无法识别")


async def test_a_robot_of_dingtalk_with_a_secret_is_called_with_time_and_signature() -> None:
    async with http_server(answers=[(200, {"errcode": 0})]) as server:
        await channel(server).deliver([a_dispatch(to=DINGTALK, secret="SEC000abc")])
    assert parse_qs(urlsplit(server.received[0].path).query).keys() == {"access_token", "timestamp", "sign"}


@pytest.mark.parametrize(
    "address",
    ["json://127.0.0.1/", "mailto://a:b@c", "https://evil.example/cgi-bin/webhook/send?key=a", "wecombot://a b", ""],
)
def test_nothing_but_the_three_services_is_taken_for_a_robot(address: str) -> None:
    assert robot_of(address) is None


async def test_no_token_is_logged_or_told(caplog: pytest.LogCaptureFixture) -> None:
    token = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
    with caplog.at_level(logging.DEBUG):
        async with http_server(answers=[(200, {"errcode": 93000})]) as server:
            (found,) = await channel(server).deliver([a_dispatch(to=WECOM)])
        robot_of(f"wecombot://{token} {token}")
    assert token not in caplog.text + repr(found) + repr(a_dispatch(to=WECOM))
