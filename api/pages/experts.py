"""专家库: the list, and the forms by which one of the five bureaus enters an expert or what became of one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api import experts
from api.deps import After, Services, Web, cursor, read_cursor, request_id
from api.errors import basis_views, not_found
from api.expert_views import ExpertView
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled
from api.pages.forms.shape import Kind, Question, chosen_among, questions_of
from api.pages.rendering import page
from domain.pilot.expert_register import BASIS, Departure, EmployerChange, NewExpert
from domain.pilot.registers import may_keep
from domain.task import Form

router = APIRouter(prefix="/experts")
_PAGE = 20
_NOBODY = "没有可以登记的专家账号，请先由技术运维开通。"


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
    entering = await _entering(request, services, me, "", _NEW)
    return await entering.blank()


@router.post("/new")
async def enter_expert(request: Request, services: Web, me: SignedIn) -> Response:
    entering = await _entering(request, services, me, "", _NEW)
    return await entering.received(await drafts.received(request, services, me.account.id))


@router.get("/{organisation}/{entry}")
async def entry_page(request: Request, services: Web, me: SignedIn, organisation: str, entry: str) -> Response:
    entering = await _entering(request, services, me, organisation, _entry(entry))
    return await entering.blank()


@router.post("/{organisation}/{entry}")
async def enter(request: Request, services: Web, me: SignedIn, organisation: str, entry: str) -> Response:
    entering = await _entering(request, services, me, organisation, _entry(entry))
    return await entering.received(await drafts.received(request, services, me.account.id))


def _entry(name: str) -> Entry:
    if name not in _ENTRIES:
        raise not_found("该页面")
    return _ENTRIES[name]


async def _entering(
    request: Request, services: Services, me: Identity, organisation: str, entry: Entry
) -> Entering[Form]:
    """A form of the pool, with its page; what was filled in is read once more before it is sent."""

    async def show(filled: Filled) -> Response:
        expert = await experts.one_expert(services, me.actor, organisation) if organisation else None
        return await page(
            request,
            services,
            me,
            "entry",
            f"{entry.label}：{expert.name}" if expert else entry.label,
            entry=entry,
            about=f"登记的工作单位：{expert.employer}；专业领域：{expert.field}。" if expert else nobody,
            file="",
            back=("/experts", "专家库"),
            basis_places=basis_views(BASIS),
            **filled.content,
        )

    async def send(form: Form, draft: Draft) -> Response:
        await entry.enter(services, me, organisation, form, request_id(me.account.id, draft.key))
        return RedirectResponse("/experts", 303)

    questions = await _questions(services, me, entry)
    nobody = _NOBODY if any(each.kind is Kind.CHOICE and not each.options for each in questions) else ""
    return Entering(entry.form, questions, show, send, look=lambda form, filled: show(filled))


async def _questions(services: Services, me: Identity, entry: Entry) -> tuple[Question, ...]:
    """The questions of the form; who comes in is chosen among the experts' accounts that are not in the pool."""
    questions = questions_of(entry.form)
    if entry is not _NEW:
        return questions
    options = tuple((each.id, f"{each.name}（{each.id}）") for each in await experts.candidates(services, me.actor))
    return chosen_among(options, "organisation", questions)
