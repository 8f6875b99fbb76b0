"""代理: the orders of one's office, the form for another, and revoking one."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api import substitutions
from api.deps import Services, Web, holds_nul, nul_error, request_id
from api.errors import WebError, malformed
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import TRY_AGAIN, Entering, Filled, of_files
from api.pages.forms.check import FieldError
from api.pages.forms.shape import Question, questions_of
from api.pages.rendering import page
from domain.kinds import TASK_KINDS
from domain.roles import Role
from domain.substitution import RevocationForm, SubstitutionForm, may_enter

router = APIRouter(prefix="/substitutions")


@router.get("")
async def all_substitutions(request: Request, services: Web, me: SignedIn) -> Response:
    return await _entering(request, services, me).blank()


@router.post("")
async def enter(request: Request, services: Web, me: SignedIn) -> Response:
    """Enter an order with its document."""
    draft = await drafts.received(request, services, me.account.id)
    return await _entering(request, services, me).received(draft)


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
    entering = _entering(request, services, me)
    if not reason.strip():
        error = FieldError("reason", f"reason-{substitution_id}", "请填写“撤销的理由”")
        return await entering.blank(errors=(error,))
    key = request_id(me.account.id, request_key or drafts.new_key())
    try:
        form = RevocationForm(reason=reason)
        await substitutions.revoke(services, me.actor, substitution_id, form, request_id=key)
    except WebError as error:
        if error.problem.status not in TRY_AGAIN:
            raise
        return await entering.blank(problem=error.problem)
    return RedirectResponse("/substitutions", 303)


def _questions(role: Role) -> tuple[Question, ...]:
    """The questions of the form; of the matters only those put to the role."""

    def offered(one: Question) -> Question:
        mine = tuple((key, label) for key, label in one.options if TASK_KINDS[key].role is role)
        return replace(one, options=mine) if one.name == "kinds" else one

    return tuple(map(offered, questions_of(SubstitutionForm)))


def _entering(request: Request, services: Services, me: Identity) -> Entering[SubstitutionForm]:
    async def show(filled: Filled) -> Response:
        return await page(
            request,
            services,
            me,
            "substitutions",
            "代理",
            found=await substitutions.shown(services, me.actor),
            may_enter=may_enter(me.actor),
            **filled.content,
        )

    async def send(form: SubstitutionForm, draft: Draft) -> Response:
        sent = request_id(me.account.id, draft.key)
        await substitutions.enter(services, me.actor, form, draft.files.ids[0], request_id=sent)
        return RedirectResponse("/substitutions", 303)

    return Entering(SubstitutionForm, _questions(me.actor.role), show, send, missing=of_files("代理文件", least=1))
