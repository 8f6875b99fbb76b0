"""Ledgers and the register of documents as XLSX."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from api import sheets
from api.deps import Web
from api.downloads import named
from api.identity import SignedIn
from api.sheets import Sheet
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(tags=["表格"])
_XLSX: dict[int | str, dict[str, Any]] = {
    200: {"description": "XLSX", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get(
    "/cases/{case_id}/ledger.xlsx",
    response_class=Response,
    responses=_XLSX,
    summary="导出案件的支持和推广台账（XLSX）",
)
async def export_case_ledger(services: Web, who: SignedIn, case_id: str) -> Response:
    return _file(await sheets.ledger_of_case(services, who, case_id))


@router.get(
    "/cases/{case_id}/documents.xlsx",
    response_class=Response,
    responses=_XLSX,
    summary="导出案件的文书登记簿，含散列值和核验网址（XLSX）",
)
async def export_case_documents(services: Web, who: SignedIn, case_id: str) -> Response:
    return _file(await sheets.documents_of_case(services, who, case_id))


@router.get(
    "/deliverables.xlsx",
    response_class=Response,
    responses=_XLSX,
    summary="导出五省级市场监管局共同工作台账（XLSX；行政机关工作人员、技术运维）",
)
async def export_deliverables(services: Web, who: SignedIn) -> Response:
    return _file(await sheets.deliverables(services, who))


def _file(sheet: Sheet) -> Response:
    return Response(sheet.data, media_type=MEDIA_TYPE, headers=named(sheet.name))
