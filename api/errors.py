"""Every error the web answers with, as RFC 9457 problem+json under ``/api`` and as a page elsewhere.

    WebError            an answer that is not the one asked for
      .refusal          set when a rule, a role or a malformed form stands in the way

422 means malformed input and nothing else; a refusal by rule is 409, the wrong actor 403.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.responses import Response
from temporalio.service import RPCError

from api.exchange import exchange
from api.messages import message_for
from domain.citation import Basis, Citation
from domain.refusal import Refusal, RefusalKind
from services.documents.store import DocumentStoreDown

log = structlog.get_logger("api")

MEDIA_TYPE = "application/problem+json"
NOT_FOUND = "not_found"
UNAVAILABLE = "unavailable"
INITIAL_PASSWORD = "urn:zhicheng:problem:initial_password"

_KINDS: dict[str, tuple[int, str]] = {
    RefusalKind.WRONG_ACTOR: (403, "无权办理"),
    RefusalKind.WRONG_STAGE: (409, "当前阶段不能办理"),
    RefusalKind.ALREADY_DONE: (409, "已经办结"),
    RefusalKind.NOT_YET: (409, "尚未到可以办理的时间"),
    RefusalKind.TOO_LATE: (409, "已超过可以办理的时间"),
    RefusalKind.RULE: (409, "不符合规定"),
    RefusalKind.MALFORMED: (422, "填报内容有误"),
    "unauthenticated": (401, "请先登录"),
    NOT_FOUND: (404, "没有找到"),
    UNAVAILABLE: (503, "暂时无法办理"),
    "clock": (409, "不能这样拨动时钟"),
    "rehearsal": (409, "不能推演"),
    "too_large": (413, "内容过大"),
    "too_many": (429, "次数过多"),
    "not_signed_in": (403, "登录未成功"),
    "initial_password": (403, "请先设置自己的密码"),
    "internal": (500, "系统出错"),
}
_ENGINE = "流程引擎暂时没有应答，已填写的内容不会丢失，请稍后重试。"
_REGISTER = "登记库没有应答，请稍后重试。"
_SILENT: dict[type[Exception], tuple[str, str]] = {
    RPCError: ("engine_silent", _ENGINE),
    OperationalError: ("register_silent", _REGISTER),
    InterfaceError: ("register_silent", _REGISTER),
    NoConnection: ("register_silent", _REGISTER),
    DocumentStoreDown: ("store_silent", "文件库没有应答，请稍后重试。"),
}
"""What does not answer: how it is logged, and what people read. Nothing was changed."""
_HTTP_TITLES = {
    400: "请求有误",
    403: "不能访问",
    404: "没有找到",
    405: "不支持的请求方法",
    413: "内容过大",
    429: "次数过多",
}
_DATA_PATHS = ("/api/", "/healthz", "/readyz", "/metrics", "/openapi.json")


class BasisView(BaseModel):
    """A citation: its key, its place (第二十二条) and its words (with the title of the text)."""

    key: str
    place: str
    words: str


class FieldError(BaseModel):
    """What is wrong with one field. ``loc`` is its path in the request."""

    loc: list[str | int]
    code: str
    message: str


class Problem(BaseModel):
    """RFC 9457, with the basis of a refusal and what to do instead."""

    type: str
    title: str
    status: int
    detail: str = ""
    instance: str = ""
    basis: list[BasisView] = Field(default_factory=list)
    remedy: str = ""
    errors: list[FieldError] = Field(default_factory=list)


class WebError(Exception):
    """An answer other than the one asked for. Raised anywhere below a route."""

    def __init__(
        self,
        kind: str,
        detail: str = "",
        *,
        refusal: Refusal | None = None,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.refusal = refusal
        self.headers = dict(headers or {})
        status, title = _KINDS[kind]
        self.problem = Problem(
            type=f"urn:zhicheng:problem:{kind}",
            title=title,
            status=status,
            detail=detail,
            basis=basis_views(refusal.basis) if refusal else [],
            remedy=refusal.remedy if refusal else "",
            errors=list(errors),
        )


ProblemPage = Callable[[Request, Problem], Awaitable[Response]]
"""How the portal shows a problem to people; the answer's status is that of the problem."""
Witness = Callable[[Request, WebError], Awaitable[None]]
"""Who is told of every error that leaves; it is for them to know which of them they keep."""


