"""批量接入在办案件: the sheet to fill in, looking at a filled one, proposing and confirming it."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import case_imports
from api.case_import_views import ImportCheck, ImportSummary, ImportView
from api.deps import Body, JsonBody, Web
from api.downloads import named
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing
from services.case_sheet import template
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/case-imports", tags=["批量接入"])
_XLSX: dict[int | str, dict[str, Any]] = {
    200: {"description": "XLSX", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


class NewImport(Body):
    """``file_id``: a filled sheet, uploaded by the sender before."""

    file_id: str = Field(min_length=1, max_length=100)


@router.get("", summary="各批接入，最近的在前（市场监管总局、监督人员、技术运维）")
async def list_case_imports(services: Web, who: SignedIn) -> Listing[ImportSummary]:
    return Listing(items=await case_imports.all_imports(services, who.actor))


@router.get(
    "/template.xlsx", response_class=Response, responses=_XLSX, summary="批量接入的模板，附填写说明和示例（XLSX）"
)
async def read_import_template(services: Web, who: SignedIn) -> Response:
    return Response(template(await services.clock.now()), media_type=MEDIA_TYPE, headers=named("在办案件接入模板.xlsx"))


@router.get("/files/{sheet_id}/check", summary="试算：逐行检查填好的表，列出接入后的日期、应办事项和提醒，不作变更")
async def check_case_import(services: Web, who: SignedIn, sheet_id: str) -> ImportCheck:
    return await case_imports.check(services, who.actor, sheet_id)


@router.get(
    "/files/{sheet_id}/marked.xlsx",
    response_class=Response,
    responses=_XLSX,
    summary="原表，错误之处已经标注（XLSX）",
)
async def read_marked_import(services: Web, who: SignedIn, sheet_id: str) -> Response:
    name, data = await case_imports.marked_file(services, who.actor, sheet_id)
    return Response(data, media_type=MEDIA_TYPE, headers=named(name))


@router.post("", status_code=201, response_model=ImportView, summary="提出批量接入（市场监管总局、技术运维）")
async def propose_case_import(sent: Submission, body: JsonBody[NewImport]) -> Response:
    place = sent.services, sent.actor, body.file_id
    return await sent.once(body, lambda id_: case_imports.propose(*place, request_id=id_), 201)


@router.get("/{import_id}", summary="一批接入：各行和进度；待确认的，附现在接入的试算")
async def read_case_import(services: Web, who: SignedIn, import_id: str) -> ImportView:
    return await case_imports.one_import(services, who.actor, import_id)


@router.post(
    "/{import_id}/confirm",
    response_model=ImportView,
    summary="确认接入（市场监管总局，提出人以外的第二人）；各案件随后逐一接入",
)
async def confirm_case_import(sent: Submission, import_id: str) -> Response:
    place = sent.services, sent.actor, import_id
    return await sent.once(import_id, lambda id_: case_imports.decide(*place, confirm=True, request_id=id_))


@router.post("/{import_id}/decline", response_model=ImportView, summary="不予接入，或者由提出人收回")
async def decline_case_import(sent: Submission, import_id: str) -> Response:
    place = sent.services, sent.actor, import_id
    return await sent.once(import_id, lambda id_: case_imports.decide(*place, confirm=False, request_id=id_))
