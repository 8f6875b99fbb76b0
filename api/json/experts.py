"""长三角质量专家库: who is in the pool, and entries into it."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api import experts
from api.deps import After, Body, JsonBody, Limit, Web, cursor, read_cursor
from api.expert_views import ExpertView
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Paged
from domain.pilot.expert_register import Departure, EmployerChange, NewExpert

router = APIRouter(prefix="/experts", tags=["专家库"])


class ExpertBody(NewExpert, Body):
    """``organisation``: id of an expert's organisation that has an account."""


class EmployerBody(EmployerChange, Body):
    """``last_day``: with the old employer, which stays in the entry as a former one."""


class DepartureBody(Departure, Body):
    pass


@router.get("", summary="专家库（行政机关工作人员、技术运维）")
async def list_experts(
    services: Web,
    who: SignedIn,
    in_pool: Annotated[bool, Query(description="false：已经移出的专家")] = True,
    after: After = None,
    limit: Limit = 50,
) -> Paged[ExpertView]:
    start = read_cursor(after, str)
    found = await experts.some_experts(
        services, who.actor, in_pool=in_pool, start=start[0] if start else None, limit=limit + 1
    )
    items = found[:limit]
    return Paged(items=items, next=cursor(items[-1].organisation) if len(found) > limit else None)


@router.post("", status_code=201, response_model=ExpertView, summary="登记专家（五个省级市场监管局）")
async def enter_expert(sent: Submission, body: JsonBody[ExpertBody]) -> Response:
    return await sent.once(body, lambda id_: experts.enter(sent.services, sent.actor, body, request_id=id_), 201)


@router.post("/{organisation}/employer", response_model=ExpertView, summary="登记工作单位变更（五个省级市场监管局）")
async def change_employer(sent: Submission, organisation: str, body: JsonBody[EmployerBody]) -> Response:
    place = sent.services, sent.actor, organisation
    return await sent.once(body, lambda id_: experts.change_employer(*place, body, request_id=id_))


@router.post("/{organisation}/leave", response_model=ExpertView, summary="移出专家库（五个省级市场监管局）")
async def leave_pool(sent: Submission, organisation: str, body: JsonBody[DepartureBody]) -> Response:
    place = sent.services, sent.actor, organisation
    return await sent.once(body, lambda id_: experts.leave(*place, body, request_id=id_))
