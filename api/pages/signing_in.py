"""登录 and 退出: the session is a cookie that scripts cannot read and other sites cannot send with a form."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.deps import Services, Web
from api.identity import COOKIE, LIFETIME, Visitor, sign_in, sign_out
from api.pages.forms.check import FieldError
from api.pages.rendering import page

router = APIRouter()
_WRONG = FieldError("username", "username", "用户名或者密码不正确，请重新输入")
Typed = Annotated[str, Form()]


@router.get("/login")
async def login_page(request: Request, services: Web, visitor: Visitor, next: str = "/") -> Response:
    return await page(request, services, visitor, "login", "登录", next=own_path(next), username="", errors=())


@router.post("/login")
async def login(
    request: Request, services: Web, visitor: Visitor, username: Typed = "", password: Typed = "", next: Typed = "/"
) -> Response:
    token = await sign_in(services, username.strip(), password, "cookie")
    if token is None:
        content = {"next": own_path(next), "username": username, "errors": _faults(username, password)}
        return await page(request, services, visitor, "login", "登录", status=422, **content)
    response = RedirectResponse(own_path(next), 303)
    response.set_cookie(
        COOKIE, token, int(LIFETIME.total_seconds()), httponly=True, samesite="lax", secure=_is_secure(services)
    )
    return response


@router.post("/logout")
async def logout(services: Web, visitor: Visitor) -> Response:
    if visitor is not None:
        await sign_out(services, visitor.token)
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=_is_secure(services))
    return response


def own_path(address: str) -> str:
    """The address if it lies on this site, else the start page: a log-in must not lead elsewhere."""
    is_own = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_own else "/"


def _faults(username: str, password: str) -> tuple[FieldError, ...]:
    empty = [("username", "用户名", username), ("password", "密码", password)]
    return tuple(FieldError(name, name, f"请填写“{label}”") for name, label, text in empty if not text) or (_WRONG,)


def _is_secure(services: Services) -> bool:
    """Whether the cookie may only travel encrypted."""
    return services.settings.base_url.startswith("https:")
