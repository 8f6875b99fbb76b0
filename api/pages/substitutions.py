"""代理: the orders of one's office, the form for another, and revoking one."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api import substitutions
from api.deps import Services, Web, holds_nul, nul_error, request_id
from api.errors import Problem, WebError, malformed
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.files import NEW
from api.pages.forms.check import FieldError, check, id_of
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import Question, questions_of
from api.pages.forms.typed import defaults
from api.pages.rendering import page
from domain.kinds import TASK_KINDS
from domain.roles import Role
from domain.substitution import RevocationForm, SubstitutionForm, may_enter

router = APIRouter(prefix="/substitutions")
_TRY_AGAIN = frozenset({409, 422})


@router.get("")
async def all_substitutions(request: Request, services: Web, me: SignedIn) -> Response:
    draft = drafts.blank(defaults(questions_of(SubstitutionForm)))
    return await _page(request, services, me, draft)


@router.post("")
async def enter(request: Request, services: Web, me: SignedIn) -> Response:
    """Enter an order with its document."""
    draft = await drafts.received(request, services, me.account.id)
    checked = check(SubstitutionForm, draft.values)
    errors = (*checked.errors, *_of_file(draft))
    if errors or checked.form is None:
        return await _page(request, services, me, draft, errors=errors)
    assert isinstance(checked.form, SubstitutionForm)
    key = request_id(me.account.id, draft.key)
    try:
        await substitutions.enter(services, me.actor, checked.form, draft.files.ids[0], request_id=key)
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _page(request, services, me, draft, errors=_errors_of(error.problem), problem=error.problem)
    return RedirectResponse("/substitutions", 303)


@router.post("/{substitution_id}/revoke")
async def revoke(
    request: Request,
    services: Web,
    me: SignedIn,
    substitution_id: str,
    reason: Annotated[str, Form(max_length=1000)] = "",
    request_key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    if holds_nul(reason):
        raise malformed("填报内容有误，未作任何变更。", nul_error(["body"]))
    draft = drafts.blank(defaults(questions_of(SubstitutionForm)))
    if not reason.strip():
        error = FieldError("reason", f"reason-{substitution_id}", "请填写“撤销的理由”")
        return await _page(request, services, me, draft, errors=(error,))
    key = request_id(me.account.id, request_key or drafts.new_key())
    try:
        form = RevocationForm(reason=reason)
        await substitutions.revoke(services, me.actor, substitution_id, form, request_id=key)
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _page(request, services, me, draft, problem=error.problem)
    return RedirectResponse("/substitutions", 303)


def _of_file(draft: Draft) -> tuple[FieldError, ...]:
    if draft.files.errors or len(draft.files.kept) == 1:
        return draft.files.errors
    return (FieldError(NEW, NEW, "请上传代理文件" if not draft.files.kept else "代理文件只附一份"),)


def _errors_of(problem: Problem) -> tuple[FieldError, ...]:
    """What the register knows better than the form, at its input."""
    names = [(str(each.loc[-1]), each.message) for each in problem.errors]
    titles = {each.name: each.title for each in _questions(None)}
    return tuple(
        FieldError(name, id_of(name), f"“{titles[name]}”：{message}")
        if name in titles
        else FieldError(NEW, NEW, message)
        for name, message in names
    )


def _questions(role: Role | None) -> tuple[Question, ...]:
    """The questions of the form; of the matters only those put to the role."""

    def offered(one: Question) -> Question:
        mine = tuple((key, label) for key, label in one.options if role is None or TASK_KINDS[key].role is role)
        return replace(one, options=mine) if one.name == "kinds" else one

    return tuple(map(offered, questions_of(SubstitutionForm)))


async def _page(
    request: Request,
    services: Services,
    me: Identity,
    draft: Draft,
    *,
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    messages = {each.name: each.message for each in errors}
    return await page(
        request,
        services,
        me,
        "substitutions",
        "代理",
        status=problem.status if problem else (422 if errors else 200),
        found=await substitutions.shown(services, me.actor),
        may_enter=may_enter(me.actor),
        draft=draft,
        controls=controls_of(_questions(me.actor.role), draft.values, messages),
        errors=errors,
        messages=messages,
        problem=problem,
    )
