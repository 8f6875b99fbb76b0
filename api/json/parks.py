"""Parks: lists, one with its history, and entries into the register of them."""

from typing import Annotated, Protocol, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from api import park_facts, parks
from api.deps import After, Body, JsonBody, Limit, Services, Web, cursor, read_cursor
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Paged
from api.park_views import ParkSummary, ParkView, SuccessionView
from db.queries.parks import ParkFilter
from domain.roles import Actor
from domain.zone.art07_between_cases import ParkFinding, ParkRemoval
from domain.zone.art07_entries import FactReport
from domain.zone.park_register import NewBody, NewPark, NewSuccession

Form = TypeVar("Form", bound=BaseModel, contravariant=True)


class Act(Protocol[Form]):
    """Something that changes what the register holds of a park."""

    async def __call__(
        self, services: Services, actor: Actor, park_id: str, form: Form, /, *, request_id: str
    ) -> None: ...


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
async def create_park(sent: Submission, body: JsonBody[ParkBody]) -> Response:
    async def create(id_: str) -> ParkView:
        park_id = await parks.create(sent.services, sent.actor, body, request_id=id_)
        return await parks.one_park(sent.services, sent.actor, park_id)

    return await sent.once(body, create, 201)


@router.get("/{park_id}", summary="一个园区：名称和创建主体的变迁、由来、案件")
async def read_park(services: Web, who: SignedIn, park_id: str) -> ParkView:
    return await parks.one_park(services, who.actor, park_id)


@router.post(
    "/{park_id}/bodies",
    status_code=201,
    response_model=ParkView,
    summary="登记可以代表园区的另一单位（所在地省级市场监管部门、市场监管总局）",
)
async def admit_body(sent: Submission, park_id: str, body: JsonBody[BodyBody]) -> Response:
    return await _changed(sent, park_id, body, parks.admit_body, 201)


@router.post(
    "/{park_id}/successions",
    status_code=201,
    response_model=SuccessionView,
    summary="登记合并、分立、划转部分区域，称号不随之转移（所在地省级市场监管部门、市场监管总局）",
)
async def add_succession(sent: Submission, park_id: str, body: JsonBody[SuccessionBody]) -> Response:
    place = sent.services, sent.actor, park_id
    return await sent.once(body, lambda id_: parks.add_succession(*place, body, body.file, request_id=id_), 201)


@router.post(
    "/{park_id}/facts",
    status_code=201,
    response_model=ParkView,
    summary="录入没有案件在办的园区的第七条情形（所在地省级市场监管部门、市场监管总局）",
)
async def record_fact(sent: Submission, park_id: str, body: JsonBody[FactBody]) -> Response:
    return await _changed(sent, park_id, body, park_facts.record, 201)


@router.post(
    "/{park_id}/facts/determine",
    response_model=ParkView,
    summary="录入案件之外第七条情形的认定结果（所在地省级市场监管部门、市场监管总局）",
)
async def determine_fact(sent: Submission, park_id: str, body: JsonBody[FindingBody]) -> Response:
    return await _changed(sent, park_id, body, park_facts.determine)


@router.post(
    "/{park_id}/facts/delist",
    response_model=ParkView,
    summary="录入案件之外的移出名单（所在地省级市场监管部门、市场监管总局）",
)
async def delist_fact(sent: Submission, park_id: str, body: JsonBody[RemovalBody]) -> Response:
    return await _changed(sent, park_id, body, park_facts.delist)


async def _changed(sent: Submission, park_id: str, form: Form, act: Act[Form], status: int = 200) -> Response:
    async def change(id_: str) -> ParkView:
        await act(sent.services, sent.actor, park_id, form, request_id=id_)
        return await parks.one_park(sent.services, sent.actor, park_id)

    return await sent.once(form, change, status)
