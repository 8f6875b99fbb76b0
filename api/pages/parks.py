"""园区: the list, one park with its history, and the forms by which somebody enters something of a park."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api import parks
from api.deps import After, Services, Web, cursor, read_cursor, request_id
from api.errors import Problem, WebError, basis_views, not_found
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.files import NEW
from api.pages.forms.answers import read_back
from api.pages.forms.check import FieldError, check
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import Kind, Question, questions_of
from api.pages.rendering import page
from api.park_present import TITLE_NOTE
from api.regions import PROVINCES
from db.queries.parks import ParkFilter
from domain.roles import NATIONAL, Role
from domain.task import Form
from domain.zone.park_register import BASIS, NewBody, NewPark, NewSuccession

router = APIRouter(prefix="/parks")
_PAGE = 20
_OFFERED = 1000
_TRY_AGAIN = frozenset({409, 422, 503})
_NO_FILE = FieldError(NEW, NEW, "请上传依据文件，只上传一份")


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of the register of parks. ``enter`` answers the id of the park to go to."""

    name: str
    label: str
    form: type[Form]
    enter: Callable[[Services, Identity, str, Any, Draft], Awaitable[str]]
    note: str
    offered: str = ""
    """The field that is chosen from a list: of parks (``successor``) or of bodies (``organisation``)."""
    with_file: bool = False


async def _create(services: Services, me: Identity, park_id: str, form: NewPark, draft: Draft) -> str:
    return await parks.create(services, me.actor, form, request_id=request_id(me.account.id, draft.key))


async def _admit(services: Services, me: Identity, park_id: str, form: NewBody, draft: Draft) -> str:
    await parks.admit_body(services, me.actor, park_id, form, request_id=request_id(me.account.id, draft.key))
    return park_id


async def _succeed(services: Services, me: Identity, park_id: str, form: NewSuccession, draft: Draft) -> str:
    (file_id,) = draft.files.ids
    id_ = request_id(me.account.id, draft.key)
    await parks.add_succession(services, me.actor, park_id, form, file_id, request_id=id_)
    return park_id


_NEW = Entry("new", "登记园区", NewPark, _create, "登记后由本单位为其创建主体，可以发起创建。")
_ENTRIES = {
    "bodies": Entry(
        "bodies",
        "登记可以代表园区的另一单位",
        NewBody,
        _admit,
        "园区管理委员会或所在地人民政府为创建主体；同一园区同时只能有一个创建案件，无论由哪一单位提出。",
        offered="organisation",
    ),
    "successions": Entry(
        "successions",
        "登记沿革",
        NewSuccession,
        _succeed,
        TITLE_NOTE,
        offered="successor",
        with_file=True,
    ),
}


@router.get("")
async def park_list(
    request: Request,
    services: Web,
    me: SignedIn,
    q: Annotated[str, Query(max_length=100)] = "",
    province: Annotated[str, Query(max_length=6)] = "",
    after: After = None,
) -> Response:
    start = read_cursor(after, str)
    wanted = ParkFilter(region=province or None, q=q or None)
    found = await parks.some_parks(services, wanted, start[0] if start else None, _PAGE + 1)
    return await page(
        request,
        services,
        me,
        "parks",
        "园区",
        parks=found[:_PAGE],
        more=cursor(found[_PAGE - 1].id) if len(found) > _PAGE else "",
        q=q,
        province=province,
        provinces=[("", "全部"), *((code, name) for code, name in PROVINCES.items() if code != NATIONAL)],
        may_create=me.actor.role is Role.CREATING_BODY,
    )


@router.get("/new")
async def new_park(request: Request, services: Web, me: SignedIn) -> Response:
    return await _form(request, services, me, "", _NEW, drafts.blank({}))


@router.post("/new")
async def create_park(request: Request, services: Web, me: SignedIn) -> Response:
    return await _received(request, services, me, "", _NEW)


