"""台账挂图 of a district plan: measures and safeguards × units, as filtered."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from api import wall, wall_sheet
from api.deps import Web
from api.downloads import named
from api.identity import SignedIn
from api.wall import WallQuery
from api.wall_views import Lateness, WallView
from domain.district.measures import ItemKey
from domain.district.parts import ItemStatus
from services.spreadsheets import MEDIA_TYPE

router = APIRouter(prefix="/plans", tags=["台账挂图"])
_XLSX: dict[int | str, dict[str, Any]] = {
    200: {"description": "XLSX", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


def _asked(
    unit: Annotated[str, Query(max_length=100, description="单位编号")] = "",
    measure: Annotated[ItemKey | None, Query(description="措施或者保障措施，如8、s1")] = None,
    status: Annotated[ItemStatus | None, Query(description="状态")] = None,
    overdue: Annotated[Lateness | None, Query(description="督办颜色；late为黄色和红色")] = None,
) -> WallQuery:
    return WallQuery(unit, measure, status, overdue)


Asked = Annotated[WallQuery, Depends(_asked)]


@router.get("/{plan_id}/ledger", summary="方案的台账挂图：各项措施、各单位的状态、自定日期和督办颜色")
async def read_wall(services: Web, who: SignedIn, plan_id: str, wanted: Asked) -> WallView:
    return (await wall.wall(services, who.actor, plan_id, wanted)).view


@router.get("/{plan_id}/ledger.xlsx", response_class=Response, responses=_XLSX, summary="导出台账挂图（XLSX）")
async def export_wall(services: Web, who: SignedIn, plan_id: str, wanted: Asked) -> Response:
    sheet = await wall_sheet.exported(services, who, plan_id, wanted)
    return Response(sheet.data, media_type=MEDIA_TYPE, headers=named(sheet.name))
