"""审计: the audit log with its filters, and the way to its export."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import audit_log, questionable
from api.audit_words import OUTCOMES
from api.deps import After, Web, cursor, read_cursor, row_number
from api.identity import SignedIn
from api.pages.rendering import page
from db.queries.audit import Filter
from db.queries.cases import EVERYWHERE
from domain.oversight import Question

router = APIRouter()
_PAGE = 50

Word = Annotated[str, Query(max_length=200)]


@router.get("/audit")
async def audit(
    request: Request,
    services: Web,
    me: SignedIn,
    case: Word = "",
    actor: Word = "",
    outcome: Literal["", "done", "refused", "read"] = "",
    request_id: Word = "",
    after: After = None,
) -> Response:
    start = read_cursor(after, row_number)
    wanted = Filter(case.strip() or None, actor.strip() or None, outcome or None, request_id.strip() or None)
    found, head = await audit_log.newest(services, me.actor, wanted, start[0] if start else None, _PAGE + 1)
    shown = found[:_PAGE]
    return await page(
        request,
        services,
        me,
        "audit",
        "审计",
        entries=shown,
        head=head,
        more=cursor(shown[-1].sequence) if len(found) > _PAGE else "",
        case=case,
        actor=actor,
        outcome=outcome,
        request_id=request_id,
        outcomes=[("", "全部"), *OUTCOMES.items()],
        may_export=me.actor.role in EVERYWHERE,
    )


@router.get("/audit/questionable")
async def questions(
    request: Request,
    services: Web,
    me: SignedIn,
    reason: Literal["", "back_dated", "edited", "hasty", "extended"] = "",
    after: After = None,
) -> Response:
    """可疑办理."""
    start = read_cursor(after, row_number)
    asked = [Question(reason)] if reason else list(Question)
    found = await questionable.newest(services, me.actor, asked, start[0] if start else None, _PAGE + 1)
    shown = found[:_PAGE]
    return await page(
        request,
        services,
        me,
        "questionable",
        "可疑办理",
        found=shown,
        more=cursor(shown[-1].entry.sequence) if len(found) > _PAGE else "",
        reason=reason,
        reasons=[("", "全部"), *((each.value, each.label) for each in Question)],
    )


@router.get("/audit/verification")
async def verification(request: Request, services: Web, me: SignedIn, head: Word = "") -> Response:
    """核验 of the whole log."""
    found = await questionable.verified(services, me.actor, head.strip())
    may_export = me.actor.role in EVERYWHERE
    return await page(request, services, me, "audit_verification", "核验审计记录", found=found, may_export=may_export)
