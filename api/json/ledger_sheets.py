"""A unit's ledger by sheet: the sheet to fill in, looking at a filled one, and filing it."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import ledger_sheets, reading
from api.deps import Body, JsonBody, Web
from api.downloads import named
from api.idempotency import Submission
from api.identity import SignedIn
from api.ledger_sheet_views import LedgerSheetCheck
from api.views import ActReceipt
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/ledger-sheets", tags=["台账表"])
_XLSX: dict[int | str, dict[str, Any]] = {
    200: {"description": "XLSX", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


class FilledSheet(Body):
    """``file_id``: a filled sheet, uploaded by the sender before."""

    file_id: str = Field(min_length=1, max_length=100)


@router.get(
    "/{task_id}/template.xlsx",
    response_class=Response,
    responses=_XLSX,
    summary="本单位的台账表：待建账事项供填写，已建账事项供对照（XLSX）",
)
async def read_ledger_template(services: Web, who: SignedIn, task_id: str) -> Response:
    name, data = await ledger_sheets.template_of(services, who.actor, task_id)
    return Response(data, media_type=MEDIA_TYPE, headers=named(name))


@router.get("/{task_id}/files/{sheet_id}/check", summary="核对填好的台账表：逐行检查，预告报送的后果，不作变更")
async def check_ledger_sheet(services: Web, who: SignedIn, task_id: str, sheet_id: str) -> LedgerSheetCheck:
    return await ledger_sheets.check(services, who.actor, task_id, sheet_id)


@router.get(
    "/{task_id}/files/{sheet_id}/marked.xlsx",
    response_class=Response,
    responses=_XLSX,
    summary="原表，错误之处已经标注（XLSX）",
)
async def read_marked_ledger(services: Web, who: SignedIn, task_id: str, sheet_id: str) -> Response:
    name, data = await ledger_sheets.marked_file(services, who.actor, task_id, sheet_id)
    return Response(data, media_type=MEDIA_TYPE, headers=named(name))


@router.post("/{task_id}", response_model=ActReceipt, summary="按填好的台账表建立工作台账，与填报表单相同")
async def file_ledger_sheet(sent: Submission, task_id: str, body: JsonBody[FilledSheet]) -> Response:
    place = sent.services, sent.actor

    async def perform(id_: str) -> ActReceipt:
        receipt = await ledger_sheets.file(*place, task_id, body.file_id, request_id=id_)
        return ActReceipt(**receipt.model_dump(), case=await reading.one_case(*place, receipt.case_id))

    return await sent.once(body, perform)