@router.get("/{park_id}")
async def one_park(request: Request, services: Web, me: SignedIn, park_id: str) -> Response:
    park = await parks.one_park(services, me.actor, park_id)
    entries = list(_ENTRIES.values()) if await parks.may_enter(services, me.actor, park_id) else []
    return await page(request, services, me, "park", park.name, park=park, entries=entries)


@router.get("/{park_id}/{entry}")
async def entry_page(request: Request, services: Web, me: SignedIn, park_id: str, entry: str) -> Response:
    return await _form(request, services, me, park_id, _entry(entry), drafts.blank({}))


@router.post("/{park_id}/{entry}")
async def enter(request: Request, services: Web, me: SignedIn, park_id: str, entry: str) -> Response:
    return await _received(request, services, me, park_id, _entry(entry))


def _entry(name: str) -> Entry:
    if name not in _ENTRIES:
        raise not_found("该页面")
    return _ENTRIES[name]


async def _received(request: Request, services: Services, me: Identity, park_id: str, entry: Entry) -> Response:
    """First what was filled in, to be read once more; sent again from there, the entry itself."""
    draft = await drafts.received(request, services, me.account.id)
    checked = check(entry.form, draft.values)
    missing = (_NO_FILE,) if entry.with_file and len(draft.files.kept) != 1 else ()
    if draft.step == "edit":
        return await _form(request, services, me, park_id, entry, draft)
    if checked.form is None or missing or draft.errors:
        errors = (*checked.errors, *(draft.errors or missing))
        return await _form(request, services, me, park_id, entry, draft, errors=errors)
    if draft.step != "send":
        questions = await _questions(services, park_id, entry)
        answers = read_back(questions, checked.form.model_dump(mode="json"))
        return await _page(request, services, me, park_id, entry, draft, answers=answers)
    try:
        going_to = await entry.enter(services, me, park_id, checked.form, draft)
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _form(request, services, me, park_id, entry, draft, problem=error.problem)
    return RedirectResponse(f"/parks/{going_to}", 303)


async def _questions(services: Services, park_id: str, entry: Entry) -> tuple[Question, ...]:
    """The questions of the form, the one that names a park or a body as a choice among those there are."""
    questions = questions_of(entry.form)
    if not entry.offered:
        return questions
    if entry.offered == "organisation":
        options = tuple((body.id, body.name) for body in await parks.creating_bodies(services))
    else:
        others = await parks.some_parks(services, ParkFilter(), None, _OFFERED)
        options = tuple((each.id, f"{each.name}（{each.region_name}）") for each in others if each.id != park_id)
    return tuple(
        replace(each, kind=Kind.CHOICE, options=options) if each.name == entry.offered else each for each in questions
    )


async def _form(
    request: Request,
    services: Services,
    me: Identity,
    park_id: str,
    entry: Entry,
    draft: Draft,
    *,
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    messages = {each.name: each.message for each in errors}
    controls = controls_of(await _questions(services, park_id, entry), draft.values, messages)
    shown = {"controls": controls, "errors": errors, "problem": problem, "messages": messages}
    return await _page(request, services, me, park_id, entry, draft, **shown)


async def _page(
    request: Request, services: Services, me: Identity, park_id: str, entry: Entry, draft: Draft, **content: Any
) -> Response:
    empty: dict[str, Any] = {"answers": None, "errors": (), "problem": None, "messages": {}}
    content = empty | content
    problem: Problem | None = content["problem"]
    park = await parks.one_park(services, me.actor, park_id) if park_id else None
    return await page(
        request,
        services,
        me,
        "park_entry",
        f"{entry.label}：{park.name}" if park else entry.label,
        status=problem.status if problem else (422 if content["errors"] else 200),
        park=park,
        entry=entry,
        draft=draft,
        action=f"/parks/{park_id}/{entry.name}" if park else "/parks/new",
        basis_places=basis_views(BASIS),
        **content,
    )
