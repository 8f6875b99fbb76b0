"""通知未送达: tasks of those who see to it that somebody is told otherwise."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import delivery_tasks
from api.deps import Body, JsonBody, Web
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing
from api.notification_views import DeliveryTaskView
from domain.delivery import OtherwiseTold

router = APIRouter(prefix="/delivery-tasks", tags=["通知未送达"])


class OtherwiseToldBody(Body, OtherwiseTold):
    """``file``: id of a file the sender uploaded; may be left out."""

    file: Annotated[str | None, Field(title="佐证文件", min_length=1, max_length=100)] = None


@router.get("", summary="由本单位另行通知的事项：各渠道均未送达的通知（系统策略）")
async def list_delivery_tasks(services: Web, who: SignedIn) -> Listing[DeliveryTaskView]:
    return Listing(items=await delivery_tasks.mine(services, who.actor))


@router.get("/{delivery_task_id}", summary="一项未送达的通知：试过哪些渠道，应当告知什么")
async def read_delivery_task(services: Web, who: SignedIn, delivery_task_id: str) -> DeliveryTaskView:
    return await delivery_tasks.one(services, who.actor, delivery_task_id)


@router.post("/{delivery_task_id}/close", response_model=DeliveryTaskView, summary="已另行通知：方式、日期、通知人")
async def close_delivery_task(sent: Submission, delivery_task_id: str, body: JsonBody[OtherwiseToldBody]) -> Response:
    place = sent.services, sent.actor, delivery_task_id, OtherwiseTold.model_validate(body.model_dump(exclude={"file"}))
    return await sent.once(body, lambda id_: delivery_tasks.close(*place, body.file, request_id=id_))
