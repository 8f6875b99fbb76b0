"""我的登录: one's open sessions, ending them; the password. Operations see and end those of any account."""

import secrets
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api import passwords, sessions
from api.deps import Services, Web, holds_nul, request_id
from api.errors import WebError
from api.identity import Identity, Known, SignedIn
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from api.passwords import LONGEST, PasswordChange
from domain.roles import Role

router = APIRouter()
Typed = Annotated[str, Form(max_length=1000)]
Key = Annotated[str, Form(max_length=100)]
_UNPROCESSABLE = 422


@router.get("/sessions")
async def own_sessions(
    request: Request,
    services: Web,
    me: SignedIn,
    account: Annotated[str | None, Query(max_length=200)] = None,
    changed: Annotated[bool, Query()] = False,
) -> Response:
    """With ``account``, which operations may give, those of that account instead."""
    name = (account or "").strip()
    shown = await sessions.of_account(services, me, name) if name else await sessions.own(services, me)
    return await page(
        request,
        services,
        me,
        "sessions",
        f"账号{name}的登录" if name else "我的登录",
        sessions=shown,
        of=name,
        changed=changed,
        may_look=me.actor.role is Role.OPS,
        limits=services.settings,
        request_key=secrets.token_urlsafe(16),
    )


@router.post("/sessions/end")
async def end(
    services: Web, me: SignedIn, session_id: Typed = "", account: Typed = "", request_key: Key = ""
) -> Response:
    """One of one's own; without ``session_id`` all others of one's own, or all of ``account``."""
    sent = request_id(me.account.id, f"{request_key or secrets.token_urlsafe(16)}-{session_id}")
    if session_id:
        await sessions.end(services, me, session_id, request_id=sent)
    elif account:
        await sessions.end_all(services, me, account, request_id=sent)
        return RedirectResponse(f"/sessions?account={quote(account, safe='')}", 303)
    else:
        await sessions.end_others(services, me, request_id=sent)
    return RedirectResponse("/sessions", 303)


@router.get("/password")
async def password_page(request: Request, services: Web, me: Known) -> Response:
    return await _asked(request, services, me)


@router.post("/password")
async def change_password(
    request: Request, services: Web, me: Known, old: Typed = "", new: Typed = "", again: Typed = ""
) -> Response:
    if errors := _faults(old, new, again):
        return await _asked(request, services, me, *errors)
    try:
        await passwords.change(services, me, PasswordChange(old=old, new=new))
    except WebError as error:
        if error.problem.status != _UNPROCESSABLE:
            raise
        named = [(str(each.loc[-1]), each.message) for each in error.problem.errors]
        return await _asked(request, services, me, *(FieldError(name, name, text) for name, text in named))
    return RedirectResponse("/sessions?changed=true", 303)


def _faults(old: str, new: str, again: str) -> tuple[FieldError, ...]:
    empty = [("old", "原密码", old), ("new", "新密码", new), ("again", "再次输入新密码", again)]
    found = [FieldError(name, name, f"请填写“{label}”") for name, label, text in empty if not text]
    found += [
        FieldError(name, name, f"{label}含有无法使用的字符，或者超过{LONGEST}个字符")
        for name, label, text in empty
        if len(text) > LONGEST or holds_nul(text)
    ]
    if not found and new != again:
        found.append(FieldError("again", "again", "两次输入的新密码不一致"))
    return tuple(found)


async def _asked(request: Request, services: Services, me: Identity, *errors: FieldError) -> Response:
    """What was typed is not shown again: a password never stands in a page."""
    status = _UNPROCESSABLE if errors else 200
    content = {"errors": errors, "shortest": passwords.SHORTEST, "is_initial": me.must_choose_password}
    return await page(request, services, me, "password", "更改密码", status=status, **content)
