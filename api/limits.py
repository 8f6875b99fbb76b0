"""How large a request may be: refused by its announced length, or once more has arrived than it may hold."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem, ProblemPage, problem_response
from api.files import LARGEST

LARGEST_BODY = LARGEST + 1024 * 1024
"""Bytes of a whole request: one file and what goes around it."""
_PROBLEM = Problem(
    type="urn:zhicheng:problem:too_large",
    title="内容过大",
    status=413,
    detail=f"一次提交不得超过{LARGEST_BODY // 1024 // 1024} MB，未作任何变更。",
)


class BodyLimit:
    """ASGI middleware around everything that reads a body."""

    def __init__(self, app: ASGIApp, page: ProblemPage) -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and int(announced) > LARGEST_BODY:
            response = await problem_response(Request(scope, receive), _PROBLEM, self._page)
            await response(scope, receive, send)
            return
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > LARGEST_BODY:
                raise HTTPException(_PROBLEM.status)
            return message

        await self._app(scope, counted, send)
