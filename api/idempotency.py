"""A repeated Idempotency-Key gets the first answer, and nothing happens twice.

What a route does between ``replay`` and ``keep`` either is repeatable by itself (acts carry the key into the
workflow) or adds only rows nobody has seen, so a crash in between costs nothing.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse

from api.deps import Services
from api.errors import FieldError, malformed
from db.models import IdempotentResponse
from db.queries.idempotency import first_answer


@dataclass(frozen=True, slots=True)
class Once:
    """One request of one actor under one key; ``content`` is everything the answer depends on."""

    services: Services
    actor: str
    key: str
    route: str
    digest: str

    async def replay(self) -> JSONResponse | None:
        """The first answer, if there was one. Raises 422 when it was to another request."""
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

    async def keep(self, status: int, answer: BaseModel) -> JSONResponse:
        """Keep the first answer, and give it."""
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
