"""名单: the lists, one list with what became of every entry, and the forms for a new one and for an act on it."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api import list_acting, park_lists, reading
from api.deps import Services, Web, request_id
from api.errors import Problem, WebError, not_found
from api.identity import Identity, SignedIn
from api.list_acting import ListAsk
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.forms.check import FieldError, check
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import questions_of
from api.pages.forms.typed import defaults
from api.pages.rendering import page
from api.park_list_views import AllowedAct, ListView
from api.views import CaseSummary
from db.queries.cases import CaseFilter
from domain.roles import Role
from domain.zone.case import Stage
from domain.zone.park_lists import MOST, EntryForm, ListKind, NewList

router = APIRouter(prefix="/lists")
_TRY_AGAIN = frozenset({403, 409, 422})
_RANK = re.compile(r"rank:(.+)")
_MADE_BY = {
    Role.PROVINCIAL_REGULATOR: (ListKind.NOMINEES, Stage.NOMINATION),
    Role.SAMR: (ListKind.NOTICE, Stage.PUBLIC_NOTICE),
}
"""Who makes which list, and the stage of the cases offered for it."""


@router.get("")
async def all_lists(request: Request, services: Web, me: SignedIn) -> Response:
    return await _lists(request, services, me, drafts.blank({}))


@router.post("")
async def create(request: Request, services: Web, me: SignedIn) -> Response:
    """Make a list of the cases that were given a rank."""
    draft = await drafts.received(request, services, me.account.id)
    if me.actor.role not in _MADE_BY:
        raise not_found("该页面")
    form = _new_list(draft, _MADE_BY[me.actor.role][0])
    if isinstance(form, FieldError):
        return await _lists(request, services, me, draft, errors=(form,))
    try:
        number = await park_lists.create(services, me.actor, form, request_id=request_id(me.account.id, draft.key))
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _lists(request, services, me, draft, problem=error.problem)
    return RedirectResponse(f"/lists/{number}", 303)


def _new_list(draft: Draft, kind: ListKind) -> NewList | FieldError:
    typed = {match[1]: texts[0].strip() for name, texts in draft.values.items() if (match := _RANK.fullmatch(name))}
    ranks = {case_id: text for case_id, text in typed.items() if text}
    title = (draft.values.get("title") or [""])[0].strip()
    if not title or len(title) > 200:
        return FieldError("title", "title", "请填写“名单标题”，最多200个字")
    wrong = [each for each, text in ranks.items() if not text.isdecimal() or not 1 <= int(text) <= MOST]
    if wrong or not ranks:
        place = (wrong or list(typed) or ["title"])[0]
        return FieldError(f"rank:{place}", f"rank-{place}", f"请填写列入名单的园区的排序（1至{MOST}）")
    entries = [EntryForm(case_id=each, rank=int(text)) for each, text in ranks.items()]
    return NewList(kind=kind, title=title, entries=entries)


@router.get("/{number}")
async def one_list(request: Request, services: Web, me: SignedIn, number: str) -> Response:
    found = await park_lists.one_list(services, me.actor, number)
    names = {each.case_id: each.park for each in found.entries}
    results = {act.act: {each.case_id: each for each in act.results} for act in found.acts}
    return await page(request, services, me, "park_list", found.title, found=found, names=names, results=results)


@router.get("/{number}/acts/{action}")
async def act_form(request: Request, services: Web, me: SignedIn, number: str, action: str) -> Response:
    found, allowed = await _asked(services, me, number, action)
    _, asked = list_acting.asked(ListKind(found.kind), action)
    draft = drafts.blank(defaults(questions_of(asked.form)))
    return await _act(request, services, me, found, allowed, draft, chosen=allowed.entries)


@router.post("/{number}/acts/{action}")
async def act(request: Request, services: Web, me: SignedIn, number: str, action: str) -> Response:
    """More rows, or the act on every chosen entry."""
    found, allowed = await _asked(services, me, number, action)
    draft = await drafts.received(request, services, me.account.id)
    chosen = list(draft.values.get("entry", ()))
    _, asked = list_acting.asked(ListKind(found.kind), action)
    if draft.more:
        return await _act(request, services, me, found, allowed, draft, chosen=chosen)
    checked = check(asked.form, draft.values)
    errors = (*checked.errors, *draft.errors, *_none_chosen(chosen, allowed))
    if errors or checked.form is None:
        return await _act(request, services, me, found, allowed, draft, chosen=chosen, errors=errors)
    data = checked.form.model_dump(mode="json")
    ask = ListAsk(action, data, draft.comment, draft.files.ids, chosen)
    try:
        await list_acting.perform(services, me.actor, number, ask, request_id=request_id(me.account.id, draft.key))
    except WebError as error:
        if error.problem.status not in _TRY_AGAIN:
            raise
        return await _act(request, services, me, found, allowed, draft, chosen=chosen, problem=error.problem)
    return RedirectResponse(f"/lists/{number}", 303)


def _none_chosen(chosen: Sequence[str], allowed: AllowedAct) -> tuple[FieldError, ...]:
    anchor = f"entry-{next(iter(allowed.entries), '')}"
    return () if chosen else (FieldError("entry", anchor, "请选择要办理的园区"),)


async def _asked(services: Services, me: Identity, number: str, action: str) -> tuple[ListView, AllowedAct]:
    """Raises 404 for an act that nobody waits for the visitor to do; one that is being done already goes on."""
    found = await park_lists.one_list(services, me.actor, number)
    kind, one = list_acting.asked(ListKind(found.kind), action)
    done = AllowedAct(
        action=action, label=f"{kind.label}：{one.label}", irreversible=one.irreversible, data_schema={}, entries=[]
    )
    return found, next((each for each in found.allowed if each.action == action), done)


async def _act(
    request: Request,
    services: Services,
    me: Identity,
    found: ListView,
    allowed: AllowedAct,
    draft: Draft,
    *,
    chosen: Sequence[str],
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    _, asked = list_acting.asked(ListKind(found.kind), allowed.action)
    messages = {each.name: each.message for each in errors}
    return await page(
        request,
        services,
        me,
        "park_list_act",
        allowed.label,
        status=problem.status if problem else (422 if errors else 200),
        found=found,
        allowed=allowed,
        chosen=chosen,
        draft=draft,
        controls=controls_of(questions_of(asked.form), draft.values, messages, draft.more),
        errors=errors,
        messages=messages,
        problem=problem,
    )


async def _lists(
    request: Request,
    services: Services,
    me: Identity,
    draft: Draft,
    *,
    errors: tuple[FieldError, ...] = (),
    problem: Problem | None = None,
) -> Response:
    return await page(
        request,
        services,
        me,
        "park_lists",
        "名单",
        status=problem.status if problem else (422 if errors else 200),
        found=await park_lists.some_lists(services, me.actor),
        offered=await _offered(services, me),
        draft=draft,
        errors=errors,
        problem=problem,
    )


async def _offered(services: Services, me: Identity) -> list[CaseSummary]:
    """The cases of which the visitor may make a list."""
    if me.actor.role not in _MADE_BY:
        return []
    wanted = CaseFilter(programme="zone", stage=_MADE_BY[me.actor.role][1].value)
    return await reading.some_cases(services, me.actor, wanted, None, MOST)
