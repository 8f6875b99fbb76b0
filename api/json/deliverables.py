"""五省级市场监管局共同工作台账: the deliverables of the pilot plan, and entries of what was done."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import deliverables
from api.deliverable_views import DeliverableEntryView, DeliverableView
from api.deps import After, Body, JsonBody, Limit, Web, cursor, read_cursor, row_number
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing, Paged
from domain.pilot.deliverable_ledger import ProgressForm

router = APIRouter(prefix="/deliverables", tags=["共同工作台账"])


class ProgressBody(ProgressForm, Body):
    """``file``: id of a file the sender uploaded, as evidence; may be left out."""

    file: Annotated[str | None, Field(title="佐证文件", min_length=1, max_length=100)] = None


@router.get("", summary="五省级市场监管局共同工作台账：方案列明的各项工作（行政机关工作人员、技术运维）")
async def list_deliverables(services: Web, who: SignedIn) -> Listing[DeliverableView]:
    return Listing(items=await deliverables.all_deliverables(services, who.actor))


@router.get("/{deliverable}", summary="一项工作：方案的原文、进展和最近的记载")
async def read_deliverable(services: Web, who: SignedIn, deliverable: str) -> DeliverableView:
    return await deliverables.one_deliverable(services, who.actor, deliverable)


@router.get("/{deliverable}/entries", summary="一项工作的全部记载，日期最近的在前")
async def list_entries(
    services: Web, who: SignedIn, deliverable: str, after: After = None, limit: Limit = 50
) -> Paged[DeliverableEntryView]:
    start = read_cursor(after, date.fromisoformat, row_number)
    found = await deliverables.some_entries(services, who.actor, deliverable, start, limit + 1)
    items = found[:limit]
    return Paged(items=items, next=cursor(items[-1].on, items[-1].number) if len(found) > limit else None)


@router.post(
    "/{deliverable}/entries", status_code=201, response_model=DeliverableView, summary="记载进展（五个省级市场监管局）"
)
async def enter_progress(sent: Submission, deliverable: str, body: JsonBody[ProgressBody]) -> Response:
    place = sent.services, sent.actor, deliverable
    return await sent.once(body, lambda id_: deliverables.enter(*place, body, body.file, request_id=id_), 201)
