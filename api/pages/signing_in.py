"""登录 and 退出: the session is a cookie that scripts cannot read and other sites cannot send with a form."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api import oidc
from api.deps import Services, Web
from api.identity import Identity, Visitor, cookie_name, is_encrypted, lifetime, sign_in, sign_out
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from api.whence import From

router = APIRouter()
_WRONG = FieldError("username", "username", "用户名或者密码不正确，请重新输入")
Typed = Annotated[str, Form()]


@router.get("/login")
async def login_page(request: Request, services: Web, visitor: Visitor, next: str = "/") -> Response:
    return await _asked(request, services, visitor, own_path(next))


@router.post("/login")
async def login(
    request: Request,
    services: Web,
    visitor: Visitor,
    whence: From,
    username: Typed = "",
    password: Typed = "",
    next: Typed = "/",
) -> Response:
    token = await sign_in(services, username.strip(), password, "cookie", whence)
    if token is None:
        return await _asked(request, services, visitor, own_path(next), username, *_faults(username, password))
    return await entered(request, services, token, own_path(next))


async def entered(request: Request, services: Services, token: str, address: str) -> Response:
    """On to ``address`` with a session of its own; the one this browser had before ends."""
    if before := request.cookies.get(cookie_name(services)):
        await sign_out(services, before)
    response = RedirectResponse(address, 303)
    response.set_cookie(
        cookie_name(services),
        token,
        int(lifetime(services).total_seconds()),
        httponly=True,
        samesite="lax",
        secure=is_encrypted(services),
    )
    return response


@router.post("/logout")
async def logout(services: Web, visitor: Visitor) -> Response:
    if visitor is not None:
        await sign_out(services, visitor.token)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(cookie_name(services), httponly=True, samesite="lax", secure=is_encrypted(services))
    return response


async def _asked(
    request: Request,
    services: Services,
    visitor: Identity | None,
    next_path: str,
    username: str = "",
    *errors: FieldError,
) -> Response:
    provider = services.settings.oidc_label if oidc.is_offered(services) else ""
    content = {"next": next_path, "username": username, "errors": errors, "provider": provider}
    return await page(request, services, visitor, "login", "登录", status=422 if errors else 200, **content)


def own_path(address: str) -> str:
    """The address if it lies on this site, else the start page: a log-in must not lead elsewhere."""
    is_own = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_own else "/"


def _faults(username: str, password: str) -> tuple[FieldError, ...]:
    empty = [("username", "用户名", username), ("password", "密码", password)]
    return tuple(FieldError(name, name, f"请填写“{label}”") for name, label, text in empty if not text) or (_WRONG,)
