"""Parks: lists, one with its history, and entries into the register of them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api import park_facts, parks
from api.deps import After, Body, JsonBody, Limit, RequestKey, Web, cursor, read_cursor, request_id
from api.idempotency import once
from api.identity import SignedIn
from api.json.lists import Paged
from api.park_views import ParkSummary, ParkView, SuccessionView
from db.queries.parks import ParkFilter
from domain.zone.art07_between_cases import ParkFinding, ParkRemoval
from domain.zone.art07_entries import FactReport
from domain.zone.park_register import NewBody, NewPark, NewSuccession

router = APIRouter(prefix="/parks", tags=["园区"])


class ParkBody(NewPark, Body):
    """第三条 园区: its creating body enters it as its own."""


class BodyBody(NewBody, Body):
    """``organisation``: id of a creating body."""


class SuccessionBody(NewSuccession, Body):
    """``successor``: id of the park that came from this one; ``file``: id of the uploaded document."""

    file: str = Field(min_length=1, max_length=100)


class FactBody(FactReport, Body):
    """第七条: something that may stand against the park; ``evidence``: ids of files."""


class FindingBody(ParkFinding, Body):
    """``fact``: the ``key`` of a fact of this park that no running case holds."""


class RemovalBody(ParkRemoval, Body):
    """``fact``: the ``key`` of a listing of this park that no running case holds."""


@router.get("", summary="园区列表")
async def list_parks(
    services: Web,
    who: SignedIn,
    region: Annotated[str | None, Query(pattern=r"^\d{6}$", description="GB/T 2260 代码")] = None,
    q: Annotated[str | None, Query(max_length=100, description="园区名称的一部分")] = None,
    after: After = None,
    limit: Limit = 50,
) -> Paged[ParkSummary]:
    start = read_cursor(after, str)
    wanted = ParkFilter(region=region, q=q)
    found = await parks.some_parks(services, wanted, start[0] if start else None, limit + 1)
    items = found[:limit]
    return Paged(items=items, next=cursor(items[-1].id) if len(found) > limit else None)


@router.post("", status_code=201, response_model=ParkView, summary="登记园区（创建主体，本单位的园区）")
async def create_park(
    services: Web, who: SignedIn, key: RequestKey, request: Request, body: JsonBody[ParkBody]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    park_id = await parks.create(services, who.actor, body, request_id=request_id(who.account.id, key))
    return await first.keep(201, await parks.one_park(services, who.actor, park_id))


@router.get("/{park_id}", summary="一个园区：名称和创建主体的变迁、由来、案件")
async def read_park(services: Web, who: SignedIn, park_id: str) -> ParkView:
    return await parks.one_park(services, who.actor, park_id)


@router.post(
    "/{park_id}/bodies",
    status_code=201,
    response_model=ParkView,
    summary="登记可以代表园区的另一单位（所在地省级市场监管部门、市场监管总局）",
)
async def admit_body(
    services: Web, who: SignedIn, key: RequestKey, request: Request, park_id: str, body: JsonBody[BodyBody]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    await parks.admit_body(services, who.actor, park_id, body, request_id=request_id(who.account.id, key))
    return await first.keep(201, await parks.one_park(services, who.actor, park_id))


@router.post(
    "/{park_id}/successions",
    status_code=201,
    response_model=SuccessionView,
    summary="登记合并、分立、划转部分区域，称号不随之转移（所在地省级市场监管部门、市场监管总局）",
)
async def add_succession(
    services: Web, who: SignedIn, key: RequestKey, request: Request, park_id: str, body: JsonBody[SuccessionBody]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    id_ = request_id(who.account.id, key)
    found = await parks.add_succession(services, who.actor, park_id, body, body.file, request_id=id_)
    return await first.keep(201, found)


@router.post(
    "/{park_id}/facts",
    status_code=201,
    response_model=ParkView,
    summary="录入没有案件在办的园区的第七条情形（所在地省级市场监管部门、市场监管总局）",
)
async def record_fact(
    services: Web, who: SignedIn, key: RequestKey, request: Request, park_id: str, body: JsonBody[FactBody]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    await park_facts.record(services, who.actor, park_id, body, request_id=request_id(who.account.id, key))
    return await first.keep(201, await parks.one_park(services, who.actor, park_id))


@router.post(
    "/{park_id}/facts/determine",
    response_model=ParkView,
    summary="录入案件之外第七条情形的认定结果（所在地省级市场监管部门、市场监管总局）",
)
async def determine_fact(
    services: Web, who: SignedIn, key: RequestKey, request: Request, park_id: str, body: JsonBody[FindingBody]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    await park_facts.determine(services, who.actor, park_id, body, request_id=request_id(who.account.id, key))
    return await first.keep(200, await parks.one_park(services, who.actor, park_id))


@router.post(
    "/{park_id}/facts/delist",
    response_model=ParkView,
    summary="录入案件之外的移出名单（所在地省级市场监管部门、市场监管总局）",
)
async def delist_fact(
    services: Web, who: SignedIn, key: RequestKey, request: Request, park_id: str, body: JsonBody[RemovalBody]
) -> Response:
    first = once(services, request, who.account.id, key, body)
    if answer := await first.replay():
        return answer
    await park_facts.delist(services, who.actor, park_id, body, request_id=request_id(who.account.id, key))
    return await first.keep(200, await parks.one_park(services, who.actor, park_id))
