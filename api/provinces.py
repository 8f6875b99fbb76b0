"""The provincial regulation: operations load its draft, of which nothing runs (第四十二条)."""

from api.deps import Services
from api.errors import refused
from api.opening import Opening, opened
from db.models import Case
from domain.policy import ProvincePolicy
from domain.province.art42_adoption import BASIS
from domain.province.case import RegulationCase
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from services.policies import policy_for

KEY = "hb"
"""Of 湖北省, whose regulation it is: there is one."""
CASE_ID = f"province-{KEY}"


async def open_regulation(services: Services, actor: Actor, request_id: str) -> str:
    """Load the draft; answers the id of its case once the register has it.

    Raises ``WebError``: 403 for anyone but operations, 409 where it is loaded already, 503. Asked again under the same
    ``request_id`` it answers the case that was opened by it.
    """
    return await opened(services, actor, "province", request_id, prepare_regulation(services, actor, request_id))


def refuse_others(actor: Actor) -> None:
    """Raises 403 for anyone but operations."""
    if actor.role is not Role.OPS:
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text="条例的文本由技术运维载入。", basis=BASIS))


async def may_open(services: Services, actor: Actor) -> bool:
    """Whether the actor may load the draft, and nobody has yet."""
    if actor.role is not Role.OPS:
        return False
    async with services.register.read() as session:
        return await session.get(Case, CASE_ID) is None


async def prepare_regulation(services: Services, actor: Actor, request_id: str) -> Opening:
    """The case of the draft as it would be loaded now; nothing is loaded. Raises as ``open_regulation``."""
    refuse_others(actor)
    now = await services.clock.now()
    async with services.register.read() as session:
        known = await session.get(Case, CASE_ID)
        policy = await policy_for(session, ProvincePolicy)
    if known and request_id not in known.state["answers"]:
        raise refused(_another(known.state["title"]))
    case = RegulationCase(id=CASE_ID, key=KEY, policy=policy, stage_since=now, answers={request_id: 1})
    detail = f"载入{case.title}（草案）"
    return Opening(case, f"province/{KEY}", f"{case.title}：文本", BASIS, detail, _another(case.title))


def _another(title: str) -> Refusal:
    return Refusal(
        kind=RefusalKind.ALREADY_DONE,
        text=f"{title}已经载入，不重复载入。",
        basis=BASIS,
        remedy="正式文本、修改和废止在该案件中录入。",
    )
