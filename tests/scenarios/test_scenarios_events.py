"""Group G: one event of a park that is a zone and takes part in a pilot: one record, two references."""

import asyncio
from typing import Any

import pytest

from domain.procedure.event_state import Body, EventStage
from domain.roles import Role
from domain.zone.parts import Determination
from tests.support import pilot_cases as pilots
from tests.support.event_files import EventWorld
from tests.support.pilot_cases import JIA, YI, PilotWorld
from tests.support.scenarios import begins, expected
from tests.support.world import PARK, World
from tests.support.zone_cases import start_term, until_open

PUBLISHED = expected("B01")["term"][0]
REGULATOR = Body(organisation="prov-js", name="江苏省市场监督管理局", role=Role.PROVINCIAL_REGULATOR, region="320000")
NAMED = {"park": PARK.id, "item": "N1", "where": "示例企业", "pilot_case": "pilot-p1"}


async def settled(events: EventWorld) -> Any:
    """The file, once what follows elsewhere is settled: errands run beside the answer that brings them about."""
    for _ in range(250):
        file = await events.file()
        if file.concerns and all(each.settled or each.recorder is None for each in file.concerns):
            return file
        await asyncio.sleep(0.02)
    raise AssertionError("the errand was never run")


async def zone_and_pilot(world: World) -> EventWorld:
    await start_term(world, PUBLISHED)
    await until_open(world, "negative_fact_province")
    pilot = PilotWorld(world.env, world.register, world.mail)
    await pilots.into_construction(pilot, JIA, YI)
    return EventWorld(world.env, world.register, world.mail)


@pytest.mark.article("zone:7", "pilot:4(1)")
@pytest.mark.scenario("G05")
@begins(PUBLISHED)
async def test_an_event_recorded_once_raises_the_check_of_the_zone_and_is_told_to_the_bureaus_of_the_pilot(
    world: World,
) -> None:
    wanted = expected("G05")
    events = await zone_and_pilot(world)
    await events.begin("province_risk", opened_by=REGULATOR, region="320000", occurred_on=PUBLISHED)
    await events.act("prov-js", "province_event_concern", "name", **NAMED)
    file = await settled(events)
    [fact] = (await world.state()).negative_facts
    assert wanted["effects"][0].startswith("zone: 第七条 assessment")
    assert (fact.item, fact.what, fact.determination) == ("N1", file.title, Determination.PENDING)
    assert fact.evidence == (f"事件案卷{file.id}",), "a reference, not a second record"
    assert await events.told("event_concerns_pilot") >= {"city-jia", "city-yi"}
    assert wanted["effects"][1].endswith("note to the participating bureaus")
    assert await events.told("event_concerns_park") == {"prov-js", "samr", "samr-2", "samr-3", "park-js-1"}
    [concern] = file.concerns
    assert wanted["documents"] == "one event record, two references"
    assert (concern.park, concern.pilot_case, await events.papers()) == (PARK.id, "pilot-p1", [])


@pytest.mark.article("zone:7")
@pytest.mark.scenario("G05")
@begins(PUBLISHED)
async def test_whom_article_7_does_not_name_only_tells_those_it_names(world: World) -> None:
    """A unit of a district records no 第七条情形: the regulator of the province and 总局 learn of the event."""
    events = await zone_and_pilot(world)
    await events.begin("district_accident")
    await events.act("yc-market", "district_event_concern", "name", **NAMED)
    file = await settled(events)
    assert ((await world.state()).negative_facts, file.concerns[0].recorder) == ([], None)
    assert "prov-js" in await events.told("event_concerns_park")
    added = [each for each in await events.tasks() if each.kind == "district_accident_supplement"]
    assert any(each.audience.includes(world.actor("prov-js")) for each in added), "it may follow the event"
    again = await events.refused("yc-market", "district_event_concern", "name", **NAMED)
    assert "不再重复" in again.text


@pytest.mark.article("zone:7", "pilot:4(1)")
@begins(PUBLISHED)
async def test_what_is_named_must_be_there(world: World) -> None:
    events = await zone_and_pilot(world)
    await events.begin("district_accident")

    async def refused(**named: str) -> tuple[str, tuple[str, ...]]:
        refusal = await events.refused("yc-market", "district_event_concern", "name", **named)
        assert refusal.remedy
        return refusal.text, tuple(refusal.basis)

    assert await refused() == ("没有写明涉及的园区，也没有写明涉及的示范试点。", ("zone:7", "pilot:4(1)"))
    assert (await refused(park="nowhere", item="N1", where="示例企业"))[0] == "没有编号为“nowhere”的园区。"
    assert (await refused(park=PARK.id))[1] == ("zone:7",)
    assert (await refused(pilot_case="pilot-none"))[1] == ("pilot:4(1)",)
    assert (await refused(pilot_case="zone-js-1-case-1"))[1] == ("pilot:4(1)",)
    await events.act("yc-market", "district_accident_reporting", "drop", reasons="重复记录。")
    assert (await events.file()).stage is EventStage.DROPPED
