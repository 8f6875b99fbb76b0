"""Whether somebody can tell that something is there: what every address that can be read answers, before and after."""

import re
from collections.abc import Iterable
from typing import Any

import httpx2

from api.app import app
from tests.support.routes import addresses
from tests.support.sheets import words_of
from tests.support.walking import address
from tests.support.web import Web

NOBODY = "nobody"
LEFT_OUT = {
    "GET /metrics": "counts of the whole register, for the network of operations",
    "GET /live": "does not end; tests/pages/test_pages_live.py",
}
"""What tells that a case is there, and why it may."""
DRAWN = re.compile(
    r'(?<=value=")[\w-]{22}(?=")|(?<="id":")[0-9a-f]{16}(?=")|(?<=请求编号 <span class="zh-typed">)[\w-]+(?=<)'
)
"""What each page draws anew."""


def plainly(answer: httpx2.Response) -> Any:
    """Status and content, without what is another each time."""
    return answer.status_code, DRAWN.sub("…", words_of(answer))


def everything(examples: dict[str, str]) -> list[str]:
    """Wherever somebody can ask."""
    asked = [each for each in addresses(app) if each.startswith("GET ") and each not in LEFT_OUT]
    return [address(each.partition(" ")[2], examples) for each in asked]


async def answers(web: Web, account: str, paths: Iterable[str]) -> dict[str, Any]:
    who = None if account == NOBODY else account
    return {path: plainly(await web.call("GET", path, who)) for path in paths}


async def own_feed(web: Web, account: str) -> dict[str, str]:
    """The token of a calendar of this account."""
    if account == NOBODY:
        return {"token": "none"}
    made = (await web.post("/calendar-feeds", account, json={"label": "办公室"})).json()
    return {"token": made["url"].rpartition("/")[2].removesuffix(".ics")}
