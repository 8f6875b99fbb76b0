"""通知设置: by which channels somebody wants to be told of what, and how they are reached."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api import notification_settings as settings
from api.deps import Services, Web, request_id
from api.identity import Identity, SignedIn
from api.notification_views import SettingsView
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.controls import Control, controls_of
from api.pages.forms.shape import Question, questions_of
from api.pages.forms.typed import defaults, typed
from api.pages.rendering import page
from domain.notification_choice import EndpointForm, OwnChannel, Preferences

router = APIRouter(prefix="/notification-settings")
_HERE = "/notification-settings"


@router.get("")
async def show_settings(request: Request, services: Web, me: SignedIn) -> Response:
    return await _draw(request, services, me, Filled(drafts.blank({})))


@router.post("")
async def choose(request: Request, services: Web, me: SignedIn) -> Response:
    async def show(filled: Filled) -> Response:
        return await _draw(request, services, me, filled, chosen=filled.controls)

    async def send(form: Preferences, draft: Draft) -> Response:
        await settings.choose(services, me, form, request_id=request_id(me.account.id, draft.key))
        return RedirectResponse(_HERE, 303)

    draft = await drafts.received(request, services, me.account.id)
    return await Entering(Preferences, questions_of(Preferences), show, send).received(draft)


@router.post("/endpoints")
async def enter(request: Request, services: Web, me: SignedIn) -> Response:
    async def show(filled: Filled) -> Response:
        return await _draw(request, services, me, filled, entered=filled.controls)

    async def send(form: EndpointForm, draft: Draft) -> Response:
        await settings.enter(services, me, form, request_id=request_id(me.account.id, draft.key))
        return RedirectResponse(_HERE, 303)

    draft = await drafts.received(request, services, me.account.id)
    questions = _endpoint_questions(await settings.shown(services, me))
    return await Entering(EndpointForm, questions, show, send).received(draft)


@router.post("/endpoints/{channel}/remove")
async def remove(
    services: Web, me: SignedIn, channel: OwnChannel, request_key: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    key = request_id(me.account.id, request_key or drafts.new_key())
    await settings.remove(services, me, channel, request_id=key)
    return RedirectResponse(_HERE, 303)


def _endpoint_questions(view: SettingsView) -> tuple[Question, ...]:
    """Of the channels only those that the platform has."""
    there = tuple((each.key, each.label) for each in view.offered)
    return tuple(
        replace(each, options=there) if each.name == "channel" else each for each in questions_of(EndpointForm)
    )


async def _draw(
    request: Request,
    services: Services,
    me: Identity,
    filled: Filled,
    *,
    chosen: tuple[Control, ...] | None = None,
    entered: tuple[Control, ...] | None = None,
) -> Response:
    """Both forms; the one that was sent as it was filled in, the other as it stands."""
    view = await settings.shown(services, me)
    questions, own = questions_of(Preferences), _endpoint_questions(view)
    now = typed(questions, view.chosen.model_dump(mode="json"))
    content = filled.content | {
        "view": view,
        "chosen": controls_of(questions, now, {}) if chosen is None else chosen,
        "entered": controls_of(own, defaults(own), {}) if entered is None else entered,
    }
    return await page(request, services, me, "notification_settings", "通知设置", **content)
