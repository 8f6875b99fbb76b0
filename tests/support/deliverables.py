"""Entries into the ledger of the five bureaus on the web of ``tests.support.web``."""

from typing import Any

import httpx2

from tests.support.web import Caller

KEY = "evaluation_rules"
DONE: dict[str, Any] = {"on": "2025-10-09", "what": "形成初稿，征求各市意见。", "progress": "ongoing"}


async def record(web: Caller, account: str = "prov-js", of: str = KEY, key: str = "", **other: Any) -> httpx2.Response:
    """``other``: what is different from ``DONE``."""
    headers = {"Idempotency-Key": key} if key else {}
    return await web.post(f"/deliverables/{of}/entries", account, json=DONE | other, headers=headers)


async def upload(web: Caller, account: str = "prov-js") -> str:
    answer = await web.post("/files", account, files={"file": ("初稿.txt", "评价细则初稿".encode())})
    return str(answer.json()["id"])
