"""延长、中止、恢复计算: the form, a last look at what would come of it, and the decision."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api import date_changes
from api.date_change_views import CaseDateView, DateChangePreview
from api.deps import Services, Web, request_id
from api.errors import not_found
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from domain.date_change_kinds import KINDS, ChangeForm, ChangeKind

router = APIRouter(prefix="/cases/{case_id}/dates/{path}/{action}")


@router.get("")
async def change_page(request: Request, services: Web, me: SignedIn, case_id: str, path: str, action: str) -> Response:
    one, kind = await _asked(services, me, case_id, path, action)
    return await _changing(request, services, me, case_id, one, kind).blank()


@router.post("")
async def change(request: Request, services: Web, me: SignedIn, case_id: str, path: str, action: str) -> Response:
    """First what would come of it; sent again from there, the decision itself."""
    one, kind = await _asked(services, me, case_id, path, action)
    draft = await drafts.received(request, services, me.account.id)
    return await _changing(request, services, me, case_id, one, kind).received(draft)


async def _asked(
    services: Services, me: Identity, case_id: str, path: str, action: str
) -> tuple[CaseDateView, ChangeKind]:
    """The date as it stands, and the change; whether it may be made now is said when it is asked for."""
    one = await date_changes.one_date(services, me.actor, case_id, path)
    if action not in KINDS:
        raise not_found("期限的这一变更")
    return one, KINDS[action]


def _changing(
    request: Request, services: Services, me: Identity, case_id: str, one: CaseDateView, kind: ChangeKind
) -> Entering[ChangeForm]:
    async def show(filled: Filled, found: DateChangePreview | None = None) -> Response:
        content = filled.content | {"case_id": case_id, "one": one, "kind": kind, "found": found}
        return await page(request, services, me, "date_change", f"{kind.label}：{one.date.label}", **content)

    async def look(form: ChangeForm, filled: Filled) -> Response:
        return await show(filled, await date_changes.foresee(services, me.actor, case_id, one.path, kind, form))

    async def send(form: ChangeForm, draft: Draft) -> Response:
        sent = request_id(me.account.id, draft.key)
        receipt = await date_changes.change(services, me.actor, case_id, one.path, kind, form, request_id=sent)
        return RedirectResponse(f"/cases/{case_id}/receipts/{receipt.step}", 303)

    return Entering(kind.form, questions_of(kind.form), show, send, look)
