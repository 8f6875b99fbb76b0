"""政策参数: what is in force, what somebody proposes instead, and the decision of a second person."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api import policies
from api.deps import Services, Web, holds_nul, nul_error
from api.errors import Problem, WebError, malformed
from api.identity import Identity, SignedIn
from api.interpretations import Interpretation
from api.pages import drafts, policy_inputs
from api.pages.drafts import Draft
from api.pages.files import NEW
from api.pages.forms.check import FieldError
from api.pages.rendering import page
from api.rule_views import PolicyView

router = APIRouter(prefix="/rules/policies/{programme}")
_TRY_AGAIN = frozenset({409, 422})
_LONGEST_COMMENT = 2000

Step = Annotated[str, Form(alias="_step", max_length=20)]


@router.get("")
async def one_policy(request: Request, services: Web, me: SignedIn, programme: str) -> Response:
    policy = await policies.one_policy(services, programme)
    may = policies.may_propose(me.actor, programme)
    return await page(
        request,
        services,
        me,
        "policy",
        f"政策参数：{policy.title}",
        policy=policy,
        may_propose=may,
        decided_by=policies.authority_of(programme).label,
        interprets=policies.interprets(programme),
    )


@router.get("/change")
async def change(request: Request, services: Web, me: SignedIn, programme: str) -> Response:
    policy = await policies.one_policy(services, programme)
    return await _form(request, services, me, policy, drafts.blank(policy_inputs.filled(policy.parameters)))


@router.post("/change")
async def propose(request: Request, services: Web, me: SignedIn, programme: str) -> Response:
    """First the list of what the new values would do; sent again from there, the proposal itself."""
    policy = await policies.one_policy(services, programme)
    draft = await drafts.received(request, services, me.account.id)
    if draft.step == "edit":
        return await _form(request, services, me, policy, draft)
    read = policy_inputs.read(policy.parameters, draft.values)
    errors = (*read.errors, *_of_file(read, draft))
    if errors:
        return await _form(request, services, me, policy, draft, errors=errors)
    send = draft.step == "send"
    form, file_id = read.interpretation, "".join(draft.files.ids)
    try:
        found = await policies.propose(
            services,
            me.actor,
            programme,
            read.changes,
            read.reason,
            interpretation=Interpretation(form, file_id) if form else None,
            dry_run=not send,
        )
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        errors = policy_inputs.errors_of(error.problem.errors)
        return await _form(request, services, me, policy, draft, errors=errors, problem=error.problem)
    if send:
        return RedirectResponse(f"/rules/policies/{programme}/versions/{found.version.version}", 303)
    title = "请核对后提交：策略变更"
    return await page(
        request,
        services,
        me,
        "policy_change",
        title,
        policy=policy,
        found=found,
        draft=draft,
        errors=(),
        problem=None,
    )


@router.get("/versions/{version}")
async def one_version(request: Request, services: Web, me: SignedIn, programme: str, version: str) -> Response:
    return await _version(request, services, me, programme, version)


@router.post("/versions/{version}")
async def decide(
    request: Request,
    services: Web,
    me: SignedIn,
    programme: str,
    version: str,
    comment: Annotated[str, Form(max_length=_LONGEST_COMMENT)] = "",
    step: Step = "",
) -> Response:
    """The second person approves or declines; whoever proposed it takes it back."""
    _refuse_nul(comment)
    try:
        await policies.decide(services, me.actor, programme, version, comment.strip(), approve=step == "approve")
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _version(request, services, me, programme, version, error.problem)
    return RedirectResponse(f"/rules/policies/{programme}/versions/{version}", 303)


def _of_file(read: policy_inputs.Read, draft: Draft) -> tuple[FieldError, ...]:
    """What is wrong with the document of an interpretation, which is one file or none."""
    if draft.files.errors or not draft.files.kept:
        return draft.files.errors
    if len(draft.files.kept) > 1:
        return (FieldError(NEW, NEW, "解释文件只附一份"),)
    return () if read.interpretation or read.errors else (FieldError("number", "number", "附有解释文件的，请填写解释"),)


def _refuse_nul(value: object) -> None:
    if holds_nul(value):
        raise malformed("填报内容有误，未作任何变更。", nul_error(["body"]))


async def _form(
    request: Request,
    services: Services,
    me: Identity,
    policy: PolicyView,
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
        "policy_change",
        "提出策略变更",
        status=problem.status if problem else (422 if errors else 200),
        policy=policy,
        controls=policy_inputs.controls(policy.parameters, draft.values, messages),
        interpretation=policy_inputs.of_interpretation(draft.values, messages),
        interprets=policies.interprets(policy.programme),
        draft=draft,
        messages=messages,
        errors=errors,
        problem=problem,
        found=None,
    )


async def _version(
    request: Request,
    services: Services,
    me: Identity,
    programme: str,
    version: str,
    problem: Problem | None = None,
) -> Response:
    found = await policies.look_at(services, me.actor, programme, version)
    proposed_by = await policies.proposed_by(services, programme, version)
    return await page(
        request,
        services,
        me,
        "policy_version",
        f"策略{version}",
        status=problem.status if problem else 200,
        policy=await policies.one_policy(services, programme),
        found=found,
        problem=problem,
        may_approve=policies.may_decide(me.actor, programme, proposed_by),
        may_decline=policies.may_decide(me.actor, programme, proposed_by) or me.actor.id == proposed_by,
    )
