"""专家库: the list, and the forms by which one of the five bureaus enters an expert or what became of one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from api import experts
from api.deps import After, Services, Web, cursor, read_cursor, request_id, without_nul
from api.errors import Problem, WebError, basis_views, not_found
from api.expert_views import ExpertView
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.forms.answers import read_back
from api.pages.forms.check import FieldError, check
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import Kind, Question, questions_of
from api.pages.rendering import page
from domain.pilot.expert_register import BASIS, Departure, EmployerChange, NewExpert, may_keep
from domain.task import Form

router = APIRouter(prefix="/experts", dependencies=[Depends(without_nul)])
_PAGE = 20
_TRY_AGAIN = frozenset({409, 422, 503})


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of the pool. ``enter`` is given the expert's organisation; empty for one who comes in."""

    name: str
    label: str
    form: type[Form]
    enter: Callable[[Services, Identity, str, Any, str], Awaitable[ExpertView]]
    note: str


async def _enter(services: Services, me: Identity, organisation: str, form: NewExpert, id_: str) -> ExpertView:
    return await experts.enter(services, me.actor, form, request_id=id_)


async def _change(services: Services, me: Identity, organisation: str, form: EmployerChange, id_: str) -> ExpertView:
    return await experts.change_employer(services, me.actor, organisation, form, request_id=id_)


async def _leave(services: Services, me: Identity, organisation: str, form: Departure, id_: str) -> ExpertView:
    return await experts.leave(services, me.actor, organisation, form, request_id=id_)


_NEW = Entry(
    "new",
    "登记专家",
    NewExpert,
    _enter,
    "登记后参加评估专家的随机抽取。单位名称请填写全称：抽取时按工作单位和曾任职单位判断利害关系。",
)
_ENTRIES = {
    "employer": Entry(
        "employer", "变更工作单位", EmployerChange, _change, "原工作单位转为曾任职单位，连同最后一日保留。"
    ),
    "leave": Entry("leave", "移出专家库", Departure, _leave, "移出后不再参加抽取；已经抽取的不受影响，登记保留。"),
}


@router.get("")
async def expert_list(
    request: Request,
    services: Web,
    me: SignedIn,
    in_pool: Annotated[bool, Query()] = True,
    after: After = None,
) -> Response:
    start = read_cursor(after, str)
    found = await experts.some_experts(
        services, me.actor, in_pool=in_pool, start=start[0] if start else None, limit=_PAGE + 1
    )
    keeps = may_keep(me.actor)
    return await page(
        request,
        services,
        me,
        "experts",
        "长三角质量专家库",
        found=found[:_PAGE],
        more=cursor(found[_PAGE - 1].organisation) if len(found) > _PAGE else "",
        in_pool=in_pool,
        new=_NEW if keeps else None,
        entries=list(_ENTRIES.values()) if keeps and in_pool else [],
        basis_places=basis_views(BASIS),
    )


@router.get("/new")
async def new_expert(request: Request, services: Web, me: SignedIn) -> Response:
    return await _form(request, services, me, "", _NEW, drafts.blank({}))


@router.post("/new")
async def enter_expert(request: Request, services: Web, me: SignedIn) -> Response:
    return await _received(request, services, me, "", _NEW)


@router.get("/{organisation}/{entry}")
async def entry_page(request: Request, services: Web, me: SignedIn, organisation: str, entry: str) -> Response:
    return await _form(request, services, me, organisation, _entry(entry), drafts.blank({}))


@router.post("/{organisation}/{entry}")
async def enter(request: Request, services: Web, me: SignedIn, organisation: str, entry: str) -> Response:
    return await _received(request, services, me, organisation, _entry(entry))


def _entry(name: str) -> Entry:
    if name not in _ENTRIES:
        raise not_found("该页面")
    return _ENTRIES[name]


async def _received(request: Request, services: Services, me: Identity, organisation: str, entry: Entry) -> Response:
    """First what was filled in, to be read once more; sent again from there, the entry itself."""
    draft = await drafts.received(request, services, me.account.id)
    if draft.step == "edit" or draft.more:
        return await _form(request, services, me, organisation, entry, draft)
    checked = check(entry.form, draft.values)
    if checked.form is None:
        return await _form(request, services, me, organisation, entry, draft, errors=checked.errors)
    if draft.step != "send":
        questions = await _questions(services, me, entry)
        answers = read_back(questions, checked.form.model_dump(mode="json"))
        return await _page(request, services, me, organisation, entry, draft, answers=answers)
    try:
        await entry.enter(services, me, organisation, checked.form, request_id(me.account.id, draft.key))
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _form(request, services, me, organisation, entry, draft, problem=error.problem)
    return RedirectResponse("/experts", 303)


async def _questions(services: Services, me: Identity, entry: Entry) -> tuple[Question, ...]:
    """The questions of the form; who comes in is chosen among the experts' accounts that are not in the pool."""
    questions = questions_of(entry.form)
    if entry is not _NEW:
        return questions
    options = tuple((each.id, f"{each.name}（{each.id}）") for each in await experts.candidates(services, me.actor))
    return tuple(
        replace(each, kind=Kind.CHOICE, options=options) if each.name == "organisation" else each for each in questions
    )


async def _form(
    request: Request,
    services: Services,
    me: Identity,
    organisation: str,
    entry: Entry,
    draft: Draft,
    *,
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    messages = {each.name: each.message for each in errors}
    questions = await _questions(services, me, entry)
    controls = controls_of(questions, draft.values, messages, draft.more)
    nobody = any(each.kind is Kind.CHOICE and not each.options for each in questions)
    shown = {"controls": controls, "nobody": nobody, "errors": errors, "problem": problem}
    return await _page(request, services, me, organisation, entry, draft, **shown)


async def _page(
    request: Request, services: Services, me: Identity, organisation: str, entry: Entry, draft: Draft, **content: Any
) -> Response:
    empty: dict[str, Any] = {"answers": None, "errors": (), "problem": None}
    content = empty | content
    problem: Problem | None = content["problem"]
    expert = await experts.one_expert(services, me.actor, organisation) if organisation else None
    return await page(
        request,
        services,
        me,
        "expert_entry",
        f"{entry.label}：{expert.name}" if expert else entry.label,
        status=problem.status if problem else (422 if content["errors"] else 200),
        expert=expert,
        entry=entry,
        draft=draft,
        action=f"/experts/{organisation}/{entry.name}" if expert else "/experts/new",
        basis_places=basis_views(BASIS),
        **content,
    )
