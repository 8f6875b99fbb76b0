"""审计: the audit log with its filters, and the way to its export."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import audit_log
from api.audit_words import OUTCOMES
from api.deps import After, Web, cursor, read_cursor, row_number
from api.identity import SignedIn
from api.pages.rendering import page
from db.queries.audit import Filter

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
    after: After = None,
) -> Response:
    start = read_cursor(after, row_number)
    wanted = Filter(case.strip() or None, actor.strip() or None, outcome or None)
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
        outcomes=[("", "全部"), *OUTCOMES.items()],
    )
