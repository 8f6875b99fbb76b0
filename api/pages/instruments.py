"""工作方案和评估指标体系: what there is, and 总局's form for another."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api import instruments
from api.deps import Services, Web, request_id
from api.errors import not_found
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from domain.roles import Role
from domain.zone.art15_round import NewPlan
from domain.zone.art19_indicators import NewIndicators
from domain.zone.instrument import InstrumentKind

router = APIRouter(prefix="/instruments")


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
    return await _drawing_up(request, services, me, _kind(kind)).blank()


@router.post("/new/{kind}")
async def draw_up(request: Request, services: Web, me: SignedIn, kind: str) -> Response:
    draft = await drafts.received(request, services, me.account.id)
    return await _drawing_up(request, services, me, _kind(kind)).received(draft)


def _kind(kind: str) -> InstrumentKind:
    if kind not in set(InstrumentKind):
        raise not_found("该页面")
    return InstrumentKind(kind)


def _drawing_up(
    request: Request, services: Services, me: Identity, kind: InstrumentKind
) -> Entering[NewPlan | NewIndicators]:
    async def show(filled: Filled) -> Response:
        title = f"起草{kind.label}"
        return await page(request, services, me, "instrument", title, kind=kind, **filled.content)

    async def send(form: NewPlan | NewIndicators, draft: Draft) -> Response:
        sent = request_id(me.account.id, draft.key)
        await instruments.draw_up(services, me.actor, kind, form, request_id=sent)
        return RedirectResponse("/instruments", 303)

    form = instruments.DRAFTS[kind]
    return Entering(form, questions_of(form), show, send)
