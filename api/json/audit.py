"""The audit log: read by page, and exported whole."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from api import audit_log, questionable
from api.audit_views import AuditView, HeadView
from api.deps import After, Limit, Web, cursor, read_cursor, row_number
from api.identity import SignedIn
from api.json.lists import Paged
from api.questionable import ChainView, QuestionableView
from db.queries.audit import Filter, Outcome
from domain.oversight import Question

router = APIRouter(prefix="/audit", tags=["审计"])

Word = Annotated[str | None, Query(max_length=200)]


class AuditPage(Paged[AuditView]):
    """``head``: the newest entry of the whole log."""

    head: HeadView


@router.get("", summary="审计记录，最近的在前（监督人员、技术运维、市场监管总局）")
async def list_audit_log(
    services: Web,
    who: SignedIn,
    case: Word = None,
    actor: Word = None,
    outcome: Outcome | None = None,
    request_id: Word = None,
    after: After = None,
    limit: Limit = 50,
) -> AuditPage:
    start = read_cursor(after, row_number)
    wanted = Filter(case_id=case, actor_id=actor, outcome=outcome, request_id=request_id)
    found, head = await audit_log.newest(services, who.actor, wanted, start[0] if start else None, limit + 1)
    items = found[:limit]
    return AuditPage(items=items, next=cursor(items[-1].sequence) if len(found) > limit else None, head=head)


@router.get("/questionable", summary="可疑办理及其原因，最近的在前（系统策略，不表示违规）")
async def list_questionable_acts(
    services: Web, who: SignedIn, reason: Question | None = None, after: After = None, limit: Limit = 50
) -> Paged[QuestionableView]:
    start = read_cursor(after, row_number)
    asked = [reason] if reason else list(Question)
    found = await questionable.newest(services, who.actor, asked, start[0] if start else None, limit + 1)
    items = found[:limit]
    return Paged(items=items, next=cursor(items[-1].entry.sequence) if len(found) > limit else None)


@router.get("/verification", summary="核验全部审计记录有无改动、缺失或者插入")
async def verify_audit_log(services: Web, who: SignedIn, head: Word = None) -> ChainView:
    """``head``：以前另处记下的链尾"""
    return await questionable.verified(services, who.actor, head or "")


@router.get(
    "/export",
    response_class=Response,
    summary="导出全部审计记录（JSON Lines，第一行为条数和链尾），可用 verify-audit 独立核验",
)
async def export_audit_log(services: Web, who: SignedIn) -> Response:
    head, lines = await audit_log.export(services, who.actor)
    headers = {"Content-Disposition": f'attachment; filename="audit-{head.sequence}.jsonl"'}
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)
