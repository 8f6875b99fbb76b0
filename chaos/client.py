"""A client as it should be: every request carries a key, and is repeated with it until it is answered."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx2

from onebox.people import PASSWORD

Json = dict[str, Any]
PATIENCE = 240.0
"""Seconds after which a request nobody answers is lost."""
PAUSE = 0.15


class NeverAnswered(Exception):
    """A request was repeated until patience ran out."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: Json

    @property
    def taken(self) -> bool:
        return self.status < 300


class Client:
    """``unanswered`` counts what came instead of an answer: no connection, a cut one, 5xx."""

    def __init__(self, base_url: str) -> None:
        self._http = httpx2.AsyncClient(base_url=f"{base_url}/api/v1", trust_env=False, timeout=20)
        self._tokens: dict[str, str] = {}
        self.unanswered: Counter[str] = Counter()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def post(self, account: str | None, path: str, key: str, **options: Any) -> Answer:
        return await self._until_answered(account, "POST", path, {"Idempotency-Key": key}, **options)

    async def get(self, account: str | None, path: str, **params: Any) -> Json:
        """Raises ``RuntimeError`` for a refusal."""
        answer = await self._until_answered(account, "GET", path, {}, params=params)
        if not answer.taken:
            raise RuntimeError(f"GET {path} as {account}: {answer.status} {answer.body}")
        return answer.body

    async def every(self, account: str | None, path: str) -> list[Json]:
        """All items of a list, page by page."""
        items: list[Json] = []
        params: Json = {"limit": 200}
        while True:
            page = await self.get(account, path, **params)
            items += page["items"]
            if not page.get("next"):
                return items
            params["after"] = page["next"]

    async def _until_answered(
        self, account: str | None, method: str, path: str, headers: dict[str, str], **options: Any
    ) -> Answer:
        began = asyncio.get_running_loop().time()
        while asyncio.get_running_loop().time() - began < PATIENCE:
            try:
                bearer = {"Authorization": f"Bearer {await self._token(account)}"} if account else {}
                answer = await self._http.request(method, path, headers=headers | bearer, **options)
            except httpx2.TransportError as error:
                self.unanswered[type(error).__name__] += 1
            else:
                if answer.status_code < 500:
                    return Answer(answer.status_code, answer.json())
                self.unanswered[str(answer.status_code)] += 1
            await asyncio.sleep(PAUSE)
        raise NeverAnswered(f"{method} {path} as {account} ({headers}): no answer in {PATIENCE:.0f} s")

    async def _token(self, account: str) -> str:
        while account not in self._tokens:
            answer = await self._http.post("/token", data={"username": account, "password": PASSWORD})
            if answer.status_code < 300:
                self._tokens[account] = answer.json()["access_token"]
            elif answer.status_code < 500:
                raise RuntimeError(f"{account} cannot log in: {answer.text}")
            else:
                self.unanswered[str(answer.status_code)] += 1
                await asyncio.sleep(PAUSE)
        return self._tokens[account]
