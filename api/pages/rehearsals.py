"""推演: choose what people do, watch the case being played forward, read the story. The real case stays as it is."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api import rehearsals
from api.deps import Services, Web
from api.errors import Problem, WebError, basis_views, field_errors, malformed
from api.identity import Identity, SignedIn
from api.pages.rendering import page
from api.rehearsals import Beginning, Wish
from contracts.rehearsal import MOST_YEARS, Objections, Order, Scenario
from domain.dates import local_date
from domain.procedure.notice_days import LATE

router = APIRouter()
_PDF = "application/pdf"
_REFRESH_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What was chosen, as it was sent."""

    scenario: str = Scenario.IN_TIME
    returned: str = ""
    objections: str = Objections.NONE
    objection_day: str = "1"
    pace_days: str = "7"
    years: str = "5"


async def _typed(
    scenario: Annotated[str, Form(max_length=50)] = "",
    returned: Annotated[str, Form(max_length=200)] = "",
    objections: Annotated[str, Form(max_length=50)] = "none",
    objection_day: Annotated[str, Form(max_length=10)] = "1",
    pace_days: Annotated[str, Form(max_length=10)] = "",
    years: Annotated[str, Form(max_length=10)] = "",
) -> Typed:
    return Typed(scenario, returned, objections, objection_day, pace_days, years)


Sent = Annotated[Typed, Depends(_typed)]


@router.get("/cases/{case_id}/rehearsal")
async def ask(request: Request, services: Web, me: SignedIn, case_id: str) -> Response:
    beginning = await rehearsals.of_case(services, me.actor, case_id)
    return await _asked(request, services, me, beginning, Typed())


@router.post("/cases/{case_id}/rehearsal")
async def start(request: Request, services: Web, me: SignedIn, case_id: str, typed: Sent) -> Response:
    return await _started(request, services, me, await rehearsals.of_case(services, me.actor, case_id), typed)


@router.get("/parks/{park_id}/rehearsal")
async def ask_before(request: Request, services: Web, me: SignedIn, park_id: str) -> Response:
    beginning = await rehearsals.of_application(services, me.actor, park_id)
    return await _asked(request, services, me, beginning, Typed())


@router.post("/parks/{park_id}/rehearsal")
async def start_before(request: Request, services: Web, me: SignedIn, park_id: str, typed: Sent) -> Response:
    return await _started(request, services, me, await rehearsals.of_application(services, me.actor, park_id), typed)


@router.get("/pilot-projects/new/rehearsal")
async def ask_before_a_project(request: Request, services: Web, me: SignedIn) -> Response:
    return await _asked(request, services, me, await rehearsals.of_project(services, me.actor), Typed())


@router.post("/pilot-projects/new/rehearsal")
async def start_before_a_project(request: Request, services: Web, me: SignedIn, typed: Sent) -> Response:
    return await _started(request, services, me, await rehearsals.of_project(services, me.actor), typed)


async def _started(request: Request, services: Services, me: Identity, beginning: Beginning, typed: Typed) -> Response:
    try:
        found = await rehearsals.start(services, me.actor, beginning, _wish(typed))
    except WebError as error:
        if error.problem.status not in {409, 422}:
            raise
        return await _asked(request, services, me, beginning, typed, error.problem)
    return RedirectResponse(f"/rehearsals/{found}", 303)


def _wish(typed: Typed) -> Wish:
    try:
        return Wish.model_validate(
            {
                "scenario": Scenario(typed.scenario),
                "returned": typed.returned if typed.scenario == Scenario.RETURNED else "",
                "objections": Objections(typed.objections),
                "objection_day": int(day) if (day := typed.objection_day).isdecimal() else day,
                "pace_days": int(typed.pace_days),
                "years": int(typed.years),
            }
        )
    except ValidationError as error:
        raise malformed("天数为1至180的整数。", *field_errors(error.errors(include_url=False), ("body",))) from error
    except ValueError as error:
        raise malformed("请选择推演的情形，天数为1至180的整数。") from error


async def _asked(
    request: Request,
    services: Services,
    me: Identity,
    beginning: Beginning,
    typed: Typed,
    problem: Problem | None = None,
) -> Response:
    case, today = beginning.case, local_date(await services.clock.now())
    return await page(
        request,
        services,
        me,
        "rehearsal_new",
        f"推演：{case.subject_name}，{case.label}",
        status=problem.status if problem else 200,
        case=case,
        back=beginning.page,
        typed=typed,
        problem=problem,
        possible=rehearsals.is_possible(),
        scenarios=list(Scenario),
        returns=rehearsals.returns(case.programme),
        objections=list(Objections) if rehearsals.has_notices(case.programme) else [],
        objection_days=[(str(day), words) for day, words in rehearsals.days_to_object(case, today)],
        most_years=MOST_YEARS,
    )


@router.get("/rehearsals/{rehearsal_id}")
async def story(request: Request, services: Web, me: SignedIn, rehearsal_id: str) -> Response:
    order, told = await rehearsals.one(services, me.actor, rehearsal_id)
    wrong = dict(rehearsals.returns(order.state.get("programme", "zone"))).get(order.returned, "")
    return await page(
        request,
        services,
        me,
        "rehearsal",
        f"推演：{order.subject}",
        order=order,
        story=told,
        wrong=wrong,
        objected=_objected(order),
        lines=[(line, basis_views(line.basis)) for line in told.lines],
        owed=[(each, basis_views(each.basis)) for each in told.owed],
        every=None if told.ended_at else _REFRESH_SECONDS,
    )


def _objected(order: Order) -> str:
    """What was supposed of objections; one that comes late is re-examined only where the policy says so."""
    if order.objections is Objections.NONE:
        return ""
    ruling = "有人提出异议" if order.objection_day == LATE else order.objections.label
    return rehearsals.words_of(order.objection_day) + ruling


@router.get("/rehearsals/{rehearsal_id}/documents/{name}")
async def paper(services: Web, me: SignedIn, rehearsal_id: str, name: str) -> Response:
    data = await rehearsals.paper(services, me.actor, rehearsal_id, name)
    return Response(data, media_type=_PDF, headers={"Content-Disposition": "inline", "Cache-Control": "private"})
