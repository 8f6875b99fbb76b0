"""日历订阅: one's subscriptions, a new one whose address is shown once, and revoking one."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from starlette.responses import RedirectResponse, Response

from api import calendar_feed, calendar_tokens
from api.calendar_tokens import NewFeed, NewFeedView
from api.deps import Services, Web, holds_nul, nul_error, request_id
from api.errors import malformed
from api.identity import Identity, SignedIn
from api.pages.forms.check import FieldError
from api.pages.rendering import page

router = APIRouter(prefix="/calendar")
_MISSING = FieldError("label", "label", "请填写名称（不超过50个字）")
_LONGEST = 50


@router.get("")
async def calendar_feeds(request: Request, services: Web, me: SignedIn) -> Response:
    return await _show(request, services, me)


@router.post("")
async def make(
    request: Request,
    services: Web,
    me: SignedIn,
    label: Annotated[str, Form(max_length=1000)] = "",
    request_key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """The address stands on this answer and nowhere else, so there is no other page to go to."""
    if holds_nul(label):
        raise malformed("填报内容有误，未作任何变更。", nul_error(["body"]))
    if not 0 < len(label.strip()) <= _LONGEST:
        return await _show(request, services, me, label=label, errors=(_MISSING,))
    sent = request_id(me.account.id, request_key or secrets.token_urlsafe(16))
    made = await calendar_tokens.make(services, me.actor, NewFeed(label=label.strip()), request_id=sent)
    return await _show(request, services, me, made=made)


@router.post("/{feed_id}/revoke")
async def revoke(services: Web, me: SignedIn, feed_id: str) -> Response:
    sent = request_id(me.account.id, f"revoke-{feed_id}")
    await calendar_tokens.revoke(services, me.actor, feed_id, request_id=sent)
    return RedirectResponse("/calendar", 303)


@router.get("/{token}.ics")
async def read(services: Web, request: Request, token: Annotated[str, Path(max_length=100)]) -> Response:
    """The calendar itself, for whoever has the address."""
    return await calendar_feed.answer(services, request, token)


async def _show(
    request: Request,
    services: Services,
    me: Identity,
    *,
    label: str = "",
    made: NewFeedView | None = None,
    errors: tuple[FieldError, ...] = (),
) -> Response:
    return await page(
        request,
        services,
        me,
        "calendar_feeds",
        "日历订阅",
        status=422 if errors else 200,
        feeds=await calendar_tokens.shown(services, me.actor),
        label=label,
        made=made,
        errors=errors,
        request_key=secrets.token_urlsafe(16),
    )
