"""工作方案和评估指标体系: what there is, and 总局's form for another."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api import instruments
from api.deps import Services, Web, request_id
from api.errors import Problem, WebError, not_found
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.forms.check import FieldError, check
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import questions_of
from api.pages.forms.typed import defaults
from api.pages.rendering import page
from domain.roles import Role
from domain.zone.art15_round import NewPlan
from domain.zone.art19_indicators import NewIndicators
from domain.zone.instrument import InstrumentKind

router = APIRouter(prefix="/instruments")
_TRY_AGAIN = frozenset({409, 422})


@router.get("")
async def all_instruments(request: Request, services: Web, me: SignedIn) -> Response:
    found = await instruments.shown(services, me.actor)
    return await page(
        request,
        services,
        me,
        "instruments",
        "工作方案和指标体系",
        found=found,
        kinds=list(InstrumentKind) if me.actor.role is Role.SAMR else [],
    )


@router.get("/new/{kind}")
async def blank(request: Request, services: Web, me: SignedIn, kind: str) -> Response:
    form = instruments.DRAFTS[_kind(kind)]
    return await _form(request, services, me, _kind(kind), drafts.blank(defaults(questions_of(form))))


@router.post("/new/{kind}")
async def draw_up(request: Request, services: Web, me: SignedIn, kind: str) -> Response:
    """More rows, or the draft itself: whatever the pressed button says."""
    which = _kind(kind)
    draft = await drafts.received(request, services, me.account.id)
    if draft.more:
        return await _form(request, services, me, which, draft)
    checked = check(instruments.DRAFTS[which], draft.values)
    if checked.form is None:
        return await _form(request, services, me, which, draft, errors=checked.errors)
    assert isinstance(checked.form, NewPlan | NewIndicators)
    try:
        await instruments.draw_up(
            services, me.actor, which, checked.form, request_id=request_id(me.account.id, draft.key)
        )
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _form(request, services, me, which, draft, problem=error.problem)
    return RedirectResponse("/instruments", 303)


def _kind(kind: str) -> InstrumentKind:
    if kind not in set(InstrumentKind):
        raise not_found("该页面")
    return InstrumentKind(kind)


async def _form(
    request: Request,
    services: Services,
    me: Identity,
    kind: InstrumentKind,
    draft: Draft,
    *,
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    messages = {each.name: each.message for each in errors}
    questions = questions_of(instruments.DRAFTS[kind])
    return await page(
        request,
        services,
        me,
        "instrument",
        f"起草{kind.label}",
        status=problem.status if problem else (422 if errors else 200),
        kind=kind,
        draft=draft,
        controls=controls_of(questions, draft.values, messages, draft.more),
        errors=errors,
        problem=problem,
    )