def basis_views(basis: Basis | Sequence[str]) -> list[BasisView]:
    """Citations, or their stored keys, for people."""
    cited = [Citation(key) for key in basis]
    return [BasisView(key=each, place=each.place, words=each.words) for each in cited]


def refused(refusal: Refusal, errors: Sequence[FieldError] = ()) -> WebError:
    return WebError(refusal.kind, refusal.text, refusal=refusal, errors=errors)


def malformed(text: str, *errors: FieldError) -> WebError:
    return refused(Refusal(kind=RefusalKind.MALFORMED, text=text), errors)


def not_found(what: str, hidden: Refusal | None = None) -> WebError:
    """``hidden``: the refusal that the audit log is told, and whoever asked is not."""
    error = WebError(NOT_FOUND, f"{what}不存在，或者您无权查看。")
    error.refusal = hidden
    return error


def unavailable(detail: str, retry_after: int = 5) -> WebError:
    return WebError(UNAVAILABLE, detail, headers={"Retry-After": str(retry_after)})


def engine_silent() -> WebError:
    return unavailable(_ENGINE)


def internal(event: str, **facts: object) -> WebError:
    """An error of ours: logged under a reference number, which is all the sender learns."""
    reference = secrets.token_hex(4).upper()
    log.error(event, reference=reference, request_id=exchange().id, exc_info=True, **facts)
    return WebError("internal", f"系统出错，没有作出任何变更。请将编号 {reference} 告知技术运维人员。")


def field_errors(errors: Sequence[Mapping[str, Any]], prefix: tuple[str, ...] = ()) -> list[FieldError]:
    """Pydantic's errors in Chinese."""
    return [
        FieldError(loc=[*prefix, *error["loc"]], code=error["type"], message=message_for(error)) for error in errors
    ]


def wants_data(request: Request) -> bool:
    """Whether a program asked, not a person."""
    return request.url.path.startswith(_DATA_PATHS)


async def problem_response(request: Request, problem: Problem, page: ProblemPage) -> Response:
    """The problem as whoever asked can read it."""
    problem = problem.model_copy(update={"instance": request.url.path})
    if wants_data(request):
        return JSONResponse(problem.model_dump(), problem.status, media_type=MEDIA_TYPE)
    return await page(request, problem)


def install(app: FastAPI, page: ProblemPage, witness: Witness) -> None:
    """Register every handler, here and nowhere else."""

    async def answer(request: Request, error: WebError) -> Response:
        response = await problem_response(request, error.problem, page)
        response.headers.update(error.headers)
        return response

    async def web_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, WebError)
        await witness(request, error)
        return await answer(request, error)

    async def validation(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return await answer(request, malformed("请求内容有误，未作任何变更。", *field_errors(error.errors())))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return await answer(request, _of_http(error))

    async def silence(request: Request, error: Exception) -> Response:
        event, text = next(found for kind, found in _SILENT.items() if isinstance(error, kind))
        log.warning(event, path=request.url.path, error=str(error.__cause__ or error))
        return await answer(request, unavailable(text))

    async def unexpected(request: Request, error: Exception) -> Response:
        return await answer(request, internal("unexpected", path=request.url.path, method=request.method))

    app.add_exception_handler(WebError, web_error)
    app.add_exception_handler(RequestValidationError, validation)
    app.add_exception_handler(HTTPException, http)
    for kind in _SILENT:
        app.add_exception_handler(kind, silence)
    app.add_exception_handler(Exception, unexpected)


def _of_http(error: HTTPException) -> WebError:
    """What the framework itself answers: unknown paths, wrong methods, bodies too large or unreadable."""
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return malformed("请求内容无法解析，未作任何变更。")
    found = WebError(NOT_FOUND, headers=error.headers)
    status = error.status_code
    found.problem = Problem(
        type="about:blank", title=_HTTP_TITLES.get(status, HTTPStatus(status).phrase), status=status
    )
    return found
