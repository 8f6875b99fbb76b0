"""备案表联系人: shown to those who may read them; operations say first why they want to."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import contacts, reading
from api.deps import Web
from api.identity import SignedIn
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from domain.pilot.annex1_filing_form import asks_why

router = APIRouter()
_NO_REASON = FieldError("reason", "reason", "请填写“查看的理由”")


@router.get("/cases/{case_id}/contacts")
async def case_contacts(
    request: Request,
    services: Web,
    me: SignedIn,
    case_id: str,
    reason: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """``reason`` is missing on the first visit, and empty when nothing was filled in."""
    asked = asks_why(me.actor) and not (reason or "").strip()
    errors = (_NO_REASON,) if asked and reason is not None else ()
    found = [] if asked else await contacts.case_contacts(services, me.actor, case_id, reason or "")
    return await page(
        request,
        services,
        me,
        "contacts",
        "备案表联系人",
        status=422 if errors else 200,
        case=await reading.one_case(services, me.actor, case_id),
        asked=asked,
        found=found,
        errors=errors,
    )
