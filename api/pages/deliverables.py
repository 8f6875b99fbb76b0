"""共同工作台账: what the plan names, section by section; one item with its entries; and the form for another entry."""

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import deliverables
from api.deliverable_views import DeliverableView
from api.deps import After, Services, Web
from api.errors import BasisView, basis_views
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.entering import Entering
from api.pages.ledgers import Entry, LedgerPages
from api.pages.rendering import page
from domain.citation import Citation
from domain.pilot.deliverable_ledger import NAME, ProgressForm
from domain.pilot.deliverables import BASIS
from domain.pilot.registers import may_keep
from services.regulations import article_text

router = APIRouter(prefix="/deliverables")
_BACK = ("/deliverables", "共同工作台账")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the plan. ``aim`` is its first sentence.

    ``items`` are named here first, ``before`` in an earlier section too.
    """

    place: BasisView
    aim: str
    items: list[DeliverableView]
    before: list[DeliverableView]


_NOTE = "方案没有规定期限，不存在到期和逾期。"
_ENTRY = Entry("记载进展", f"记载后不能更改或者删除；有误的，请再记载一次说明。{_NOTE}")


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
    item = await deliverables.one_deliverable(services, me.actor, key)
    found = partial(deliverables.some_entries, services, me.actor, key)
    note = f"{item.progress_label}。{_NOTE}"
    return await _pages(request, services, me, item).shown(
        found, after, back=_BACK, note=note, may_enter=may_keep(me.actor)
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


def _pages(request: Request, services: Services, me: Identity, item: DeliverableView) -> LedgerPages:
    return LedgerPages(request, services, me, f"/deliverables/{item.key}", item, _ENTRY)


async def _entering(request: Request, services: Services, me: Identity, key: str) -> Entering[ProgressForm]:
    """The form, with its page. Raises 403, 404."""
    item = await deliverables.one_to_enter(services, me.actor, key)

    async def send(form: ProgressForm, file_id: str | None, id_: str) -> None:
        await deliverables.enter(services, me.actor, key, form, file_id, request_id=id_)

    about = f"进展：{item.progress_label}；已有记载{item.total}条。"
    return _pages(request, services, me, item).entering(ProgressForm, about, send)
