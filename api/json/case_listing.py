"""案件列表: exports of it, and the filters that somebody keeps."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from api import case_export, saved_filters
from api.case_export import TITLE
from api.case_listing import Asked
from api.deps import JsonBody, Web
from api.downloads import named
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing
from api.saved_filters import NewFilter, SavedFilterView
from services.spreadsheets import CSV_MEDIA_TYPE, MEDIA_TYPE

router = APIRouter(tags=["案件"])
_TEXT: dict[str, Any] = {"schema": {"type": "string"}}
_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/cases.xlsx",
    response_class=Response,
    responses={200: {"description": "XLSX", "content": {MEDIA_TYPE: _BYTES}}},
    summary="导出筛选后的案件列表（XLSX）",
)
async def export_cases_as_workbook(services: Web, who: SignedIn, query: Asked) -> Response:
    pieces = await case_export.workbook_of_cases(services, who, query)
    return StreamingResponse(pieces, media_type=MEDIA_TYPE, headers=named(f"{TITLE}.xlsx"))


@router.get(
    "/cases.csv",
    response_class=Response,
    responses={200: {"description": "CSV（UTF-8，带BOM）", "content": {"text/csv": _TEXT}}},
    summary="导出筛选后的案件列表（CSV）",
)
async def export_cases_as_csv(services: Web, who: SignedIn, query: Asked) -> Response:
    pieces = await case_export.csv_of_cases(services, who, query)
    return StreamingResponse(pieces, media_type=CSV_MEDIA_TYPE, headers=named(f"{TITLE}.csv"))


@router.get("/case-filters", summary="本人保存的常用筛选，按名称")
async def list_case_filters(services: Web, who: SignedIn) -> Listing[SavedFilterView]:
    return Listing(items=await saved_filters.shown(services, who.actor))


@router.post(
    "/case-filters", status_code=201, response_model=SavedFilterView, summary="保存常用筛选；同名的以后一次为准"
)
async def save_case_filter(sent: Submission, body: JsonBody[NewFilter]) -> Response:
    place = sent.services, sent.actor
    return await sent.once(body, lambda id_: saved_filters.save(*place, body, request_id=id_), 201)


@router.post("/case-filters/{filter_id}/remove", response_model=SavedFilterView, summary="删除常用筛选")
async def remove_case_filter(sent: Submission, filter_id: str) -> Response:
    place = sent.services, sent.actor
    return await sent.once(filter_id, lambda id_: saved_filters.remove(*place, filter_id, request_id=id_))
