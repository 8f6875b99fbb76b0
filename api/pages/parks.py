"""园区: the list, one park with its history, and the forms by which somebody enters something of a park."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api import park_facts, parks
from api.deps import After, Services, Web, cursor, read_cursor, request_id
from api.errors import basis_views, not_found
from api.identity import Identity, SignedIn
from api.pages import drafts
from api.pages.drafts import Draft
from api.pages.entering import Entering, Filled, of_files
from api.pages.forms.shape import Question, chosen_among, questions_of
from api.pages.rendering import page
from api.park_present import TITLE_NOTE
from api.park_views import ParkView
from api.regions import PROVINCES
from db.queries.parks import ParkFilter
from domain.citation import Basis
from domain.roles import NATIONAL, Role
from domain.task import Form
from domain.zone.art07_between_cases import ENTRY_BASIS, ParkFinding, ParkRemoval
from domain.zone.art07_entries import FactReport
from domain.zone.art07_negative_list import LISTING
from domain.zone.park_register import BASIS, NewBody, NewPark, NewSuccession

router = APIRouter(prefix="/parks")
_PAGE = 20
_OFFERED = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of the register of parks. ``enter`` answers the id of the park to go to."""

    name: str
    label: str
    form: type[Form]
    enter: Callable[[Services, Identity, str, Any, Draft], Awaitable[str]]
    note: str
    offered: str = ""
    """The field that is chosen from a list: of parks (``successor``), of bodies (``organisation``), or of facts of the
    park that no running case holds (``fact``)."""
    file: str = ""
    """What the one file is called that goes with it."""
    basis: Basis = BASIS


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


async def _record(services: Services, me: Identity, park_id: str, form: FactReport, draft: Draft) -> str:
    await park_facts.record(services, me.actor, park_id, form, request_id=request_id(me.account.id, draft.key))
    return park_id


async def _determine(services: Services, me: Identity, park_id: str, form: ParkFinding, draft: Draft) -> str:
    await park_facts.determine(services, me.actor, park_id, form, request_id=request_id(me.account.id, draft.key))
    return park_id


async def _delist(services: Services, me: Identity, park_id: str, form: ParkRemoval, draft: Draft) -> str:
    await park_facts.delist(services, me.actor, park_id, form, request_id=request_id(me.account.id, draft.key))
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
        file="依据文件",
    ),
}
_BETWEEN = "没有案件在办时记在园区名下；下次提出创建申请时核查，受理后转入案件（系统策略）。"
_FACT_ENTRIES = {
    "facts": Entry("facts", "录入第七条情形", FactReport, _record, _BETWEEN, basis=ENTRY_BASIS),
    "finding": Entry("finding", "录入认定结果", ParkFinding, _determine, _BETWEEN, offered="fact", basis=ENTRY_BASIS),
    "removal": Entry("removal", "录入移出名单", ParkRemoval, _delist, _BETWEEN, offered="fact", basis=ENTRY_BASIS),
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
    entering = await _entering(request, services, me, "", _NEW)
    return await entering.blank()


@router.post("/new")
async def create_park(request: Request, services: Web, me: SignedIn) -> Response:
    entering = await _entering(request, services, me, "", _NEW)
    return await entering.received(await drafts.received(request, services, me.account.id))


@router.get("/{park_id}")
async def one_park(request: Request, services: Web, me: SignedIn, park_id: str) -> Response:
    park = await parks.one_park(services, me.actor, park_id)
    may_enter = await parks.may_enter(services, me.actor, park_id)
    return await page(
        request,
        services,
        me,
        "park",
        park.name,
        park=park,
        entries=list(_ENTRIES.values()) if may_enter else [],
        fact_entries=_facts_to_enter(park) if may_enter else [],
        running=park.running_case,
    )


def _facts_to_enter(park: ParkView) -> list[Entry]:
    """What may be entered of 第七条 here and now."""
    free = [each for each in park.facts if not each.held_by and each.park == park.id]
    wanted = {"facts": not park.running_case, "finding": free, "removal": any(each.item == LISTING for each in free)}
    return [entry for name, entry in _FACT_ENTRIES.items() if wanted[name]]


@router.get("/{park_id}/{entry}")
async def entry_page(request: Request, services: Web, me: SignedIn, park_id: str, entry: str) -> Response:
    entering = await _entering(request, services, me, park_id, _entry(entry))
    return await entering.blank()


@router.post("/{park_id}/{entry}")
async def enter(request: Request, services: Web, me: SignedIn, park_id: str, entry: str) -> Response:
    entering = await _entering(request, services, me, park_id, _entry(entry))
    return await entering.received(await drafts.received(request, services, me.account.id))


def _entry(name: str) -> Entry:
    found = (_ENTRIES | _FACT_ENTRIES).get(name)
    if found is None:
        raise not_found("该页面")
    return found


async def _entering(request: Request, services: Services, me: Identity, park_id: str, entry: Entry) -> Entering[Form]:
    """A form of the register, with its page; what was filled in is read once more before it is sent."""

    async def show(filled: Filled) -> Response:
        park = await parks.one_park(services, me.actor, park_id) if park_id else None
        return await page(
            request,
            services,
            me,
            "entry",
            f"{entry.label}：{park.name}" if park else entry.label,
            entry=entry,
            about="",
            file=entry.file,
            back=(f"/parks/{park_id}", park.name) if park else ("/parks", "园区"),
            basis_places=basis_views(entry.basis),
            **filled.content,
        )

    async def send(form: Form, draft: Draft) -> Response:
        return RedirectResponse(f"/parks/{await entry.enter(services, me, park_id, form, draft)}", 303)

    questions = await _questions(services, me, park_id, entry)
    entering: Entering[Form] = Entering(entry.form, questions, show, send, look=lambda form, filled: show(filled))
    return replace(entering, missing=of_files(entry.file, least=1)) if entry.file else entering


async def _questions(services: Services, me: Identity, park_id: str, entry: Entry) -> tuple[Question, ...]:
    """The questions of the form, the one that names a park, a body or a fact as a choice among those there are."""
    questions = questions_of(entry.form)
    if not entry.offered:
        return questions
    if entry.offered == "organisation":
        options = tuple((body.id, body.name) for body in await parks.creating_bodies(services))
    elif entry.offered == "fact":
        facts = (await parks.one_park(services, me.actor, park_id)).facts
        options = tuple(
            (each.key, f"{each.words}：{each.determination_label}")
            for each in facts
            if not each.held_by and each.park == park_id
        )
    else:
        others = await parks.some_parks(services, ParkFilter(), None, _OFFERED)
        options = tuple((each.id, f"{each.name}（{each.region_name}）") for each in others if each.id != park_id)
    return chosen_among(options, entry.offered, questions)
