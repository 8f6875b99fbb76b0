"""延长、中止、恢复计算: the form, a last look at what would come of it, and the decision."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api import date_changes
from api.date_change_views import CaseDateView
from api.deps import Services, Web, request_id
from api.errors import Problem, WebError, not_found
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.forms.answers import read_back
from api.pages.forms.check import FieldError, check
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import questions_of
from api.pages.forms.typed import defaults
from api.pages.rendering import page
from domain.date_change_kinds import KINDS, ChangeForm, ChangeKind

router = APIRouter(prefix="/cases/{case_id}/dates/{path}/{action}")
_TRY_AGAIN = frozenset({409, 422, 503})


@router.get("")
async def change_page(request: Request, services: Web, me: SignedIn, case_id: str, path: str, action: str) -> Response:
    one, kind = await _asked(services, me, case_id, path, action)
    draft = drafts.blank(defaults(questions_of(kind.form)))
    return await _form(request, services, me, case_id, one, kind, draft)


@router.post("")
async def change(request: Request, services: Web, me: SignedIn, case_id: str, path: str, action: str) -> Response:
    """First what would come of it; sent again from there, the decision itself."""
    one, kind = await _asked(services, me, case_id, path, action)
    draft = await drafts.received(request, services, me.account.id)
    checked = check(kind.form, draft.values)
    if draft.step == "edit" or checked.form is None:
        errors = () if draft.step == "edit" else checked.errors
        return await _form(request, services, me, case_id, one, kind, draft, errors=errors)
    assert isinstance(checked.form, ChangeForm)
    place = services, me.actor, case_id, path, kind, checked.form
    try:
        if draft.step != "send":
            found = await date_changes.foresee(*place)
            answers = read_back(questions_of(kind.form), checked.form.model_dump(mode="json"))
            return await _page(request, services, me, case_id, one, kind, draft, found=found, answers=answers)
        receipt = await date_changes.change(*place, request_id=request_id(me.account.id, draft.key))
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _form(request, services, me, case_id, one, kind, draft, problem=error.problem)
    return RedirectResponse(f"/cases/{case_id}/receipts/{receipt.step}", 303)


async def _asked(
    services: Services, me: Identity, case_id: str, path: str, action: str
) -> tuple[CaseDateView, ChangeKind]:
    """The date as it stands, and the change; whether it may be made now is said when it is asked for."""
    one = await date_changes.one_date(services, me.actor, case_id, path)
    if action not in KINDS:
        raise not_found("期限的这一变更")
    return one, KINDS[action]


async def _form(
    request: Request,
    services: Services,
    me: Identity,
    case_id: str,
    one: CaseDateView,
    kind: ChangeKind,
    draft: Draft,
    *,
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    messages = {each.name: each.message for each in errors}
    controls = controls_of(questions_of(kind.form), draft.values, messages)
    shown = {"controls": controls, "errors": errors, "problem": problem}
    return await _page(request, services, me, case_id, one, kind, draft, **shown)


async def _page(
    request: Request,
    services: Services,
    me: Identity,
    case_id: str,
    one: CaseDateView,
    kind: ChangeKind,
    draft: Draft,
    **content: Any,
) -> Response:
    empty: dict[str, Any] = {"found": None, "errors": (), "problem": None}
    content = empty | content
    problem: Problem | None = content["problem"]
    status = problem.status if problem else (422 if content["errors"] else 200)
    place = {"case_id": case_id, "one": one, "kind": kind, "draft": draft}
    title = f"{kind.label}：{one.date.label}"
    return await page(request, services, me, "date_change", title, status=status, **place, **content)
