"""共同工作台账: what the plan names, section by section; one item with its entries; and the form for another entry."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api import deliverables
from api.deliverable_views import DeliverableView
from api.deps import After, Services, Web, cursor, read_cursor, request_id, row_number, without_nul
from api.errors import BasisView, basis_views
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled, of_files
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from domain.citation import Citation
from domain.pilot.deliverable_ledger import NAME, ProgressForm
from domain.pilot.deliverables import BASIS
from domain.pilot.registers import may_keep
from services.regulations import article_text

router = APIRouter(prefix="/deliverables", dependencies=[Depends(without_nul)])
_PAGE = 20
_EVIDENCE = "佐证文件"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the plan. ``aim`` is its first sentence.

    ``items`` are named here first, ``before`` in an earlier section too.
    """

    place: BasisView
    aim: str
    items: list[DeliverableView]
    before: list[DeliverableView]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the page of the form says of it."""

    label: str
    note: str


_ENTRY = Entry("记载进展", "记载后不能更改或者删除；有误的，请再记载一次说明。方案没有规定期限，不存在到期和逾期。")


@router.get("")
async def ledger(request: Request, services: Web, me: SignedIn) -> Response:
    found = await deliverables.all_deliverables(services, me.actor)
    sections = [_section(each, found) for each in basis_views(BASIS)]
    return await page(
        request,
        services,
        me,
        "deliverables",
        NAME,
        sections=sections,
        keeps=may_keep(me.actor),
        basis_places=basis_views(BASIS),
    )


@router.get("/{key}")
async def one_item(request: Request, services: Web, me: SignedIn, key: str, after: After = None) -> Response:
    start = read_cursor(after, date.fromisoformat, row_number)
    item = await deliverables.one_deliverable(services, me.actor, key)
    found = await deliverables.some_entries(services, me.actor, key, start, _PAGE + 1)
    last = found[:_PAGE][-1] if len(found) > _PAGE else None
    return await page(
        request,
        services,
        me,
        "deliverable",
        item.name,
        item=item,
        entries=found[:_PAGE],
        more=cursor(last.on, last.number) if last else "",
        keeps=may_keep(me.actor),
        basis_places=[each.place for each in item.named],
    )


@router.get("/{key}/new")
async def new_entry(request: Request, services: Web, me: SignedIn, key: str) -> Response:
    entering = await _entering(request, services, me, key)
    return await entering.blank()


@router.post("/{key}/new")
async def enter(request: Request, services: Web, me: SignedIn, key: str) -> Response:
    entering = await _entering(request, services, me, key)
    return await entering.received(await drafts.received(request, services, me.account.id))


def _section(place: BasisView, found: list[DeliverableView]) -> Section:
    return Section(
        place=place,
        aim=article_text(Citation(f"{place.key}#1")).rstrip("。"),
        items=[each for each in found if each.named[0].place == place],
        before=[each for each in found if place in (also.place for also in each.named[1:])],
    )


async def _entering(request: Request, services: Services, me: Identity, key: str) -> Entering[ProgressForm]:
    """The form, with its page; what was filled in is read once more before it is sent. Raises 403, 404."""
    item = await deliverables.one_to_enter(services, me.actor, key)

    async def show(filled: Filled) -> Response:
        return await page(
            request,
            services,
            me,
            "entry",
            f"{_ENTRY.label}：{item.name}",
            entry=_ENTRY,
            about=f"进展：{item.progress_label}；已有记载{item.total}条。",
            file=f"{_EVIDENCE}（选填）",
            back=(f"/deliverables/{key}", item.name),
            basis_places=[each.place for each in item.named],
            **filled.content,
        )

    async def send(form: ProgressForm, draft: Draft) -> Response:
        (file_id,) = draft.files.ids or (None,)
        id_ = request_id(me.account.id, draft.key)
        await deliverables.enter(services, me.actor, key, form, file_id, request_id=id_)
        return RedirectResponse(f"/deliverables/{key}", 303)

    return Entering(
        ProgressForm,
        questions_of(ProgressForm),
        show,
        send,
        look=lambda form, filled: show(filled),
        missing=of_files(_EVIDENCE, least=0),
    )
