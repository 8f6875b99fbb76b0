"""推演: begin one of a case, and read its story. The real case stays as it is."""

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from api import rehearsals
from api.deps import JsonBody, Web
from api.idempotency import Submission
from api.identity import SignedIn
from contracts.rehearsal import Story

router = APIRouter(tags=["推演"])


class RehearsalReceipt(BaseModel):
    """Read the story under ``id``; it grows until ``ended_at`` is set, and is dropped after a day."""

    id: str


@router.post(
    "/cases/{case_id}/rehearsals", response_model=RehearsalReceipt, status_code=201, summary="开始推演一个案件"
)
async def start_rehearsal(sent: Submission, case_id: str, body: JsonBody[rehearsals.Wish]) -> Response:
    async def begin(_: str) -> RehearsalReceipt:
        beginning = await rehearsals.of_case(sent.services, sent.actor, case_id)
        return RehearsalReceipt(id=await rehearsals.start(sent.services, sent.actor, beginning, body))

    return await sent.once(body, begin, 201)


@router.get("/rehearsals/{rehearsal_id}", summary="本人的一次推演：到目前为止的逐日经过")
async def read_rehearsal(services: Web, who: SignedIn, rehearsal_id: str) -> Story:
    _, told = await rehearsals.one(services, who.actor, rehearsal_id)
    return told
