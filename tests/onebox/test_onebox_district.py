"""The district plan a one-box platform starts with goes on by itself, and is alive whatever day it is planted on."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from api.wall_cells import of_ledger
from contracts.queues import CASES
from domain.dates import local_date
from domain.district.case import PlanCase, PlanStage
from domain.district.ledger_case import LedgerCase, LedgerStage
from domain.district.parts import ItemStatus
from domain.district.policy import DistrictPolicy
from domain.district.sec4_3_supervision import Colour
from domain.procedure.event_state import EventStage
from domain.programmes import case_of, programme_of
from onebox.seed_district import FILED, recorded_events, running_plan
from tests.support.calendars import CALENDAR
from tests.support.district_cases import DistrictWorld
from tests.support.world import World

DAYS = [date(2026, 1, 1), date(2026, 3, 2), date(2026, 12, 31), date(2028, 2, 29), date(2031, 7, 15)]


@pytest.mark.article("district:s4(3)#3")
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_whatever_the_day_three_colours_stand_on_the_wall_and_the_target_lies_ahead(day: date) -> None:
    now = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    seeded = [case for case, _ in running_plan(DistrictPolicy(), CALENDAR, now)]
    plan = next(each for each in seeded if isinstance(each, PlanCase))
    ledgers = [each for each in seeded if isinstance(each, LedgerCase)]
    cells = [cell for each in ledgers for cell in of_ledger(each, local_date(now), each.id)]
    assert {each.colour for each in cells} == {"", *Colour}
    assert plan.target
    assert plan.target.date > day
    assert plan.title.endswith("（示例）")
    items = [each for ledger in ledgers for each in ledger.items]
    assert (sum(bool(each.closeout) for each in items), sum(bool(each.dispute) for each in items)) == (1, 1)


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.starts_at("2026-03-02T09:00")
async def test_the_plan_and_its_events_go_on_from_where_they_stand(world: World) -> None:
    district = DistrictWorld(world.env, world.register, world.mail)
    await district.populate()
    now = await district.clock.now()
    seeded = running_plan(DistrictPolicy(), CALENDAR, now)
    files = recorded_events(DistrictPolicy(), now)
    for case, workflow_id in [*seeded, *files]:
        workflow = programme_of(case).workflow(case)
        await district.client.start_workflow(workflow, case.carried(), id=workflow_id, task_queue=CASES)

    async def all_there() -> dict[str, object]:
        return ledgers if len(ledgers := await district.ledgers()) == 19 else {}

    ledgers = await district.until(all_there)
    assert {each.unit.id for each in ledgers.values() if each.stage is LedgerStage.RUNNING} == {*FILED}
    plan = next(case for case, _ in seeded if isinstance(case, PlanCase))
    assert all(each.begun == (each.id in FILED) for each in plan.units)

    async def is_running() -> bool:
        return (await district.plan()).stage is PlanStage.RUNNING

    await district.until(is_running)
    market = ledgers["yc-market"]
    assert Counter(market.status(each) for each in market.items)[ItemStatus.OVERDUE_SUPERVISION] == 2
    for unit, kind in (("yc-science", "ledger_closeout_check"), ("yc-tax", "ledger_dispute_decision")):
        [task] = [each for each in ledgers[unit].awaited if each.kind == kind]
        assert task.audience.organisation == "yc-market", "it leads measure 7 and 8"
    for case, _ in files:
        district.case_id = case.id
        state = case_of((await district.row()).state)
        assert (state.stage, bool(state.awaited)) == (EventStage.OPEN, True)
