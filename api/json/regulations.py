"""职责表 of the provincial regulation: clauses × governments, as filtered; and the sheet of one government."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from api import duty_table, duty_table_sheet, government_sheets
from api.deps import Web
from api.downloads import named
from api.duty_table import DutyQuery
from api.duty_table_views import DutyTableView
from api.government_sheet_views import GovernmentSheetView
from api.identity import SignedIn
from domain.province.clause import Level, Modality
from domain.province.standing import Standing
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/regulations", tags=["职责表"])
_XLSX: dict[int | str, dict[str, Any]] = {
    200: {"description": "XLSX", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


def _asked(
    under: Annotated[str, Query(max_length=100, description="人民政府的单位编号：该政府和直接下级")] = "",
    level: Annotated[Level | None, Query(description="层级")] = None,
    article: Annotated[int | None, Query(ge=1, le=999, description="现行文本的条")] = None,
    modality: Annotated[Modality | None, Query(description="用语")] = None,
    state: Annotated[Standing | None, Query(description="状态")] = None,
    overdue: Annotated[bool, Query(description="只看逾期的")] = False,
) -> DutyQuery:
    return DutyQuery(under, level, article, modality, state, overdue)


Asked = Annotated[DutyQuery, Depends(_asked)]


@router.get("/{key}/duties", summary="职责表：各条款、各人民政府的状态、责任单位、佐证材料和自行设定的期限")
async def read_duties(services: Web, who: SignedIn, key: str, wanted: Asked) -> DutyTableView:
    return (await duty_table.table(services, who.actor, key, wanted)).view


@router.get("/{key}/duties.xlsx", response_class=Response, responses=_XLSX, summary="导出职责表（XLSX）")
async def export_duties(services: Web, who: SignedIn, key: str, wanted: Asked) -> Response:
    sheet = await duty_table_sheet.exported(services, who, key, wanted)
    return Response(sheet.data, media_type=MEDIA_TYPE, headers=named(sheet.name))


@router.get("/{key}/governments/{organisation}", summary="一个人民政府的职责清单：条款、责任单位、佐证材料、期限、活动")
async def read_government(services: Web, who: SignedIn, key: str, organisation: str) -> GovernmentSheetView:
    return await government_sheets.sheet(services, who.actor, key, organisation)
