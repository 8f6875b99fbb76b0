"""示范试点: a bureau starts a project, and everybody reads the list of those that are published."""

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from api import pilot_list, pilots
from api.deps import Services, Web, request_id
from api.errors import basis_views
from api.identity import Identity, SignedIn, Visitor
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from api.pages.shelf import Shelf
from domain.pilot import sec2_1_cooperation, sec5_3_publication
from domain.task import Form

router = APIRouter()


class ProjectForm(Form):
    """What a project is called; everything else is agreed on when the cooperation is established."""

    title: str = Field(
        title="项目名称", min_length=2, max_length=100, description="写明区域和行业、产品，公开发布时即用此名称"
    )


@router.get("/pilot-projects/new")
async def new_project(request: Request, services: Web, me: SignedIn) -> Response:
    pilots.refuse_others(me.actor)
    return await _opening(request, services, me).blank()


@router.post("/pilot-projects/new")
async def open_project(request: Request, services: Web, me: SignedIn) -> Response:
    draft = await drafts.received(request, services, me.account.id)
    return await _opening(request, services, me).received(draft)


@router.get("/public/pilot-projects")
async def project_list(request: Request, services: Web, visitor: Visitor) -> Response:
    return await page(
        request,
        services,
        visitor,
        "pilot_list",
        "长三角质量提升示范试点项目清单",
        lists=await pilot_list.published(services),
        basis_places=basis_views(sec5_3_publication.BASIS),
    )


def _opening(request: Request, services: Services, me: Identity) -> Entering[ProjectForm]:
    async def show(filled: Filled) -> Response:
        return await page(
            request,
            services,
            me,
            "pilot_opening",
            "发起示范试点项目",
            fewest=await pilots.fewest(services),
            basis_places=basis_views(sec2_1_cooperation.BASIS),
            **filled.content,
        )

    async def send(form: ProjectForm, draft: Draft) -> Response:
        sent = request_id(me.account.id, draft.key)
        case_id = await pilots.open_pilot_project(services, me.actor, form.title, sent)
        return RedirectResponse(f"/cases/{case_id}", 303)

    shelf = Shelf(services, me.account.id, "/pilot-projects/new")
    return Entering(ProjectForm, questions_of(ProjectForm), show, send, shelf=shelf)
