"""Lists of cases (创建名单, 公示名单, 项目清单): what they hold, and one act on all their entries."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import case_lists, list_acting
from api.case_list_views import ListSummary, ListView
from api.deps import Body, JsonBody, RequestKey, Web, request_id
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing
from api.list_acting import ListAsk
from domain.case_lists import MOST
from domain.list_kinds import NewList

router = APIRouter(prefix="/lists", tags=["名单"])


class ListBody(Body, NewList):
    """``rank`` orders the entries; nothing in the text follows from it."""


class ListActBody(Body):
    """``data`` follows the ``data_schema`` of the act; ``entries``: case ids, empty for all that wait for the actor."""

    comment: str = Field(default="", max_length=5000)
    data: dict[str, Any] = Field(default_factory=dict)
    entries: list[str] = Field(default_factory=list, max_length=MOST)
    attachments: list[str] = Field(default_factory=list, max_length=20)


@router.get("", summary="名单，最近的在前")
async def list_lists(services: Web, who: SignedIn) -> Listing[ListSummary]:
    return Listing(items=await case_lists.some_lists(services, who.actor))


@router.post(
    "",
    status_code=201,
    response_model=ListView,
    summary="提出名单（创建名单：省级；公示名单：总局；项目清单：长三角各省级市场监管局）",
)
async def create_list(sent: Submission, body: JsonBody[ListBody]) -> Response:
    async def create(id_: str) -> ListView:
        number = await case_lists.create(sent.services, sent.actor, body, request_id=id_)
        return await case_lists.one_list(sent.services, sent.actor, number)

    return await sent.once(body, create, 201)


@router.get("/{number}", summary="一份名单：各园区或者项目的现状、各次办理的逐一结果、可以怎样办理")
async def read_list(services: Web, who: SignedIn, number: str) -> ListView:
    return await case_lists.one_list(services, who.actor, number)


@router.post("/{number}/acts/{action}", response_model=ListView, summary="对名单中的园区或者项目一并办理，逐一得出结果")
async def act_on_list(
    services: Web,
    who: SignedIn,
    key: RequestKey,
    number: str,
    action: str,
    body: JsonBody[ListActBody],
) -> ListView:
    """The answer is never kept: asked again, the list tells what has become of the same act meanwhile."""
    ask = ListAsk(action, body.data, body.comment, body.attachments, body.entries)
    return await list_acting.perform(services, who.actor, number, ask, request_id=request_id(who.account.id, key))
