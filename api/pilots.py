"""Pilot projects: a bureau starts one (二（一）)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from api.deps import Services
from api.errors import refused
from api.opening import Opening, opened
from api.reading import case_row
from db.models import Organisation
from db.queries import cases, identity
from domain.pilot.case import PilotCase
from domain.pilot.parts import Bureau
from domain.pilot.sec2_1_cooperation import BASIS, refuse_bureau
from domain.policy import PilotPolicy
from domain.programmes import case_of
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from services.policies import policy_for


async def open_pilot_project(services: Services, actor: Actor, title: str, request_id: str) -> str:
    """Start a project; answers the id of its case once the register has it.

    Raises ``WebError``: 403 for anyone but a bureau of a city, 409 for one that cannot take part, 503. Asked again
    under the same ``request_id`` it answers the case that was opened by it.
    """
    return await opened(services, actor, "pilot", request_id, prepare_pilot_project(services, actor, title, request_id))


def refuse_others(actor: Actor) -> None:
    """Raises 403 for anyone but a bureau of a city."""
    if actor.role is not Role.CITY_REGULATOR:
        text = "示范试点项目由地级市（区）市场监管局发起。"
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS))


async def may_open(services: Services, actor: Actor) -> bool:
    """Whether the actor's bureau may start a project under the policy now in force."""
    if actor.role is not Role.CITY_REGULATOR:
        return False
    async with services.register.read() as session:
        bureau = await _bureau(session, actor)
        policy = await policy_for(session, PilotPolicy)
    return refuse_bureau(policy, bureau.name, bureau.region) is None


async def fewest(services: Services) -> int:
    """How many bureaus a cooperation has at least (系统策略)."""
    async with services.register.read() as session:
        return (await policy_for(session, PilotPolicy)).minimum_participants


async def may_take_part(services: Services, actor: Actor, case_id: str) -> list[Bureau]:
    """The bureaus of the register that may take part in a project the actor may see, by their seats. Raises 404."""
    async with services.register.read() as session:
        policy = case_of((await case_row(session, actor, case_id)).state).policy
        rows = await identity.of_role(session, Role.CITY_REGULATOR)
    found = [Bureau(organisation=each.id, name=each.name, region=each.jurisdiction) for each in rows]
    return [each for each in found if refuse_bureau(policy, each.name, each.region) is None]


async def prepare_pilot_project(services: Services, actor: Actor, title: str, request_id: str) -> Opening:
    """The case of a project as it would be opened now; nothing is opened. Raises as ``open_pilot_project``."""
    refuse_others(actor)
    now = await services.clock.now()
    async with services.register.read() as session:
        bureau = await _bureau(session, actor)
        before = await cases.opened_by(session, f"pilot-{bureau.organisation}-")
        policy = await policy_for(session, PilotPolicy)
    known = next((each for each in before if request_id in each.state["answers"]), None)
    if known:
        return _opening(PilotCase.model_validate(known.state))
    case = _project(bureau, len(before) + 1, title, policy, now)
    case.answers = {request_id: 1}
    if refusal := refuse_bureau(policy, bureau.name, bureau.region):
        raise refused(refusal)
    return _opening(case)


def _project(bureau: Bureau, number: int, title: str, policy: PilotPolicy, now: datetime) -> PilotCase:
    """The ``number``-th project a bureau starts, as it begins."""
    project_id = f"{bureau.organisation}-{number}"
    return PilotCase(
        id=f"pilot-{project_id}",
        project_id=project_id,
        title=title,
        opened_by=bureau,
        policy=policy,
        stage_since=now,
    )


def _opening(case: PilotCase) -> Opening:
    text = "本单位刚刚发起了另一个项目，请稍后再试。"
    another = Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS)
    summary, detail = f"{case.title}：示范试点", f"发起示范试点项目{case.title}"
    return Opening(case, f"pilot/{case.project_id}", summary, BASIS, detail, another)


async def _bureau(session: AsyncSession, actor: Actor) -> Bureau:
    own = await session.get_one(Organisation, actor.organisation)
    return Bureau(organisation=own.id, name=own.name, region=own.jurisdiction)
