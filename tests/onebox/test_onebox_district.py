"""The district plan a one-box platform starts with goes on by itself: it opens the ledgers that are not filed."""

import pytest

from contracts.queues import CASES
from domain.district.case import PlanCase, PlanStage
from domain.district.ledger_case import LedgerStage
from domain.district.parts import ItemStatus
from domain.district.policy import DistrictPolicy
from domain.programmes import programme_of
from onebox.seed_district import running_plan
from tests.support.calendars import CALENDAR
from tests.support.district_cases import DistrictWorld
from tests.support.world import World


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.starts_at("2026-03-02T09:00")
async def test_the_plan_goes_on_from_where_it_stands(world: World) -> None:
    district = DistrictWorld(world.env, world.register, world.mail)
    await district.populate()
    seeded = running_plan(DistrictPolicy(), CALENDAR, await district.clock.now())
    for case, workflow_id in seeded:
        workflow = programme_of(case).workflow(case)
        await district.client.start_workflow(workflow, case.carried(), id=workflow_id, task_queue=CASES)

    async def all_there() -> dict[str, object]:
        return ledgers if len(ledgers := await district.ledgers()) == 19 else {}

    ledgers = await district.until(all_there)
    assert {each.unit.id for each in ledgers.values() if each.stage is LedgerStage.RUNNING} == {
        "yc-market",
        "yc-science",
        "yc-tax",
    }
    plan = next(case for case, _ in seeded if isinstance(case, PlanCase))
    assert all(each.begun == (each.id in {"yc-market", "yc-science", "yc-tax"}) for each in plan.units)

    async def at_its_target() -> bool:
        return (await district.plan()).stage is PlanStage.FINAL_REVIEW_DUE

    await district.until(at_its_target)
    market = (await district.ledgers())["yc-market"]
    assert {market.status(each) for each in market.items} == {ItemStatus.DONE, ItemStatus.OPEN_AT_TARGET}
