"""Requests to other systems: without redirects or proxies, with little patience, and to nobody inside our own network.

An address that a person entered could name a machine behind our walls (SSRF). So its host is resolved here, every
address found must be a public one, and the request goes to the very address that was looked at.
"""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpx2

from domain.delivery import DeliveryState
from services.notifications.channel import DeliveryResult, Dispatch, result

PATIENCE_SECONDS: Final = 10
"""系统策略: how long one request may take from its beginning to the last byte of the answer."""
_LARGEST = 64 * 1024
_EMBEDDING = (
    ip_network("64:ff9b::/96"),
    ip_network("64:ff9b:1::/48"),
    ip_network("2002::/16"),
    ip_network("2001::/32"),
)
"""In these an IPv4 address is hidden, public as they look themselves."""
_LATER = frozenset({408, 425, 429})

for _noisy in ("httpx2", "httpcore2"):
    # They write down the whole address of each request, tokens included.
    logging.getLogger(_noisy).setLevel(logging.WARNING)


class Forbidden(Exception):
    """The address is none that we call. Its text is Chinese, for people."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


class Outward:
    """How to call other systems. ``inside``: addresses inside our own network may be called too."""

    def __init__(self, *, inside: bool) -> None:
        self._inside = inside

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Calls"]:
        """The calls of one batch."""
        async with httpx2.AsyncClient(trust_env=False, follow_redirects=False, timeout=PATIENCE_SECONDS) as client:
            yield Calls(client, self)

    def check(self, url: str) -> httpx2.URL:
        """The address taken apart. Raises ``Forbidden`` for what is never called, whatever its host resolves to."""
        try:
            found = httpx2.URL(url)
        except (httpx2.InvalidURL, ValueError) as error:
            raise Forbidden("地址格式不正确") from error
        if found.scheme != "https" and not (self._inside and found.scheme == "http"):
            raise Forbidden("地址应当以https://开头")
        if not found.host or found.userinfo:
            raise Forbidden("地址应当写明主机，且不得含用户名和密码")
        return found

    async def resolve(self, url: httpx2.URL) -> str:
        """An address of the host that may be called. Raises ``Forbidden``, or ``OSError`` while nobody knows it."""
        port = url.port or (443 if url.scheme == "https" else 80)
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        addresses = [ip_address(each[4][0]) for each in found]
        if not self._inside and not all(map(is_public, addresses)):
            raise Forbidden("地址指向内部网络，平台不向其发送")
        return str(addresses[0])


class Calls:
    def __init__(self, client: httpx2.AsyncClient, outward: Outward) -> None:
        self._client = client
        self._outward = outward

    async def post(self, url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
        """Raises ``Forbidden``, ``TimeoutError``, ``OSError`` or ``httpx2.HTTPError``."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            asked = self._outward.check(url)
            address = await self._outward.resolve(asked)
            request = self._client.build_request(
                "POST",
                asked.copy_with(host=address),
                content=content,
                headers={**headers, "Host": asked.netloc.decode("ascii"), "Content-Type": "application/json"},
                extensions={"sni_hostname": asked.host},
            )
            response = await self._client.send(request, stream=True)
            try:
                return Answer(response.status_code, await _first_bytes(response))
            finally:
                await response.aclose()


async def _first_bytes(response: httpx2.Response) -> bytes:
    body = b""
    async for part in response.aiter_bytes():
        body += part
        if len(body) >= _LARGEST:
            break
    return body[:_LARGEST]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address lies on the open internet."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _EMBEDDING):
            return False
    return address.is_global and not address.is_multicast


def verdict(dispatch: Dispatch, status: int) -> DeliveryResult:
    """What a status other than success says: 5xx and its like to try again, anything else never."""
    if status >= 500 or status in _LATER:
        return result(dispatch, DeliveryState.DEFERRED, f"对方系统暂不接收（{status}）", status)
    if 300 <= status < 400:
        return result(dispatch, DeliveryState.REFUSED, f"对方系统要求转到其他地址，平台不跟随（{status}）", status)
    return result(dispatch, DeliveryState.REFUSED, f"对方系统拒绝接收（{status}）", status)


def trouble(dispatch: Dispatch, error: Exception) -> DeliveryResult:
    """What went wrong on the way, in words that name neither address nor token."""
    match error:
        case Forbidden():
            return result(dispatch, DeliveryState.REFUSED, str(error))
        case TimeoutError() | httpx2.TimeoutException():
            text = "对方系统没有按时应答"
        case socket.gaierror():
            text = "暂时查不到对方系统的地址"
        case _:
            text = "无法连接对方系统"
    return result(dispatch, DeliveryState.DEFERRED, text)


TROUBLES = (Forbidden, TimeoutError, OSError, httpx2.HTTPError)
"""What a call raises instead of an answer."""
