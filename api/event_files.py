"""Event files: an office records an event under the district plan, or under the provincial regulation in force."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.deps import Services
from api.errors import FieldError, WebError, malformed, refused
from api.opening import Opening, opened
from db.models import Organisation
from db.queries import cases, events
from domain.dates import local_date
from domain.district.event_case import REGION, DistrictEvent, refuse_elsewhere
from domain.event_kinds import EVENT_KINDS
from domain.policy import DistrictPolicy, ProvincePolicy
from domain.procedure.event_course import begin, refuse_ahead
from domain.procedure.event_file import EventKind
from domain.procedure.event_state import Body, EventCase
from domain.province import art40_assessment, art42_entry_into_force
from domain.province.event_case import PROVINCE, ProvinceEvent, involved, lead, next_above
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from services.policies import policy_for

_TRIES = 5
_BUSY = "同时有另一个事件正在记录，请稍后再试。"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """``subject``: key of the plan or the regulation. ``regions``: GB/T 2260 codes of where else it happened, or of the
    one that is assessed."""

    kind: str
    subject: str
    title: str
    what: str = ""
    occurred_on: date | None = None
    regions: tuple[str, ...] = ()


async def open_event(services: Services, actor: Actor, text: str, wanted: NewEvent, request_id: str) -> str:
    """Record an event under ``text`` (key); answers the id of its case once the register has it.

    Raises ``WebError``: 403 for whom the place does not name, 409 under a text not in force, 422, 503. Two recorded at
    the same instant get numbers of their own. Asked again under the same ``request_id`` it answers the first.
    """
    for _ in range(_TRIES - 1):
        try:
            return await _open(services, actor, text, wanted, request_id)
        except WebError as error:
            if error.refusal is None or error.refusal.text != _BUSY:
                raise
    return await _open(services, actor, text, wanted, request_id)


async def _open(services: Services, actor: Actor, text: str, wanted: NewEvent, request_id: str) -> str:
    prepared = prepare_event(services, actor, text, wanted, request_id)
    return await opened(services, actor, f"{text}-event", request_id, prepared)


async def prepare_event(services: Services, actor: Actor, text: str, wanted: NewEvent, request_id: str) -> Opening:
    """The case of an event as it would be opened now; nothing is opened. Raises as ``open_event``."""
    kind = EVENT_KINDS.get(wanted.kind)
    if kind is None or kind.text != text:
        known = "、".join(f"{key}（{each.label}）" for key, each in EVENT_KINDS.items() if each.text == text)
        error = FieldError(loc=["body", "kind"], code="unknown", message=f"请填写：{known}")
        raise malformed("没有这一类事件。", error)
    now = await services.clock.now()
    async with services.register.read() as session:
        recorder = await body_of(session, actor)
        before = await cases.opened_by(session, f"{text}-{wanted.subject}-event-")
        found = next((each for each in before if request_id in each.state["answers"]), None)
        _admit(kind.admit(actor, recorder.name))
        _admit(refuse_ahead(kind, wanted.occurred_on, local_date(now)), "occurred_on")
        facts = await _FACTS[text](session, kind, wanted, recorder)
    number = 1 + max((int(each.id.rpartition("-")[2]) for each in before), default=0)
    known_facts = _known(kind, wanted, recorder, number, now) | facts
    case = _CASES[text].model_validate(found.state if found else known_facts)
    if not found:
        begin(kind, case, kind.first, now)
        case.answers = {request_id: 1}
    return _opening(kind, case)


def _known(kind: EventKind, wanted: NewEvent, recorder: Body, number: int, now: datetime) -> dict[str, Any]:
    return {
        "id": f"{kind.text}-{wanted.subject}-event-{number}",
        "kind": kind.key,
        "kind_label": kind.label,
        "subject": wanted.subject,
        "title": wanted.title,
        "what": wanted.what,
        "occurred_on": wanted.occurred_on,
        "opened_by": recorder,
        "stage_since": now,
        "at": kind.first.key,
        "at_label": kind.first.label,
        "at_since": now,
    }


async def _district(session: AsyncSession, kind: EventKind, wanted: NewEvent, recorder: Body) -> dict[str, Any]:
    region = await events.region_of_plan(session, wanted.subject) or REGION
    _admit(refuse_elsewhere(kind, recorder.region, region))
    named = await events.units_named(session, kind.units, region)
    return {
        "policy": await policy_for(session, DistrictPolicy),
        "region": region,
        "units": {name: named[name].id for name in kind.units if name in named},
    }


async def _province(session: AsyncSession, kind: EventKind, wanted: NewEvent, recorder: Body) -> dict[str, Any]:
    versions = await events.texts_in_force(session, wanted.subject)
    if versions is None:
        raise refused(art42_entry_into_force.refuse_event(kind.occasion))
    governments = await governments_of(session)
    bodies = involved(wanted.regions, governments)
    assesses = kind is art40_assessment.KIND
    if assesses:
        _admit(_refuse_assessor(recorder, bodies, governments))
    leads = None if assesses else lead(recorder, wanted.regions, governments)
    return {
        "policy": await policy_for(session, ProvincePolicy),
        "region": (leads or recorder).region,
        "bodies": bodies,
        "units": {row.name: row.id for row in await events.provincial_regulators(session, PROVINCE)},
        "lead": leads,
        "versions": versions,
    }


def _refuse_assessor(recorder: Body, assessed: list[Body], governments: list[Body]) -> Refusal | None:
    if not assessed:
        return art40_assessment.refuse_assessor(recorder.name, "", "")
    above = next_above(assessed[0].region, governments)
    return art40_assessment.refuse_assessor(recorder.name, assessed[0].name, above.name if above else "")


_FACTS = {"district": _district, "province": _province}
_CASES: dict[str, type[EventCase]] = {"district": DistrictEvent, "province": ProvinceEvent}


def _opening(kind: EventKind, case: EventCase) -> Opening:
    another = Refusal(kind=RefusalKind.ALREADY_DONE, text=_BUSY, basis=kind.basis)
    number = case.id.rpartition("-")[2]
    summary, detail = f"{case.title}：{kind.label}", f"记录{kind.occasion}“{case.title}”"
    return Opening(case, f"{kind.text}/{case.subject}/event/{number}", summary, kind.basis, detail, another)


def _admit(refusal: Refusal | None, field: str = "") -> None:
    """``field``: what of the request it is about, if that is one."""
    if refusal:
        about = [FieldError(loc=["body", field], code=refusal.kind, message=refusal.text)] if field else []
        raise refused(refusal, about)


async def body_of(session: AsyncSession, actor: Actor) -> Body:
    """The actor's own office."""
    own = await session.get_one(Organisation, actor.organisation)
    return Body(organisation=own.id, name=own.name, role=actor.role, region=own.jurisdiction)


async def governments_of(session: AsyncSession) -> list[Body]:
    """Every 县级以上人民政府 of the register, those with the widest jurisdiction first."""
    return [_as_body(row) for row in await events.governments(session)]


def _as_body(row: Organisation) -> Body:
    return Body(organisation=row.id, name=row.name, role=Role(row.role), region=row.jurisdiction)
