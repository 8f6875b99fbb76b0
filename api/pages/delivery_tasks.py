"""通知未送达: what was tried, what they are to be told, and the form 已另行通知."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api import delivery_tasks
from api.deps import Services, Web, request_id
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled, of_files
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from domain.delivery import OtherwiseTold

router = APIRouter(prefix="/delivery-tasks/{task_id}")


@router.get("")
async def delivery_task(request: Request, services: Web, me: SignedIn, task_id: str) -> Response:
    return await _entering(request, services, me, task_id).blank()


@router.post("")
async def close(request: Request, services: Web, me: SignedIn, task_id: str) -> Response:
    draft = await drafts.received(request, services, me.account.id)
    return await _entering(request, services, me, task_id).received(draft)


def _entering(request: Request, services: Services, me: Identity, task_id: str) -> Entering[OtherwiseTold]:
    async def show(filled: Filled) -> Response:
        task = await delivery_tasks.one(services, me.actor, task_id)
        return await page(request, services, me, "delivery_task", "通知未送达", task=task, **filled.content)

    async def send(form: OtherwiseTold, draft: Draft) -> Response:
        file = next(iter(draft.files.ids), None)
        sent = request_id(me.account.id, draft.key)
        await delivery_tasks.close(services, me.actor, task_id, form, file, request_id=sent)
        return RedirectResponse(f"/delivery-tasks/{task_id}", 303)

    questions = questions_of(OtherwiseTold)
    return Entering(OtherwiseTold, questions, show, send, missing=of_files("佐证文件", least=0))
