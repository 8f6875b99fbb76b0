"""Problems as people read them: what, why, what to do instead, and a way on. Who is not signed in goes to sign in."""

from http import HTTPStatus
from urllib.parse import quote, urlsplit

import structlog
from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import RedirectResponse, Response
from temporalio.service import RPCError

from api.deps import services_of
from api.errors import INITIAL_PASSWORD, Problem
from api.exchange import exchange
from api.identity import cookie_name, identify
from api.pages.rendering import bare_shell, draw, page
from api.pages.signing_in import own_path

log = structlog.get_logger("pages")
_OURS = 500
"""From this status on the cause is ours, and the page must not depend on what may be broken. Who asks too often is
answered as cheaply."""


async def problem_page(request: Request, problem: Problem) -> Response:
    """The page of a problem; for 401 the way to the log-in and back, before the first own password the way to it."""
    if problem.status == HTTPStatus.UNAUTHORIZED:
        return RedirectResponse(f"/login?next={quote(_here(request), safe='')}", HTTPStatus.SEE_OTHER)
    if problem.type == INITIAL_PASSWORD:
        return RedirectResponse("/password", HTTPStatus.SEE_OTHER)
    if problem.status >= _OURS or problem.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _bare(request, problem)
    services = services_of(request)
    try:
        visitor = await identify(services, request.cookies.get(cookie_name(services)))
        content = {"problem": problem, "reference": exchange().id}
        return await page(request, services, visitor, "problem", problem.title, status=problem.status, **content)
    except (SQLAlchemyError, RPCError, OSError) as error:
        log.warning("problem_page_without_shell", error=str(error))
        return _bare(request, problem)


def _bare(request: Request, problem: Problem) -> Response:
    shell = bare_shell(request, services_of(request))
    return draw("problem", shell, problem.title, problem.status, problem=problem, reference=exchange().id)


def _here(request: Request) -> str:
    """Where to go on after the log-in: this page, or the one a form was sent from."""
    if request.method == "GET":
        return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    sent_from = urlsplit(request.headers.get("referer", ""))
    return own_path(sent_from.path) if sent_from.netloc == request.url.netloc else "/"
