"""六（三）、六（四） A bureau records its help for enterprises and shared infrastructure; nothing is ever due."""

from datetime import timedelta

import pytest

from domain.dates import local_date
from domain.pilot.case import PilotStage
from domain.refusal import RefusalKind
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import HELP, SERVICE, PilotWorld
from tests.support.world import World

KINDS = {"pilot_enterprise_help": HELP, "pilot_quality_service": SERVICE}


@pytest.fixture
def pilot(world: World) -> PilotWorld:
    return PilotWorld(world.env, world.register, world.mail)


@pytest.mark.article("pilot:6(3)", "pilot:6(4)")
async def test_each_bureau_records_again_and_again_and_its_own_province_is_told(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    today = local_date(await pilot.clock.now())
    before = await pilot.project()
    for kind, data in KINDS.items():
        for account in ("city-jia", "city-yi", "city-jia"):
            await pilot.act(account, kind, "record", **data | {"on": today.isoformat()})
    case = await pilot.project()
    assert (case.stage, case.reports, case.awaited) == (before.stage, before.reports, before.awaited)
    for kind in KINDS:
        assert await pilot.told(kind) == {"prov-js", "prov-zj"}
        lines = [text for each, text, _ in await pilot.events() if each == f"{kind}.record"]
        assert len(lines) == 3
        assert all(KINDS[kind]["what"] in each for each in lines)
        assert await pilot.documents(kind) == []
        assert len([task for task in case.tasks if task.kind == kind]) == 3, "open again for each bureau"


@pytest.mark.article("pilot:6(3)", "pilot:6(4)")
async def test_what_is_still_to_come_is_refused_and_what_nobody_records_is_never_owed(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    later = local_date(await pilot.clock.now()) + timedelta(days=2)
    for kind, data in KINDS.items():
        refusal = await pilot.refused_own("city-bing", kind, "record", **data | {"on": later.isoformat()})
        assert refusal.kind is RefusalKind.NOT_YET
    await pilot.forward(days=100)
    assert [task for task in await pilot.tasks() if task.kind in KINDS and task.due] == []


@pytest.mark.article("pilot:6(3)", "pilot:6(4)")
async def test_before_the_launch_and_after_the_end_there_is_nothing_to_record(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    assert not {task.kind for task in await pilot.tasks()} & KINDS.keys()
    await pilot.act("city-jia", "pilot_withdrawal", "withdraw", reasons="另行安排")
    case = await pilot.in_stage(PilotStage.WITHDRAWN)
    assert case.tasks == []
