"""Human tasks (待办): mine, one, and acting on it."""

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import acting, reading
from api.deps import After, Body, JsonBody, Limit, Web, cursor, read_cursor
from api.foreseeing.foretelling import foretold
from api.foreseeing.views import ForeseenTaskView
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Paged
from api.views import ActReceipt, TaskSummary, TaskView
from db.queries.tasks import NO_DUE

router = APIRouter(prefix="/tasks", tags=["待办"])


class ActBody(Body):
    """``data`` follows the ``schema`` of the action; ``attachments`` are ids of files the sender uploaded."""

    comment: str = Field(default="", max_length=5000)
    data: dict[str, Any] = Field(default_factory=dict)
    attachments: list[str] = Field(default_factory=list, max_length=20)


@router.get("", summary="我的待办，最紧急的在前")
async def list_tasks(services: Web, who: SignedIn, after: After = None, limit: Limit = 50) -> Paged[TaskSummary]:
    start = read_cursor(after, date.fromisoformat, datetime.fromisoformat, str)
    found = await reading.my_tasks(services, who.actor, start, limit + 1)
    items = found[:limit]
    last = items[-1] if len(found) > limit else None
    return Paged(items=items, next=cursor(last.due or NO_DUE, last.opened_at, last.id) if last else None)


@router.get("/{task_id}", summary="一项待办：依据、期限、可以怎样办理")
async def read_task(services: Web, who: SignedIn, task_id: str) -> TaskView:
    return await reading.one_task(services, who.actor, task_id)


@router.get("/{task_id}/foreseen", summary="办理前预告：每种办理会引起的文书、通知、日期和下一步，什么也不改变")
async def foresee_task(services: Web, who: SignedIn, task_id: str) -> ForeseenTaskView:
    return await foretold(services, who.actor, task_id)


@router.post("/{task_id}/actions/{name}", response_model=ActReceipt, summary="办理")
async def act(sent: Submission, task_id: str, name: str, body: JsonBody[ActBody]) -> Response:
    place = sent.services, sent.actor

    async def perform(id_: str) -> ActReceipt:
        receipt = await acting.perform(
            *place,
            task_id,
            name,
            body.data,
            request_id=id_,
            comment=body.comment,
            attachments=body.attachments,
        )
        return ActReceipt(**receipt.model_dump(), case=await reading.one_case(*place, receipt.case_id))

    return await sent.once(body.model_copy(update={"data": acting.without_personal(body.data)}), perform)
