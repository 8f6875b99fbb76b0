"""记录事件: first which kind of event, then what is known of it. Whoever records it comes to its case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from api import event_intake
from api.deps import Services, Web, request_id
from api.editions import read_as
from api.errors import BasisView, basis_views
from api.event_files import NewEvent, open_event
from api.event_intake import Intake, Offer
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.shape import Options, Question, chosen_among, picked, questions_of
from api.pages.rendering import page
from api.pages.shelf import Shelf
from domain.edition import Edition
from domain.procedure.event_file import EventKind
from domain.procedure.event_state import Body
from domain.refusal import Refusal
from domain.task import Form

router = APIRouter(prefix="/events/new")
_Region = Annotated[str, Field(pattern=r"^\d{6}$")]


class EventForm(Form):
    """What is known of an event; ``subject``: key of the plan or the regulation it is under."""

    title: str = Field(
        title="事件名称", min_length=2, max_length=100, description="案卷和通知即用此名称，不写个人姓名和联系方式"
    )
    occurred_on: date | None = Field(default=None, title="发生日期")
    what: str = Field(default="", title="已经知道的情况", max_length=2000, description="暂时不清楚的，以后可以补充")
    subject: str = Field(title="依据的方案", pattern=r"^[a-z0-9-]{1,40}$")


class PlaceRow(Form):
    region: _Region = Field(title="地方")


class PlacesForm(EventForm):
    """Under the regulation: an event may have happened in several places."""

    places: list[PlaceRow] = Field(
        default_factory=list,
        title="还涉及哪些地方",
        max_length=50,
        description="本单位所在地以外的地方；由共同的上级人民政府牵头（系统策略）",
    )


class AssessmentForm(EventForm):
    assessed: _Region = Field(title="被考核的人民政府")


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind in the list: what it is called, what is recorded, and which steps follow."""

    key: str
    label: str
    occasion: str
    steps: str
    basis: list[BasisView]
    closed: str


@router.get("")
async def kinds(request: Request, services: Web, me: SignedIn) -> Response:
    offers = await event_intake.offered(services, me.actor)
    texts = [_text(text, list(of)) for text, of in groupby(offers, lambda each: each.text)]
    closed = next((each.closed for each in offers if each.closed), None)
    return await page(request, services, me, "event_kinds", "记录事件", texts=texts, remedy=closed and closed.remedy)


@router.get("/{kind}")
async def new_event(request: Request, services: Web, me: SignedIn, kind: str) -> Response:
    found = await event_intake.intake(services, me.actor, kind)
    return await _opening(request, services, me, found).blank()


@router.post("/{kind}")
async def record_event(request: Request, services: Web, me: SignedIn, kind: str) -> Response:
    found = await event_intake.intake(services, me.actor, kind)
    draft = await drafts.received(request, services, me.account.id)
    return await _opening(request, services, me, found).received(draft)


def _text(text: str, offers: list[Offer]) -> tuple[str, list[KindView], list[BasisView]]:
    """A text with its kinds, and every place of it, once."""
    places = dict.fromkeys(cited for each in offers for cited in each.kind.basis)
    views = [_view(each.kind, each.edition, each.closed) for each in offers]
    return text, views, read_as(basis_views(tuple(places)), offers[0].edition)


def _view(kind: EventKind, edition: Edition | None, closed: Refusal | None = None) -> KindView:
    steps = "、".join(f"{each.label}（可以）" if each.optional else each.label for each in kind.steps)
    why = closed.text if closed else ""
    return KindView(kind.key, kind.label, kind.occasion, steps, read_as(basis_views(kind.basis), edition), why)


def _opening(request: Request, services: Services, me: Identity, found: Intake) -> Entering[EventForm]:
    async def show(filled: Filled) -> Response:
        return await page(
            request,
            services,
            me,
            "event_opening",
            f"记录事件：{found.kind.label}",
            kind=_view(found.kind, found.edition),
            under=found.subjects[0][1] if len(found.subjects) == 1 else "",
            subject=found.subjects[0][0],
            **filled.content,
        )

    async def send(form: EventForm, draft: Draft) -> Response:
        wanted = NewEvent(
            found.kind.key, form.subject, form.title, form.what, form.occurred_on, tuple(_regions_of(form))
        )
        sent = request_id(me.account.id, draft.key)
        case_id = await open_event(services, me.actor, found.kind.text, wanted, sent)
        return RedirectResponse(f"/cases/{case_id}", 303)

    form = _form_of(found)
    shelf = Shelf(services, me.account.id, f"/events/new/{found.kind.key}")
    return Entering(form, _questions(form, found), show, send, shelf=shelf)


def _form_of(found: Intake) -> type[EventForm]:
    if found.assesses:
        return AssessmentForm
    return PlacesForm if found.places else EventForm


def _questions(form: type[EventForm], found: Intake) -> tuple[Question, ...]:
    """Of several plans one is chosen; places are picked by the names of their governments."""
    groups = _groups(found.places)

    def asked(question: Question) -> Question:
        if question.name == "assessed":
            return picked(question, question.title, groups, {})
        if question.name != "places":
            return question
        return replace(question, questions=(picked(question.questions[0], "地方", groups, {}),))

    return tuple(map(asked, chosen_among(found.subjects, "subject", questions_of(form))))


def _groups(places: Iterable[Body]) -> tuple[tuple[str, Options], ...]:
    """By prefectures, each under the name of its own government if that is registered."""
    known = sorted(places, key=lambda each: each.region)
    names = {each.region[:4]: each.name for each in known if each.region.endswith("00")}
    found = groupby(known, lambda each: each.region[:4])
    return tuple((names.get(city, "其他地方"), tuple((each.region, each.name) for each in of)) for city, of in found)


def _regions_of(form: EventForm) -> Iterable[str]:
    match form:
        case AssessmentForm():
            return (form.assessed,)
        case PlacesForm():
            return (each.region for each in form.places)
        case _:
            return ()
