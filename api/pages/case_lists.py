"""名单: the lists, one list with what became of every entry, and the forms for a new one and for an act on it."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from api import case_lists, list_acting, reading
from api.case_list_views import AllowedAct, ListView
from api.deps import Services, Web, request_id
from api.errors import basis_views, not_found
from api.identity import Identity, SignedIn
from api.list_acting import ListAsk
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.check import FieldError
from api.pages.forms.shape import questions_of
from api.pages.forms.typed import Values
from api.pages.rendering import page
from api.views import CaseSummary
from db.queries.cases import CaseFilter
from domain.case_lists import MOST, EntryForm, ListKind
from domain.list_kinds import LIST_KINDS, NewList
from domain.procedure.forms import Name
from domain.task import Form

router = APIRouter(prefix="/lists")
_RANK = re.compile(r"rank:(.+)")


class ListTitle(Form):
    """What a list is called. Which cases stand on it is said beside it, by a rank for each."""

    title: Name = Field(title="名单标题")


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of list the visitor may make, and the cases that may stand on one."""

    kind: ListKind
    cases: list[CaseSummary]


@router.get("")
async def all_lists(request: Request, services: Web, me: SignedIn) -> Response:
    offers = [await _offer(services, me, kind) for kind in LIST_KINDS.values() if kind.may_make(me.actor)]
    return await page(
        request,
        services,
        me,
        "case_lists",
        "名单",
        found=await case_lists.some_lists(services, me.actor),
        offers=[each for each in offers if each.cases],
    )


@router.get("/new/{kind}")
async def new_list(request: Request, services: Web, me: SignedIn, kind: str) -> Response:
    return await (await _making(request, services, me, kind)).blank()


@router.post("/new/{kind}")
async def create(request: Request, services: Web, me: SignedIn, kind: str) -> Response:
    """Make a list of the cases that were given a rank."""
    making = await _making(request, services, me, kind)
    return await making.received(await drafts.received(request, services, me.account.id))


@router.get("/{number}")
async def one_list(request: Request, services: Web, me: SignedIn, number: str) -> Response:
    found = await case_lists.one_list(services, me.actor, number)
    results = {act.act: {each.case_id: each for each in act.results} for act in found.acts}
    return await page(request, services, me, "case_list", found.title, found=found, results=results)


@router.get("/{number}/acts/{action}")
async def act_form(request: Request, services: Web, me: SignedIn, number: str, action: str) -> Response:
    return await (await _acting(request, services, me, number, action)).blank()


@router.post("/{number}/acts/{action}")
async def act(request: Request, services: Web, me: SignedIn, number: str, action: str) -> Response:
    """More rows, or the act on every chosen entry."""
    acting = await _acting(request, services, me, number, action)
    return await acting.received(await drafts.received(request, services, me.account.id))


# -- making one -----------------------------------------------------------------------------------------


async def _offer(services: Services, me: Identity, kind: ListKind) -> Offer:
    wanted = [CaseFilter(programme=kind.programme, stage=stage) for stage in kind.offered]
    found = [await reading.some_cases(services, me.actor, each, None, MOST) for each in wanted]
    return Offer(kind, [case for cases in found for case in cases])


async def _making(request: Request, services: Services, me: Identity, key: str) -> Entering[ListTitle]:
    """Raises 404 for a list the visitor does not make."""
    kind = LIST_KINDS.get(key)
    if kind is None or not kind.may_make(me.actor):
        raise not_found("该页面")
    offer = await _offer(services, me, kind)

    async def show(filled: Filled) -> Response:
        title = f"提出{kind.label}"
        basis = basis_views(kind.basis)
        return await page(
            request, services, me, "case_list_new", title, offer=offer, basis_places=basis, **filled.content
        )

    async def send(form: ListTitle, draft: Draft) -> Response:
        entries = [EntryForm(case_id=each, rank=int(rank)) for each, rank in _ranks(draft.values).items()]
        wanted = NewList(kind=kind.key, title=form.title, entries=entries)
        number = await case_lists.create(services, me.actor, wanted, request_id=request_id(me.account.id, draft.key))
        return RedirectResponse(f"/lists/{number}", 303)

    def missing(draft: Draft) -> tuple[FieldError, ...]:
        ranks = _ranks(draft.values)
        wrong = [each for each, rank in ranks.items() if not rank.isdecimal() or not 1 <= int(rank) <= MOST]
        if ranks and not wrong:
            return draft.errors
        place = (wrong or [each.id for each in offer.cases] or [""])[0]
        text = f"请填写列入名单的{kind.subject}的排序（1至{MOST}）"
        return (*draft.errors, FieldError(f"rank:{place}", f"rank-{place}", text))

    return Entering(ListTitle, questions_of(ListTitle), show, send, missing=missing)


def _ranks(values: Values) -> dict[str, str]:
    """Case → the rank typed for it, where there is one."""
    typed = {match[1]: texts[0].strip() for name, texts in values.items() if (match := _RANK.fullmatch(name))}
    return {case_id: rank for case_id, rank in typed.items() if rank}


# -- acting on one --------------------------------------------------------------------------------------


async def _acting(request: Request, services: Services, me: Identity, number: str, action: str) -> Entering[Form]:
    """Raises 404 for an act that cannot be done to such a list."""
    found = await case_lists.one_list(services, me.actor, number)
    kind, asked = list_acting.asked(LIST_KINDS[found.kind], action)
    allowed = _allowed(found, action, f"{kind.label}：{asked.label}", irreversible=asked.irreversible)

    async def show(filled: Filled) -> Response:
        content: dict[str, Any] = {"found": found, "allowed": allowed, "chosen": _chosen(filled, allowed)}
        return await page(request, services, me, "case_list_act", allowed.label, **content, **filled.content)

    async def send(form: Form, draft: Draft) -> Response:
        chosen = draft.values.get("entry", ())
        ask = ListAsk(action, form.model_dump(mode="json"), draft.comment, draft.files.ids, chosen)
        await list_acting.perform(services, me.actor, number, ask, request_id=request_id(me.account.id, draft.key))
        return RedirectResponse(f"/lists/{number}", 303)

    def missing(draft: Draft) -> tuple[FieldError, ...]:
        anchor = f"entry-{next(iter(allowed.entries), '')}"
        none = FieldError("entry", anchor, f"请选择要办理的{found.subject_label}")
        return draft.errors if draft.values.get("entry") else (*draft.errors, none)

    return Entering(asked.form, questions_of(asked.form), show, send, missing=missing)


def _allowed(found: ListView, action: str, label: str, *, irreversible: bool) -> AllowedAct:
    """What the visitor may do now; an act that nobody waits for may be one that is being done already."""
    done = AllowedAct(action=action, label=label, irreversible=irreversible, data_schema={}, entries=[])
    return next((each for each in found.allowed if each.action == action), done)


def _chosen(filled: Filled, allowed: AllowedAct) -> list[str]:
    """All that wait, until the visitor has chosen."""
    untouched = not (filled.errors or filled.problem or filled.draft.more)
    return allowed.entries if untouched else list(filled.draft.values.get("entry", ()))
