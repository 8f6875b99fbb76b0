"""The clock of the sandbox."""

from fastapi import APIRouter
from starlette.responses import Response

from api import sandbox
from api.deps import JsonBody, Web
from api.idempotency import Submission
from api.identity import SignedIn
from api.views import ClockView

router = APIRouter(prefix="/sandbox/clock", tags=["沙盘"])


@router.get("", summary="沙盘时钟：现在，和下一个时点")
async def read_clock(services: Web, who: SignedIn) -> ClockView:
    return await sandbox.reading(services)


@router.post("", response_model=ClockView, summary="向前拨动沙盘时钟")
async def move_clock(sent: Submission, body: JsonBody[sandbox.Move]) -> Response:
    return await sent.once(body, lambda _: sandbox.move(sent.services, sent.actor, body))
