"""工作台: what I have to do, what I wait for, which dates come; and the start of a case."""

import secrets
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api import opening, reading
from api.deps import Services, Web, request_id
from api.errors import WebError
from api.identity import Identity, SignedIn
from api.pages.rendering import page
from api.views import CaseSummary, MilestoneView, TaskSummary, WaitingView
from db.models import Park
from db.queries import cases
from db.queries.cases import CaseFilter
from domain.dates import local_date
from domain.roles import Role

router = APIRouter()
AHEAD = timedelta(days=90)
_TASKS = 100
_CASES = 200
_SHOWN = 50


@router.get("/")
async def desk(request: Request, services: Web, me: SignedIn) -> Response:
    return await _desk(request, services, me, None)


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
    mine = [each for each in await reading.my_tasks(services, me.actor, None, _TASKS) if each.case_id == case_id]
    return RedirectResponse(f"/tasks/{mine[0].id}" if mine else f"/cases/{case_id}", 303)


async def _desk(request: Request, services: Services, me: Identity, error: WebError | None) -> Response:
    now = await services.clock.now()
    mine = await reading.my_tasks(services, me.actor, None, _TASKS)
    known = await reading.some_cases(services, me.actor, CaseFilter(), None, _CASES)
    open_cases = [each for each in known if each.closed_at is None]
    return await page(
        request,
        services,
        me,
        "desk",
        "工作台",
        status=error.problem.status if error else 200,
        problem=error.problem if error else None,
        now=now,
        today=local_date(now),
        tasks=[(task, why(task, known)) for task in mine],
        waiting=awaited(open_cases, mine)[:_SHOWN],
        coming=coming(open_cases, local_date(now))[:_SHOWN],
        startable=await _startable(services, me),
        request_key=secrets.token_urlsafe(16),
    )


def why(task: TaskSummary, known: list[CaseSummary]) -> MilestoneView | None:
    """The date of the case that a task's due day is, with its derivation."""
    dates = [each for case in known if case.id == task.case_id for each in case.milestones]
    return next((each for each in dates if each.date == task.due), None)


def awaited(open_cases: list[CaseSummary], mine: list[TaskSummary]) -> list[tuple[CaseSummary, WaitingView]]:
    """What others have to do in my cases: the earliest due first, then what has been open longest."""
    own = {task.id for task in mine}
    found = [
        (case, each)
        for case in open_cases
        for each in case.waiting_for
        if each.task_id not in own and each.role != Role.PUBLIC
    ]
    return sorted(found, key=lambda pair: (pair[1].due or date.max, pair[1].since))


def coming(open_cases: list[CaseSummary], today: date) -> list[tuple[CaseSummary, MilestoneView]]:
    """The dates of my cases within the next 90 days, in order."""
    found = [(case, each) for case in open_cases for each in case.milestones if today <= each.date <= today + AHEAD]
    return sorted(found, key=lambda pair: pair[1].date)


async def _startable(services: Services, me: Identity) -> list[Park]:
    """My parks without a live case."""
    if me.actor.role is not Role.CREATING_BODY:
        return []
    async with services.register.read() as session:
        parks = await cases.parks_of(session, me.actor.organisation)
        return [park for park in parks if await cases.live_case_of(session, park.id) is None]
