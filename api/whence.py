"""Where a request comes from: its network address, and what its sender calls itself, in plain words.

Behind a proxy the address stands in X-Forwarded-For, which anybody can write. It is believed from right to left, as
far as whoever added it is one of ``trusted_proxies``; uvicorn, which believes it too, is started without that.
"""

import ipaddress
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request

from api.deps import Web

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_LONGEST = 300
_V6_SUBSCRIBER = 64
"""Prefix length that one subscriber of IPv6 has: any address in it is the same one to whoever counts."""
_BROWSERS = (
    ("MicroMessenger/", "微信"),
    ("DingTalk/", "钉钉"),
    ("Edg", "Edge"),
    ("HuaweiBrowser/", "华为浏览器"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("OPR/", "Opera"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
"""The first that is found: each names those after it too, to be taken for them."""
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("OpenHarmony", "鸿蒙"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "安卓手机"),
    ("Windows", "Windows电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux电脑"),
)


@dataclass(frozen=True, slots=True)
class Whence:
    """``address`` is empty where the server knows none; ``agent`` is the User-Agent as sent, cut."""

    address: str = ""
    agent: str = ""


def whence(connection: HTTPConnection, trusted_proxies: str) -> Whence:
    """``trusted_proxies`` as in the settings."""
    agent = "".join(filter(str.isprintable, connection.headers.get("user-agent", "")))
    return Whence(_address(connection, trusted_proxies), agent[:_LONGEST])


async def _of_request(request: Request, services: Web) -> Whence:
    return whence(request, services.settings.trusted_proxies)


From = Annotated[Whence, Depends(_of_request)]
"""Where the request comes from."""


def subscriber(address: str) -> str:
    """Whom an address is counted for: itself, of IPv6 the network of its subscriber."""
    parsed = _parsed(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, _V6_SUBSCRIBER), strict=False))
    return address


def in_words(agent: str) -> str:
    """``Windows电脑上的Edge``; what names no browser is a program."""
    browser = next((word for mark, word in _BROWSERS if mark in agent), "")
    system = next((word for mark, word in _SYSTEMS if mark in agent), "")
    return f"{system}上的{browser}" if browser and system else browser or "程序或者不能识别的浏览器"


def _address(connection: HTTPConnection, trusted_proxies: str) -> str:
    found = connection.client.host if connection.client else ""
    told = [each.strip() for line in connection.headers.getlist("x-forwarded-for") for each in line.split(",")]
    for hop in reversed(told):
        if not _is_trusted(found, trusted_proxies) or _parsed(hop) is None:
            break
        found = hop
    return str(_parsed(found) or found)


def _is_trusted(address: str, trusted_proxies: str) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in _networks(trusted_proxies))


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An IPv4 address within IPv6 is that IPv4 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


@cache
def _networks(trusted_proxies: str) -> tuple[_Network, ...]:
    """Raises ``ValueError`` for what is no network."""
    return tuple(ipaddress.ip_network(each.strip()) for each in trusted_proxies.split(",") if each.strip())
