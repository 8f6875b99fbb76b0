"""送达记录 of a case: what was planned, sent, delivered and read, and the same to file."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from api import delivery_record
from api.delivery_record import DeliveryFilter, DeliveryRecord, State
from api.deps import Web
from api.downloads import named
from api.identity import SignedIn
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/cases/{case_id}/delivery-record", tags=["案件"])


def asked(
    duty: Annotated[str, Query(max_length=200, description="应办事项的编号")] = "",
    channel: Annotated[str, Query(max_length=50)] = "",
    state: State = "",
    late: Annotated[bool, Query(description="仅迟延的")] = False,
) -> DeliveryFilter:
    return DeliveryFilter(duty, channel, state, late)


Asked = Annotated[DeliveryFilter, Depends(asked)]


@router.get("", summary="送达记录：每一条通知和提醒的计划、发出、送达、已读及其回执")
async def read_delivery_record(services: Web, who: SignedIn, case_id: str, wanted: Asked) -> DeliveryRecord:
    return await delivery_record.read(services, who.actor, case_id, wanted)


@router.get("/export", response_class=Response, summary="导出送达记录（XLSX），其散列记入审计")
async def export_delivery_record(services: Web, who: SignedIn, case_id: str, wanted: Asked) -> Response:
    found = await delivery_record.export(services, who.actor, case_id, wanted)
    return Response(found.data, headers=named(found.name), media_type=MEDIA_TYPE)
