"""Pilot projects: a bureau starts one (二（一）)."""

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.deps import Services
from api.errors import WebError, refused
from api.opening import recorded, start
from db.models import Case, Organisation
from db.queries import cases
from domain.pilot.case import Bureau, PilotCase
from domain.pilot.sec2_1_cooperation import BASIS, refuse_bureau
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from services.policies import pilot_policy_in_force


async def open_pilot_project(services: Services, actor: Actor, title: str, request_id: str) -> str:
    """Start a project; answers the id of its case once the register has it.

    Raises ``WebError``: 403 for anyone but a bureau of a city, 409 for one that cannot take part, 503. Asked again
    under the same ``request_id`` it answers the case that was opened by it.
    """
    try:
        case = await _prepare(services, actor, title, request_id)
        workflow_id = f"pilot/{case.project_id}"
        await start(services, case, workflow_id, f"{title}：示范试点")
        await recorded(services, case.id, workflow_id)
        await _refuse_another(services, case, request_id)
    except WebError as error:
        if error.refusal:
            await audit.record(services, actor, "case.open", "pilot", refusal=error.refusal, request_id=request_id)
        raise
    await audit.record(
        services,
        actor,
        "case.open",
        case.project_id,
        case_id=case.id,
        basis=BASIS,
        detail=f"发起示范试点项目{title}",
        request_id=request_id,
    )
    return case.id


async def _prepare(services: Services, actor: Actor, title: str, request_id: str) -> PilotCase:
    if actor.role is not Role.CITY_REGULATOR:
        text = "示范试点项目由地级市（区）市场监管局发起。"
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS))
    now = await services.clock.now()
    async with services.register.read() as session:
        bureau = await _bureau(session, actor)
        opened = await cases.opened_by(session, f"pilot-{bureau.organisation}-")
        policy = await pilot_policy_in_force(session)
    known = next((each for each in opened if request_id in each.state["answers"]), None)
    if known:
        return PilotCase.model_validate(known.state)
    project_id = f"{bureau.organisation}-{len(opened) + 1}"
    case = PilotCase(
        id=f"pilot-{project_id}",
        project_id=project_id,
        title=title,
        opened_by=bureau,
        policy=policy,
        stage_since=now,
        answers={request_id: 1},
    )
    if refusal := refuse_bureau(case, bureau.name, bureau.region):
        raise refused(refusal)
    return case


async def _bureau(session: AsyncSession, actor: Actor) -> Bureau:
    own = await session.get_one(Organisation, actor.organisation)
    return Bureau(organisation=own.id, name=own.name, region=own.jurisdiction)


async def _refuse_another(services: Services, case: PilotCase, request_id: str) -> None:
    """Of two projects a bureau starts at the same instant the second meets the first."""
    async with services.register.read() as session:
        row = await session.get_one(Case, case.id)
    if request_id not in row.state["answers"]:
        text = "本单位刚刚发起了另一个项目，请稍后再试。"
        raise refused(Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS))
