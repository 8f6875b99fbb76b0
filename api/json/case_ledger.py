"""支持和推广台账 of a case: its lines, and entries of what was done."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from api import case_ledger
from api.deps import After, Body, JsonBody, Limit, Web, cursor, read_cursor, row_number
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing, Paged
from api.ledger_views import CaseLineView, DeedView
from domain.ledger import DeedForm

router = APIRouter(prefix="/cases/{case_id}/ledger", tags=["支持和推广台账"])


class DeedBody(DeedForm, Body):
    """``rule`` is asked for where the text says 按规定. ``file``: id of a file the sender uploaded, as evidence; may be
    left out."""

    file: Annotated[str | None, Field(title="佐证文件", min_length=1, max_length=100)] = None


@router.get("", summary="支持和推广台账：案件现在适用的和已有记载的事项")
async def list_ledger_lines(services: Web, who: SignedIn, case_id: str) -> Listing[CaseLineView]:
    return Listing(items=await case_ledger.case_lines(services, who.actor, case_id))


@router.get("/{line}", summary="台账的一个事项：办法的原文、由谁记载和最近的记载")
async def read_ledger_line(services: Web, who: SignedIn, case_id: str, line: str) -> CaseLineView:
    return await case_ledger.one_line(services, who.actor, case_id, line)


@router.get("/{line}/entries", summary="一个事项的全部记载，日期最近的在前")
async def list_deeds(
    services: Web, who: SignedIn, case_id: str, line: str, after: After = None, limit: Limit = 50
) -> Paged[DeedView]:
    start = read_cursor(after, date.fromisoformat, row_number)
    found = await case_ledger.some_entries(services, who.actor, case_id, line, start, limit + 1)
    items = found[:limit]
    return Paged(items=items, next=cursor(items[-1].on, items[-1].number) if len(found) > limit else None)


@router.post(
    "/{line}/entries", status_code=201, response_model=CaseLineView, summary="记载所做的工作（办法规定由其做的单位）"
)
async def enter_deed(sent: Submission, case_id: str, line: str, body: JsonBody[DeedBody]) -> Response:
    place = sent.services, sent.actor, case_id, line
    return await sent.once(body, lambda id_: case_ledger.enter(*place, body, body.file, request_id=id_), 201)
