"""实时: an open page is told when it is to be read again. Without scripts it is read as ever."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import AwareDatetime

from api import reading
from api.deps import Services, Web
from api.identity import SignedIn, digest

router = APIRouter()


async def _watched(services: Web, me: SignedIn, case: Annotated[str, Query(max_length=200)] = "") -> str:
    """The case to be watched, if its visitor may see it; empty for all that they may see. Raises 404."""
    if case:
        await reading.one_case(services, me.actor, case)
    return case


@router.get("/live", response_class=EventSourceResponse)
async def stream(
    services: Web,
    me: SignedIn,
    case: Annotated[str, Depends(_watched)],
    since: AwareDatetime,
    last_event_id: Annotated[AwareDatetime | None, Header()] = None,
) -> AsyncIterator[ServerSentEvent]:
    """``changed`` when the page is to be read again, ``over`` when nobody is signed in any more."""
    async for told in services.pulse.listen(services, me.actor, digest(me.token), case, last_event_id or since):
        yield ServerSentEvent(event=told, data="", id=(await services.clock.now()).isoformat())


async def address(services: Services, case_id: str = "") -> str:
    """What a page that is drawn now listens to."""
    now: datetime = await services.clock.now()
    return f"/live?since={now:%Y-%m-%dT%H:%M:%S.%fZ}" + (f"&case={case_id}" if case_id else "")
