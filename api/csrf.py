"""Cross-site requests: refused by what the browser says of itself (Fetch Metadata, Origin), without tokens.

A request with a bearer token is exempt: no browser adds one by itself. Programs that are no browsers send
neither header and are let through.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import Problem, ProblemPage, problem_response

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN = frozenset({"same-origin", "none"})
_WRITES_NOTHING = "/codec/"
"""Asked by Temporal's own page, which lives at another address."""
_PROBLEM = Problem(
    type="urn:zhicheng:problem:cross_site",
    title="跨站请求已拒绝",
    status=403,
    detail="该请求来自其他网站，未作任何变更。请在本平台的页面上操作。",
)


class CrossSiteGuard:
    """ASGI middleware around everything that writes."""

    def __init__(self, app: ASGIApp, page: ProblemPage) -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _may_write(scope) and _is_cross_site(Headers(scope=scope)):
            response = await problem_response(Request(scope, receive), _PROBLEM, self._page)
            await response(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _may_write(scope: Scope) -> bool:
    return scope["method"] not in _SAFE and not scope["path"].startswith(_WRITES_NOTHING)


def _is_cross_site(headers: Headers) -> bool:
    if headers.get("authorization", "").lower().startswith("bearer "):
        return False
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site not in _OWN
    return origin is not None and origin.partition("://")[2] != headers.get("host")
