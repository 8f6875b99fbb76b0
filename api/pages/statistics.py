"""统计: numbers, each with the list of what it counts; chart and table side by side."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import case_listing, statistics
from api.deps import After, Web, cursor, read_cursor
from api.identity import SignedIn
from api.pages.charts import Chart, Part, chart
from api.pages.rendering import page
from api.regions import PROVINCES
from api.statistics_views import StepLine
from db.queries.statistics import NO_DUE, Standing, TaskFilter
from domain.dates import local_date
from domain.roles import NATIONAL

router = APIRouter(prefix="/statistics")
_PAGE = 50
_BARS = 12
"""A chart shows the first ones of its table."""
_YEARS = 5

Word = Annotated[str, Query(max_length=50)]
Year = Annotated[str, Query(pattern=r"^(20\d\d)?$")]
Region = Annotated[str, Query(pattern=r"^(\d{6})?$")]


@router.get("")
async def overview(
    request: Request, services: Web, me: SignedIn, programme: Word = "", region: Region = "", year: Year = ""
) -> Response:
    wanted = TaskFilter(programme=programme or None, region=region or None, year=int(year) if year else None)
    found = await statistics.numbers(services, me.actor, wanted)
    this_year = local_date(await services.clock.now()).year
    return await page(
        request,
        services,
        me,
        "statistics",
        "统计",
        found=found,
        steps=_standings(found.by_step),
        units=_standings(found.by_unit),
        stock=chart((line.stage_label, [Part("plain", "", line.number)]) for line in found.stock),
        expiries=chart((line.label, [Part("plain", "", line.number)]) for line in found.expiries),
        expires=any(line.number for line in found.expiries),
        programme=programme,
        programmes=[("", "全部"), *case_listing.offered(me.actor, programme).items()],
        region=region,
        provinces=[("", "全部"), *((code, name) for code, name in PROVINCES.items() if code != NATIONAL)],
        year=year,
        years=[("", "全部"), *((str(each), f"{each}年") for each in range(this_year + 1, this_year - _YEARS, -1))],
    )


def _standings(lines: list[StepLine]) -> Chart:
    return chart(
        (line.step or line.unit, [Part(one.standing, one.label, one.number) for one in line.numbers])
        for line in lines[:_BARS]
    )


@router.get("/tasks")
async def tasks(
    request: Request,
    services: Web,
    me: SignedIn,
    programme: Word = "",
    region: Region = "",
    year: Year = "",
    kind: Word = "",
    role: Word = "",
    organisation: Word = "",
    province: Word = "",
    standing: Standing | None = None,
    after: After = None,
) -> Response:
    wanted = TaskFilter(
        programme=programme or None,
        region=region or None,
        year=int(year) if year else None,
        kind=kind or None,
        role=role or None,
        organisation=organisation,
        province=province,
        standing=standing,
    )
    start = read_cursor(after, date.fromisoformat, str)
    found = await statistics.tasks(services, me.actor, wanted, start, _PAGE + 1)
    shown = found[:_PAGE]
    query = {name: value for name, value in request.query_params.items() if name != "after"}
    return await page(
        request,
        services,
        me,
        "statistics_tasks",
        f"统计：{statistics.LABELS[standing] if standing else '全部事项'}",
        tasks=shown,
        query=query,
        back={name: value for name, value in query.items() if name in ("programme", "region", "year")},
        more=cursor(shown[-1].due or NO_DUE, shown[-1].id) if len(found) > _PAGE else "",
    )


@router.get("/expiries")
async def expiries(
    request: Request,
    services: Web,
    me: SignedIn,
    month: Annotated[str, Query(pattern=statistics.MONTH)],
    region: Region = "",
) -> Response:
    found = await statistics.expiring(services, me.actor, region or None, month)
    title = f"示范期{statistics.month_label(month)}届满的示范区"
    return await page(request, services, me, "statistics_expiries", title, cases=found)
