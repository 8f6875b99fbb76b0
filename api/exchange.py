"""The request under way: the id its entries in the audit log carry, who makes it, and the refusals entered so far."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from secrets import token_urlsafe

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.refusal import Refusal
from domain.roles import ANYONE, Actor

HEADER = "X-Request-ID"


@dataclass(slots=True)
class Exchange:
    """``address``: from where it comes, as far as the network tells. ``actor`` is whoever has signed in.

    ``case_id`` is the case asked for as far as it has been found, ``entered`` the refusals the audit log has already
    of this request.
    """

    id: str = field(default_factory=lambda: token_urlsafe(9))
    path: str = ""
    address: str = ""
    actor: Actor = ANYONE
    case_id: str | None = None
    entered: list[Refusal] = field(default_factory=list)


_under_way: ContextVar[Exchange | None] = ContextVar("exchange", default=None)


def exchange() -> Exchange:
    """The request under way; outside of one, as at the command line, a new one each time."""
    return _under_way.get() or Exchange()


class RequestIds:
    """ASGI middleware around everything: gives each request an id of its own, and tells it in the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        here = Exchange(path=scope["path"], address=(scope.get("client") or ("",))[0])

        async def with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = here.id
            await send(message)

        token = _under_way.set(here)
        try:
            await self._app(scope, receive, with_id)
        finally:
            _under_way.reset(token)
