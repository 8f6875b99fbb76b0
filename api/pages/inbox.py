"""消息: a person's notifications in the portal. To open the page is to read them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import audit
from api.deps import Web
from api.identity import SignedIn
from api.pages.rendering import page
from db.queries import notifications

router = APIRouter()
_SHOWN = 100


@router.get("/inbox")
async def inbox(request: Request, services: Web, me: SignedIn) -> Response:
    async with services.register.read() as session:
        messages = await notifications.inbox(session, me.account.id, _SHOWN)
    if any(each.read_at is None for each in messages):
        now = await services.clock.now()
        async with services.register.write() as session:
            await notifications.mark_read(session, me.account.id, me.organisation.id, now)
            await audit.add(session, now, me.actor, "inbox.read", me.account.id, detail="查看站内消息，自此视为已读")
    return await page(request, services, me, "inbox", "消息", messages=messages)
