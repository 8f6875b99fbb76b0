"""载入实施方案: operations load the plan of a district, and are told what its case asks before it starts."""

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from api import districts
from api.deps import Services, Web, request_id
from api.errors import basis_views
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.shape import Options, chosen_among, questions_of
from api.pages.rendering import page
from domain.citation import TITLES
from domain.district import sec4_3_plan
from domain.task import Form

router = APIRouter(prefix="/plans/new")


class PlanForm(Form):
    """``region``: GB/T 2260 code of the district, picked by its name."""

    region: str = Field(title="为哪个区载入", pattern=r"^\d{6}$")


@router.get("")
async def new_plan(request: Request, services: Web, me: SignedIn) -> Response:
    districts.refuse_others(me.actor)
    return await (await _loading(request, services, me)).blank()


@router.post("")
async def load_plan(request: Request, services: Web, me: SignedIn) -> Response:
    districts.refuse_others(me.actor)
    draft = await drafts.received(request, services, me.account.id)
    return await (await _loading(request, services, me)).received(draft)


async def _loading(request: Request, services: Services, me: Identity) -> Entering[PlanForm]:
    known: Options = tuple(await districts.districts(services))

    async def show(filled: Filled) -> Response:
        return await page(
            request,
            services,
            me,
            "plan_loading",
            f"载入{TITLES['district']}",
            regions=known,
            asked=[each.title for each in questions_of(sec4_3_plan.Preparation)],
            basis_places=basis_views(sec4_3_plan.BASIS),
            **filled.content,
        )

    async def send(form: PlanForm, draft: Draft) -> Response:
        sent = request_id(me.account.id, draft.key)
        case_id = await districts.open_district_plan(services, me.actor, form.region, sent)
        return RedirectResponse(f"/cases/{case_id}", 303)

    return Entering(PlanForm, chosen_among(known, "region", questions_of(PlanForm)), show, send)
