"""The clock of the sandbox."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import sandbox
from api.deps import JsonBody, RequestKey, Web
from api.idempotency import once
from api.identity import SignedIn
from api.views import ClockView

router = APIRouter(prefix="/sandbox/clock", tags=["沙盘"])


@router.get("", summary="沙盘时钟：现在，和下一个时点")
async def read_clock(services: Web, who: SignedIn) -> ClockView:
    return await sandbox.reading(services)


@router.post("", response_model=ClockView, summary="向前拨动沙盘时钟")
async def move_clock(
    services: Web, who: SignedIn, key: RequestKey, request: Request, body: JsonBody[sandbox.Move]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    return await first.keep(200, await sandbox.move(services, who.actor, body))
