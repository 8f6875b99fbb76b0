"""案件: one case with everything that happened in it, and the receipt of an act."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import contacts, date_changes, duty_table, engine, reading, wall
from api.deps import Web
from api.errors import not_found
from api.identity import SignedIn
from api.pages import live
from api.pages.case_ledger import sentences
from api.pages.rendering import page
from api.timeline import drawing, sources
from db.queries import cases
from domain.roles import Role

router = APIRouter()


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
        plan_id=wall.plan_of(case.id, case.programme),
        duties=await duty_table.links(services, me.actor, case.id, case.programme),
        engine=engine.page_of(services.settings, case.workflow_id or "") if me.actor.role is Role.OPS else "",
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
