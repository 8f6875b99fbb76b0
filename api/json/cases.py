"""Cases: lists, one, and what belongs to it."""

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field, RootModel
from starlette.responses import Response

from api import case_listing, contacts, districts, event_files, opening, pilots, provinces, reading
from api.audit_views import AuditView
from api.case_listing import Asked, CaseCount
from api.contacts import ContactView
from api.deps import After, Body, JsonBody, Limit, Services, Web, cursor, read_cursor
from api.document_views import DocumentView
from api.idempotency import Submission
from api.identity import SignedIn
from api.json.lists import Listing, Paged
from api.notice_views import ObjectionView
from api.views import CaseSummary, CaseView, NotificationView, TimelineView
from domain.dates import local_date
from domain.roles import Actor

router = APIRouter(prefix="/cases", tags=["案件"])


class CasePage(Paged[CaseSummary]):
    """``count``: of the whole list."""

    count: CaseCount


class NewZoneCase(Body):
    """``subject``: the park; may be left out by a creating body with a single park."""

    programme: Literal["zone"]
    subject: str | None = Field(default=None, min_length=1, max_length=100)


class NewPilotCase(Body):
    """``title``: name of the project."""

    programme: Literal["pilot"]
    title: str = Field(min_length=2, max_length=100)


class NewDistrictPlan(Body):
    """``region``: GB/T 2260 code of the district."""

    programme: Literal["district"]
    region: str = Field(pattern=r"^\d{6}$")


class NewProvinceCase(Body):
    """The draft of the provincial regulation; there is one."""

    programme: Literal["province"]


class NewEventCase(Body):
    """``kind``: of the event. ``subject``: key of the plan or the regulation it is under. What is not known yet is left
    out."""

    kind: str = Field(min_length=1, max_length=100)
    subject: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    title: str = Field(min_length=2, max_length=100)
    what: str = Field(default="", max_length=2000)
    occurred_on: date | None = None

    def event(self, regions: tuple[str, ...] = ()) -> event_files.NewEvent:
        """What is to be recorded."""
        return event_files.NewEvent(self.kind, self.subject, self.title, self.what, self.occurred_on, regions)


class NewDistrictEvent(NewEventCase):
    programme: Literal["district-event"]


class NewProvinceEvent(NewEventCase):
    """``regions``: GB/T 2260 codes of the counties and cities it happened in besides the recorder's own, or of the one
    whose government is assessed."""

    programme: Literal["province-event"]
    regions: list[Annotated[str, Field(pattern=r"^\d{6}$")]] = Field(default_factory=list, max_length=50)


AnyNew = NewZoneCase | NewPilotCase | NewDistrictPlan | NewDistrictEvent | NewProvinceCase | NewProvinceEvent


class NewCase(RootModel[Annotated[AnyNew, Field(discriminator="programme")]]):
    """What is opened, by its programme."""


@router.get("", summary="案件列表，按立案先后；count 为总数，超过所数的只说超过")
async def list_cases(services: Web, who: SignedIn, query: Asked, after: After = None, limit: Limit = 50) -> CasePage:
    start = read_cursor(after, datetime.fromisoformat, str)
    wanted = query.wanted(local_date(await services.clock.now()))
    found = await reading.some_cases(services, who.actor, wanted, start, limit + 1)
    items = found[:limit]
    return CasePage(
        items=items,
        next=cursor(items[-1].opened_at, items[-1].id) if len(found) > limit else None,
        count=await case_listing.counted(services, who.actor, query),
    )


@router.post("", status_code=201, response_model=CaseView, summary="发起创建、试点，载入方案或者条例草案，记录事件")
async def open_case(sent: Submission, body: JsonBody[NewCase]) -> Response:
    wanted, place = body.root, (sent.services, sent.actor)

    async def begin(id_: str) -> CaseView:
        return await reading.one_case(*place, await _opened(*place, wanted, id_))

    return await sent.once(body, begin, 201)


async def _opened(services: Services, actor: Actor, wanted: AnyNew, id_: str) -> str:
    match wanted:
        case NewZoneCase():
            return await opening.open_zone_case(services, actor, wanted.subject, id_)
        case NewPilotCase():
            return await pilots.open_pilot_project(services, actor, wanted.title, id_)
        case NewDistrictPlan():
            return await districts.open_district_plan(services, actor, wanted.region, id_)
        case NewProvinceCase():
            return await provinces.open_regulation(services, actor, id_)
        case NewDistrictEvent():
            return await event_files.open_event(services, actor, "district", wanted.event(), id_)
        case NewProvinceEvent():
            return await event_files.open_event(services, actor, "province", wanted.event(tuple(wanted.regions)), id_)


@router.get("/{case_id}", summary="一个案件：所处阶段、等待谁办理、各个日期及其由来")
async def read_case(services: Web, who: SignedIn, case_id: str) -> CaseView:
    return await reading.one_case(services, who.actor, case_id)


@router.get("/{case_id}/timeline", summary="已经发生的和将要发生的")
async def read_timeline(services: Web, who: SignedIn, case_id: str) -> TimelineView:
    return await reading.timeline(services, who.actor, case_id)


@router.get("/{case_id}/documents", summary="案件的文书")
async def list_documents(services: Web, who: SignedIn, case_id: str) -> Listing[DocumentView]:
    return Listing(items=await reading.case_documents(services, who.actor, case_id))


@router.get("/{case_id}/notifications", summary="案件的每一条通知及其送达情况")
async def list_notifications(services: Web, who: SignedIn, case_id: str) -> Listing[NotificationView]:
    return Listing(items=await reading.case_notifications(services, who.actor, case_id))


@router.get("/{case_id}/objections", summary="待复核的异议，不含异议人身份（市场监管总局、监督人员）")
async def list_objections(services: Web, who: SignedIn, case_id: str) -> Listing[ObjectionView]:
    return Listing(items=await reading.case_objections(services, who.actor, case_id))


@router.get(
    "/{case_id}/contacts",
    summary="备案表的联系人和联系电话（备案的市场监管局、其所在省级市场监管局；技术运维须写明理由）",
)
async def list_contacts(
    services: Web,
    who: SignedIn,
    case_id: str,
    reason: Annotated[str, Query(max_length=200, description="技术运维查看的理由，记入审计")] = "",
) -> Listing[ContactView]:
    return Listing(items=await contacts.case_contacts(services, who.actor, case_id, reason))


@router.get("/{case_id}/audit", summary="审计记录（监督人员、技术运维、市场监管总局）")
async def list_audit(services: Web, who: SignedIn, case_id: str) -> Listing[AuditView]:
    return Listing(items=await reading.case_audit(services, who.actor, case_id))
