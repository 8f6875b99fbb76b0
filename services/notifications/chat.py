"""群机器人: 企业微信, 钉钉 and 飞书, by their address of a robot.

apprise reads the addresses and signs; the request is our own, because these services refuse in the body of a 200, which
apprise takes for success (docs/adr/0030). They know no request id: a crash in the very moment between their answer and
our note of it says a thing twice, in the same words.
"""

import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

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
from services.notifications.outward import TROUBLES, Calls, Outward, trouble, verdict

# It repeats addresses it cannot read, tokens included.
logging.getLogger("apprise").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class _Service:
    """One of the three: where its robots are called, what they are told, and how its answers read."""

    label: str
    origin: str
    path: Callable[[Any], str]
    """From apprise's robot."""
    body: Callable[[str], dict[str, Any]]
    code: str
    """The field of an answer that is 0 when the message was taken."""
    later: frozenset[int]
    """Codes after which it may be tried again: too often, or busy."""
    native: str
    """The address that the service itself shows, with its token."""


def _dingtalk(robot: Any) -> str:
    path = f"/robot/send?access_token={quote(robot.token)}"
    if not robot.secret:
        return path
    timestamp, signed = robot.get_signature()
    return f"{path}&timestamp={timestamp}&sign={signed}"


def _text(content: str) -> dict[str, Any]:
    return {"msgtype": "text", "text": {"content": content}}


SERVICES: Mapping[str, _Service] = {
    "wecombot": _Service(
        "企业微信",
        "https://qyapi.weixin.qq.com",
        lambda robot: f"/cgi-bin/webhook/send?key={quote(robot.key)}",
        _text,
        "errcode",
        frozenset({-1, 45009, 45033}),
        r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([A-Za-z0-9_-]+)",
    ),
    "dingtalk": _Service(
        "钉钉",
        "https://oapi.dingtalk.com",
        _dingtalk,
        _text,
        "errcode",
        frozenset({-1, 130101, 410100}),
        r"https://oapi\.dingtalk\.com/robot/send\?access_token=([A-Za-z0-9]+)",
    ),
    "feishu": _Service(
        "飞书",
        "https://open.feishu.cn",
        lambda robot: f"/open-apis/bot/v2/hook/{quote(robot.token)}",
        lambda content: {"msg_type": "text", "content": {"text": content}},
        "code",
        frozenset({11232}),
        r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([A-Za-z0-9_-]+)/?",
    ),
}
"""By the scheme under which apprise writes their addresses."""
_PLUGINS = {"wecombot": "WeComBot", "dingtalk": "DingTalk", "feishu": "Feishu"}


@dataclass(frozen=True, slots=True)
class Robot:
    """A robot of one of the services; ``path`` holds its token."""

    service: _Service
    path: Callable[[], str]

    @property
    def label(self) -> str:
        """企业微信, 钉钉 or 飞书."""
        return self.service.label


def robot_of(address: str, secret: str = "") -> Robot | None:
    """The robot behind an address, as its service shows it or as apprise writes it; None for anything else.

    ``secret`` is that of 钉钉 (加签). 飞书 with 签名校验 is not known to apprise and not to us.
    """
    for scheme, service in SERVICES.items():
        if found := re.fullmatch(service.native, address):
            at = f"{secret}@" if secret and scheme == "dingtalk" else ""
            address = f"{scheme}://{at}{found[1]}"
    scheme = address.partition("://")[0]
    known = SERVICES.get(scheme)
    if known is None:
        return None
    plugin = _plugin(scheme)
    try:
        robot = plugin(**plugin.parse_url(address))
    except (TypeError, ValueError):  # what apprise raises for a token that is none is both
        return None
    return Robot(known, lambda: known.path(robot))


def _plugin(scheme: str) -> Any:
    """Loaded when it is first asked for: apprise takes a second, and few processes ever need it."""
    name = _PLUGINS[scheme]
    return getattr(import_module(f"apprise.plugins.{name.lower()}"), f"Notify{name}")


class ChatChannel:
    """``origins`` are other places than the public ones where the services answer, by their label."""

    def __init__(self, outward: Outward, origins: Mapping[str, str] | None = None) -> None:
        self._outward = outward
        self._origins = origins or {}

    async def deliver(self, batch: Sequence[Dispatch], told: Told = nobody) -> list[DeliveryResult]:
        """See ``DeliveryChannel``."""
        async with self._outward.open() as calls:
            return await one_by_one(batch, told, lambda each: self._deliver_one(calls, each))

    async def _deliver_one(self, calls: Calls, dispatch: Dispatch) -> DeliveryResult:
        reach = dispatch.reach
        robot = robot_of(reach.address.get_secret_value(), reach.secret.get_secret_value()) if reach else None
        if robot is None:
            return unreachable(dispatch)
        service = robot.service
        url = self._origins.get(service.label, service.origin) + robot.path()
        try:
            answer = await calls.post(url, json.dumps(service.body(in_brief(dispatch))).encode(), {})
        except TROUBLES as error:
            return trouble(dispatch, error)
        if answer.status != 200:
            return verdict(dispatch, answer.status)
        return _said(dispatch, service, answer.body)


class _Codes(BaseModel):
    errcode: int | None = None
    code: int | None = None


def _said(dispatch: Dispatch, service: _Service, body: bytes) -> DeliveryResult:
    """What a 200 really means."""
    try:
        code = getattr(_Codes.model_validate_json(body), service.code)
    except ValidationError:
        code = None
    if code is None:
        return result(dispatch, DeliveryState.DEFERRED, f"{service.label}的应答无法识别", 200)
    if code == 0:
        return result(dispatch, DeliveryState.DELIVERED, f"{service.label}群机器人已接收", 0)
    state = DeliveryState.DEFERRED if code in service.later else DeliveryState.REFUSED
    return result(dispatch, state, f"{service.label}应答代码{code}", code)
