"""案件: the list, one case with everything that happened in it, and the receipt of an act."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api import contacts, date_changes, reading
from api.deps import After, Services, Web, cursor, read_cursor
from api.errors import not_found
from api.identity import SignedIn
from api.pages import live
from api.pages.case_ledger import sentences
from api.pages.rendering import page
from api.regions import PROVINCES
from api.timeline import drawing, sources
from db.queries import cases
from db.queries.cases import CaseFilter
from domain.dates import local_date
from domain.pilot.case import PilotStage
from domain.programmes import INSTRUMENT, PILOT, ZONE
from domain.roles import NATIONAL, Role
from domain.zone.case import STAGES, Stage
from domain.zone.instrument import InstrumentStage

router = APIRouter()
_PAGE = 20
_Options = list[tuple[str, str]]


def _stages(programme: str, stages: Iterable[Stage | PilotStage | InstrumentStage]) -> _Options:
    """Programmes share names of stages: the value of an option says whose it is."""
    return [(f"{programme}.{each.value}", each.label) for each in stages]


_PROGRAMMES = {
    ZONE.key: "全国质量品牌提升示范区",
    PILOT.key: "长三角质量提升示范试点",
    INSTRUMENT.key: "工作方案和指标体系",
}
_STAGES = {
    ZONE.key: _stages(ZONE.key, STAGES),
    PILOT.key: _stages(PILOT.key, PilotStage),
    INSTRUMENT.key: _stages(INSTRUMENT.key, InstrumentStage),
}


@router.get("/cases")
async def case_list(
    request: Request,
    services: Web,
    me: SignedIn,
    programme: Annotated[str, Query(max_length=50)] = "",
    stage: Annotated[str, Query(max_length=50)] = "",
    province: Annotated[str, Query(max_length=6)] = "",
    after: After = None,
) -> Response:
    start = read_cursor(after, datetime.fromisoformat, str)
    offered = {key: options for key, options in _STAGES.items() if key == programme or not programme}
    chosen = _chosen(offered, stage)
    of, _, within = chosen.rpartition(".")
    wanted = CaseFilter(programme=of or programme or None, stage=within or None, region=province or None)
    found = await reading.some_cases(services, me.actor, wanted, start, _PAGE + 1)
    shown = found[:_PAGE]
    more = cursor(shown[-1].opened_at.isoformat(), shown[-1].id) if len(found) > _PAGE else ""
    return await page(
        request,
        services,
        me,
        "cases",
        "案件",
        cases=shown,
        today=local_date(await services.clock.now()),
        more=more,
        programme=programme,
        programmes=[("", "全部"), *_PROGRAMMES.items()],
        stage=chosen,
        stages=[(_PROGRAMMES[key], options) for key, options in offered.items()],
        province=province,
        provinces=[("", "全部"), *((code, name) for code, name in PROVINCES.items() if code != NATIONAL)],
    )


def _chosen(offered: dict[str, _Options], stage: str) -> str:
    """The option a stage stands for, with or without its programme; empty for one that is not offered."""
    values = [value for options in offered.values() for value, _ in options]
    return next((value for value in values if stage and stage in (value, value.rpartition(".")[2])), "")


@router.get("/cases/{case_id}")
async def one_case(request: Request, services: Web, me: SignedIn, case_id: str) -> Response:
    case = await reading.one_case(services, me.actor, case_id)
    mine = await reading.my_tasks_in(services, me.actor, case_id)
    told = await sources.read(services, me.actor, case_id)
    return await page(
        request,
        services,
        me,
        "case",
        f"{case.subject.name}：{case.state.label}",
        case=case,
        mine=mine,
        waiting=await reading.open_objections(services, me.actor, case_id),
        contacts=await contacts.may_read(services, me.actor, case_id),
        dates=await date_changes.changeable(services, me.actor, case_id),
        ledger=await sentences(services, me, case_id),
        timeline=await reading.timeline(services, me.actor, case_id),
        drawing=drawing.draw(told, case_id),
        live=await live.address(services, case_id),
        documents=await reading.case_documents(services, me.actor, case_id),
        notifications=await reading.case_notifications(services, me.actor, case_id),
        engine=_engine(services, case.workflow_id) if me.actor.role is Role.OPS else "",
    )


@router.get("/cases/{case_id}/timeline")
async def timeline(request: Request, services: Web, me: SignedIn, case_id: str) -> Response:
    """The drawing, and everything in it one by one."""
    case = await reading.one_case(services, me.actor, case_id)
    told = await sources.read(services, me.actor, case_id)
    title = f"时间轴：{case.subject.name}"
    return await page(
        request, services, me, "timeline", title, case=case, told=told, drawing=drawing.draw(told, case_id)
    )


@router.get("/cases/{case_id}/receipts/{step}")
async def receipt(request: Request, services: Web, me: SignedIn, case_id: str, step: int) -> Response:
    """What an act did, from the record: to be read again, printed, or come back to."""
    case = await reading.one_case(services, me.actor, case_id)
    async with services.register.read() as session:
        events = [each for each in await cases.events(session, case_id) if each.step == step]
    if not events:
        raise not_found("该办理回执")
    mine = await reading.my_tasks_in(services, me.actor, case_id)
    return await page(request, services, me, "receipt", "已办理", case=case, step=step, events=events, mine=mine)


def _engine(services: Services, workflow_id: str | None) -> str:
    """The case's page in Temporal's own web UI."""
    where = services.settings
    namespace = f"{where.temporal_ui}/namespaces/{quote(where.temporal_namespace, safe='')}"
    return f"{namespace}/workflows/{quote(workflow_id or '', safe='')}"
