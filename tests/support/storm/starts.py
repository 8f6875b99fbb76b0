"""The states in which a case of the storm begins: everything from the application to a revocation being signed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from domain.dates import local_date
from domain.procedure.state import Proceeding
from domain.zone.case import Renewal, RenewalStage, Stage, ZoneCase
from domain.zone.parts import Revocation, RevocationStage
from tests.support.world import World
from tests.support.zone_cases import start_creation, start_last_days, start_term

Start = Callable[[World], Awaitable[ZoneCase]]


def in_creation(stage: Stage, **facts: object) -> Start:
    return lambda world: start_creation(world, stage, **facts)


async def evaluated(world: World) -> ZoneCase:
    today = local_date(await world.clock.now())
    proceeding = Proceeding(number=2, applied_on=today, panel=["expert-1"], panel_leader="expert-1")
    return await start_creation(world, Stage.EVALUATION, proceeding=proceeding)


async def just_recognised(world: World) -> ZoneCase:
    return await start_term(world, local_date(await world.clock.now()) - timedelta(days=3))


async def at_the_window(world: World) -> ZoneCase:
    return await start_last_days(world, 40)


def in_renewal(stage: RenewalStage, days: int) -> Start:
    """A renewal in ``stage``, ``days`` before the last day of the term."""

    async def start(world: World) -> ZoneCase:
        applied = Proceeding(applied_on=local_date(await world.clock.now()))
        return await start_last_days(world, days, renewal=Renewal(stage=stage, proceeding=applied))

    return start


async def granted(world: World) -> ZoneCase:
    today = local_date(await world.clock.now())
    done = Renewal(stage=RenewalStage.GRANTED, published_on=today)
    return await start_last_days(world, 10, renewal=done)


def in_revocation(stage: RevocationStage, days: int) -> Start:
    """A review in ``stage``, ``days`` before the last day of the term."""

    async def start(world: World) -> ZoneCase:
        opened_on = local_date(await world.clock.now())
        review = Revocation(stage=stage, ground="promotion", facts="未开展推广。", opened_on=opened_on)
        return await start_last_days(world, days, revocation=review)

    return start


STARTS: dict[str, Start] = {
    **{
        stage.value: in_creation(stage)
        for stage in (
            Stage.APPLICATION,
            Stage.NOMINATION,
            Stage.APPROVAL,
            Stage.CREATION,
            Stage.ACCEPTANCE,
            Stage.MATERIAL_REVIEW,
            Stage.PUBLIC_NOTICE,
            Stage.RECOGNITION,
            Stage.ANNOUNCEMENT,
        )
    },
    "evaluation": evaluated,
    "just_recognised": just_recognised,
    "at_the_window": at_the_window,
    "renewal_notice": in_renewal(RenewalStage.PUBLIC_NOTICE, 12),
    "renewal_decision": in_renewal(RenewalStage.DECISION, 3),
    "granted": granted,
    "revocation_review": in_revocation(RevocationStage.REVIEW, 5),
    "revocation_decision": in_revocation(RevocationStage.DECISION, 60),
}
