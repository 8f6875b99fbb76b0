"""送达记录: the page of a case with its filters, and the way to the export."""

from typing import get_args

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import delivery_record
from api.delivery_record import State
from api.deps import Web
from api.identity import SignedIn
from api.json.delivery_record import Asked
from api.pages.rendering import page
from api.words import WORDS

router = APIRouter()


@router.get("/cases/{case_id}/delivery-record")
async def record(request: Request, services: Web, me: SignedIn, case_id: str, wanted: Asked) -> Response:
    found = await delivery_record.read(services, me.actor, case_id, wanted)
    return await page(
        request,
        services,
        me,
        "delivery_record",
        "送达记录",
        found=found,
        wanted=wanted,
        query=request.url.query,
        duties=[("", "全部"), *((each.id, each.title) for each in found.duties)],
        channels=[("", "全部"), *((each, WORDS[each]) for each in found.channels)],
        states=[(each, WORDS[each] if each else "全部") for each in get_args(State)],
    )
