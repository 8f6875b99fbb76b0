"""工作台: what I have to do, what I wait for, which dates come; and the start of a case."""

import secrets
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api import delivery_tasks, districts, duty_table, event_intake, opening, pilots, provinces, reading, wall
from api.deps import Services, Web, cursor, read_cursor, request_id
from api.errors import WebError
from api.identity import Identity, SignedIn
from api.pages import live
from api.pages.rendering import page
from api.views import CaseSummary, MilestoneView, TaskSummary
from db.models import Park
from db.queries.cases import CaseFilter
from db.queries.parks import parks_of
from db.queries.tasks import NO_DUE
from domain.dates import local_date
from domain.policy import ZonePolicy
from domain.roles import Role
from domain.zone.standing import refuse_opening
from services.policies import policy_for
from services.standing import standing_of

router = APIRouter()
AHEAD = timedelta(days=90)
_SHOWN = 25
"""Rows of one list at a time; the rest is one page on."""

After = Annotated[str | None, Query(max_length=500)]


@router.get("/")
async def desk(
    request: Request, services: Web, me: SignedIn, tasks: After = None, waiting: After = None, dates: After = None
) -> Response:
    """Each of the three lists begins after the row its cursor names."""
    return await _desk(request, services, me, tasks=tasks, waiting=waiting, dates=dates)


@router.post("/cases")
async def open_case(
    request: Request,
    services: Web,
    me: SignedIn,
    subject: Annotated[str, Form()] = "",
    request_key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Start the case of a park and go to its first task."""
    key = request_key or secrets.token_urlsafe(16)
    try:
        case_id = await opening.open_zone_case(services, me.actor, subject or None, request_id(me.account.id, key))
    except WebError as error:
        if error.refusal is None:
            raise
        return await _desk(request, services, me, error)
    mine = await reading.my_tasks_in(services, me.actor, case_id)
    return RedirectResponse(f"/tasks/{mine[0]}" if mine else f"/cases/{case_id}", 303)


async def _desk(
    request: Request, services: Services, me: Identity, error: WebError | None = None, **starts: str | None
) -> Response:
    now = await services.clock.now()
    return await page(
        request,
        services,
        me,
        "desk",
        "工作台",
        status=error.problem.status if error else 200,
        problem=error.problem if error else None,
        now=now,
        live=await live.address(services),
        today=local_date(now),
        startable=await _startable(services, me, local_date(now)),
        walls=await wall.of_actor(services, me.actor),
        duty_tables=await duty_table.of_actor(services, me.actor),
        starts_pilots=await pilots.may_open(services, me.actor),
        loads_regulation=await provinces.may_open(services, me.actor),
        records_events=await event_intake.may_record(services, me.actor),
        loads_plans=districts.may_load(me.actor),
        request_key=secrets.token_urlsafe(16),
        undelivered=await delivery_tasks.mine(services, me.actor),
        **await _mine(services, me, starts.get("tasks")),
        **await _waiting(services, me, starts.get("waiting")),
        **await _coming(services, me, starts.get("dates"), local_date(now)),
    )


async def _mine(services: Services, me: Identity, after: str | None) -> dict[str, Any]:
    start = read_cursor(after, date.fromisoformat, datetime.fromisoformat, str)
    found = await reading.my_tasks(services, me.actor, start, _SHOWN + 1)
    shown = found[:_SHOWN]
    ids = tuple({task.case_id for task in shown})
    known = await reading.some_cases(services, me.actor, CaseFilter(ids=ids), None, len(ids))
    return {
        "tasks": [(task, why(task, known)) for task in shown],
        "tasks_in_all": await reading.how_many_tasks(services, me.actor),
        "more_tasks": _next(shown[-1]) if len(found) > _SHOWN else "",
    }


async def _waiting(services: Services, me: Identity, after: str | None) -> dict[str, Any]:
    start = read_cursor(after, date.fromisoformat, datetime.fromisoformat, str)
    found = await reading.awaited(services, me.actor, start, _SHOWN + 1)
    more = _next(found[_SHOWN - 1][0]) if len(found) > _SHOWN else ""
    return {"waiting": found[:_SHOWN], "more_waiting": more, "waiting_goes_on": after is not None}


async def _coming(services: Services, me: Identity, after: str | None, today: date) -> dict[str, Any]:
    start = read_cursor(after, str, str, int)
    found = await reading.coming(services, me.actor, (today, today + AHEAD), start, _SHOWN + 1)
    more = cursor(*found[_SHOWN - 1].place) if len(found) > _SHOWN else ""
    return {"coming": found[:_SHOWN], "more_coming": more, "coming_goes_on": after is not None}


def _next(last: TaskSummary) -> str:
    return cursor(last.due or NO_DUE, last.opened_at, last.id)


def why(task: TaskSummary, known: list[CaseSummary]) -> MilestoneView | None:
    """The date of the case that a task's due day is, with its derivation."""
    dates = [each for case in known if case.id == task.case_id for each in case.milestones]
    return next((each for each in dates if each.date == task.due), None)


async def _startable(services: Services, me: Identity, today: date) -> list[Park]:
    """My parks that may start a case."""
    if me.actor.role is not Role.CREATING_BODY:
        return []
    async with services.register.read() as session:
        policy = await policy_for(session, ZonePolicy)
        parks = await parks_of(session, me.actor.organisation)
        standings = [await standing_of(session, park.id, me.actor.organisation, today, policy) for park in parks]
    return [park for park, standing in zip(parks, standings, strict=True) if refuse_opening(standing) is None]
