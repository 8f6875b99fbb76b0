"""统计: what was done in time, where cases stand, whose term is about to end."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api import statistics
from api.deps import After, Limit, Web, cursor, read_cursor
from api.identity import SignedIn
from api.json.lists import Listing, Paged
from api.statistics_views import CountedTask, ExpiringCase, StatisticsView
from db.queries.statistics import NO_DUE, Standing, TaskFilter

router = APIRouter(prefix="/statistics", tags=["统计"])

Word = Annotated[str | None, Query(max_length=100)]
Region = Annotated[str | None, Query(pattern=r"^\d{6}$", description="GB/T 2260 代码")]
Year = Annotated[int | None, Query(ge=2000, le=2099, description="期限所在年度")]


@router.get("", summary="按期和逾期、各阶段的案件、将要届满的示范期；只统计本人有权查看的案件")
async def read_statistics(
    services: Web, who: SignedIn, programme: Word = None, region: Region = None, year: Year = None
) -> StatisticsView:
    return await statistics.numbers(services, who.actor, TaskFilter(programme=programme, region=region, year=year))


@router.get("/tasks", summary="统计所计的事项，按期限；参数取自统计中的 query")
async def list_counted_tasks(
    services: Web,
    who: SignedIn,
    programme: Word = None,
    region: Region = None,
    year: Year = None,
    kind: Word = None,
    role: Word = None,
    organisation: Word = None,
    province: Word = None,
    standing: Standing | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Paged[CountedTask]:
    wanted = TaskFilter(programme, region, year, kind, role, organisation, province, standing)
    start = read_cursor(after, date.fromisoformat, str)
    found = await statistics.tasks(services, who.actor, wanted, start, limit + 1)
    items = found[:limit]
    more = len(found) > limit
    return Paged(items=items, next=cursor(items[-1].due or NO_DUE, items[-1].id) if more else None)


@router.get("/expiries", summary="示范期在某一月份届满的示范区，按最后一日；month 取自统计中的 expiries")
async def list_expiring_cases(
    services: Web,
    who: SignedIn,
    month: Annotated[str, Query(pattern=statistics.MONTH, description="2026-12，或者 later")],
    region: Region = None,
) -> Listing[ExpiringCase]:
    return Listing(items=await statistics.expiring(services, who.actor, region, month))
