"""A repeated Idempotency-Key gets the first answer, and nothing happens twice.

What a route does in ``act`` either is repeatable by itself (acts carry the key into the workflow) or adds only rows
nobody has seen, so a crash before its answer is kept costs nothing.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.deps import RequestKey, Services, Web, request_id
from api.errors import FieldError, malformed
from api.identity import SignedIn
from db.models import IdempotentResponse
from db.queries.idempotency import first_answer
from domain.roles import Actor

Status = int | Callable[[Any], int]
"""Of the answer; from what it says, where a success may create something or not."""


@dataclass(frozen=True, slots=True)
class Once:
    """One request of one actor under one key; ``content`` is everything the answer depends on."""

    services: Services
    actor: str
    key: str
    route: str
    digest: str

    async def answer(self, act: Callable[[], Awaitable[BaseModel]], status: Status) -> JSONResponse:
        """The first answer, if there was one; else what ``act`` gives, kept. Raises 422 for another request."""
        if first := await self._replay():
            return first
        found = await act()
        return await self._keep(found, status if isinstance(status, int) else status(found))

    async def _replay(self) -> JSONResponse | None:
        async with self.services.register.read() as session:
            first = await first_answer(session, self.actor, self.key)
        if first is None:
            return None
        if (first.route, first.body_hash) != (self.route, self.digest):
            error = FieldError(
                loc=["header", "Idempotency-Key"], code="key_reused", message="该键已用于另一项内容不同的请求"
            )
            raise malformed("该Idempotency-Key已用于另一项内容不同的请求，未作任何变更。", error)
        return JSONResponse(first.response, first.status or 200, headers={"Idempotency-Replayed": "true"})

    async def _keep(self, answer: BaseModel, status: int) -> JSONResponse:
        now, content = await self.services.clock.now(), answer.model_dump(mode="json")
        async with self.services.register.write() as session:
            if await first_answer(session, self.actor, self.key) is None:
                session.add(
                    IdempotentResponse(
                        actor=self.actor,
                        key=self.key,
                        route=self.route,
                        body_hash=self.digest,
                        status=status,
                        response=content,
                        created_at=now,
                    )
                )
        return JSONResponse(content, status)


def once(services: Services, request: Request, actor: str, key: str, content: Any) -> Once:
    """``content``: the JSON body, or what stands for it (a file's hash and name)."""
    body = content.model_dump(mode="json") if isinstance(content, BaseModel) else content
    digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return Once(services, actor, key, f"{request.method} {request.url.path}", digest)


@dataclass(frozen=True, slots=True)
class _Submission:
    """What somebody signed in sends under a key of their own."""

    services: Web
    who: SignedIn
    key: RequestKey
    request: Request

    @property
    def actor(self) -> Actor:
        return self.who.actor

    async def once(
        self, content: Any, act: Callable[[str], Awaitable[BaseModel]], status: Status = 200
    ) -> JSONResponse:
        """``act`` gets the request id. Raises what ``act`` raises, and 422 for a key used for something else."""
        account = self.who.account.id
        first = once(self.services, self.request, account, self.key, content)
        return await first.answer(lambda: act(request_id(account, self.key)), status)


Submission = Annotated[_Submission, Depends()]
