"""District plans: operations load one for a district (四（三）), and it waits for its facts."""

from api.deps import Services
from api.errors import refused
from api.opening import Opening, opened
from db.models import Organisation
from db.queries import cases, identity
from domain.citation import TITLES
from domain.district.acting import OFFICE
from domain.district.case import PlanCase
from domain.district.sec4_3_plan import BASIS
from domain.policy import DistrictPolicy
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from services.policies import policy_for


async def open_district_plan(services: Services, actor: Actor, region: str, request_id: str) -> str:
    """Load the plan for the district of this GB/T 2260 code; answers the id of its case once the register has it.

    Raises ``WebError``: 403 for anyone but operations, 409 where no office of the leading group is registered or a plan
    runs already, 503. Asked again under the same ``request_id`` it answers the case that was opened by it.
    """
    prepared = prepare_district_plan(services, actor, region, request_id)
    return await opened(services, actor, "district", request_id, prepared)


def may_load(actor: Actor) -> bool:
    return actor.role is Role.OPS


def refuse_others(actor: Actor) -> None:
    """Raises 403 for anyone but operations."""
    if not may_load(actor):
        text = "方案由技术运维载入；方案启动以后，由领导小组办公室和各单位办理。"
        raise refused(Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS))


async def districts(services: Services) -> list[tuple[str, str]]:
    """GB/T 2260 code and name of every district whose office is registered, by its government's name if there is one,
    else by that of the office."""
    async with services.register.read() as session:
        offices = await identity.of_role(session, Role.LEADING_GROUP_OFFICE)
        governments = await identity.of_role(session, Role.DISTRICT_GOVERNMENT)
    names = {each.jurisdiction: each.name for each in (*offices, *governments)}
    return sorted({(each.jurisdiction, names[each.jurisdiction]) for each in offices})


async def prepare_district_plan(services: Services, actor: Actor, region: str, request_id: str) -> Opening:
    """The case of a plan as it would be opened now; nothing is opened. Raises as ``open_district_plan``."""
    refuse_others(actor)
    now = await services.clock.now()
    async with services.register.read() as session:
        before = await cases.opened_by(session, f"district-{region}-")
        offices = await identity.organisations_within(session, Role.LEADING_GROUP_OFFICE, region)
        policy = await policy_for(session, DistrictPolicy)
    plans = [PlanCase.model_validate(each.state) for each in before if each.programme == "district"]
    if known := next((each for each in plans if request_id in each.answers), None):
        return _opening(known)
    if refusal := _refuse(region, plans, list(offices)):
        raise refused(refusal)
    plan_id = f"{region}-{len(plans) + 1}"
    case = PlanCase(
        id=f"district-{plan_id}",
        plan_id=plan_id,
        title=TITLES["district"],
        region=region,
        policy=policy,
        stage_since=now,
        answers={request_id: 1},
    )
    return _opening(case)


def _refuse(region: str, plans: list[PlanCase], offices: list[Organisation]) -> Refusal | None:
    if not offices:
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"平台没有登记行政区划代码为{region}的{OFFICE}。",
            basis=BASIS,
            remedy="请先登记该办公室及其账号。",
        )
    if running := next((each for each in plans if not each.stage.is_final), None):
        text = f"{running.title}正在实施（案件编号{running.id}）。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS, remedy="由后续方案接续的，请先办结。")
    return None


def _opening(case: PlanCase) -> Opening:
    another = Refusal(kind=RefusalKind.ALREADY_DONE, text="本区的方案刚刚已经载入。", basis=BASIS)
    summary, detail = f"{case.title}：待启动", f"载入{case.title}"
    return Opening(case, f"district/{case.plan_id}", summary, BASIS, detail, another)
