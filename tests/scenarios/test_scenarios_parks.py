"""Groups B and G: what concerns more than one case or body: duplicates, the wrong order, one event in two processes."""

from pathlib import Path

import pytest

from db.queries import parks
from domain.dates import CHINA, at
from domain.refusal import RefusalKind
from domain.roles import Role
from domain.zone.case import Stage
from domain.zone.parts import Determination
from tests.scenarios.playing import go
from tests.support import forms, stories
from tests.support.accounts import add_accounts
from tests.support.scenarios import OFFICE_OPENS, begins, expected, given, timed
from tests.support.web import on_world
from tests.support.world import PARK, World
from tests.support.zone_cases import kinds, start_creation, start_term, until_open

GOVERNMENT = "gov-js-1"
PUBLISHED = expected("B01")["term"][0]


async def with_a_second_body(world: World) -> None:
    """所在地人民政府 beside the 管理委员会: both may be the creating body of the park."""
    now = await world.clock.now()
    async with world.register.write() as session:
        office = (GOVERNMENT, "示例市人民政府", Role.CREATING_BODY, PARK.region)
        await add_accounts(session, {GOVERNMENT: office}, now)
        await parks.add_body(session, PARK.id, GOVERNMENT)


@pytest.mark.article("zone:3", "zone:16")
@pytest.mark.scenario("B13")
@begins(given("B13")[0])
async def test_the_second_body_that_applies_for_a_park_is_refused_as_a_duplicate(world: World, tmp_path: Path) -> None:
    wanted, [second] = expected("B13"), timed("B13")
    [applied_on] = given("B13")
    await with_a_second_body(world)
    caller = on_world(world, tmp_path)
    start = {"programme": "zone", "subject": PARK.id}
    async with caller.client:
        await go(world, at(applied_on, OFFICE_OPENS).astimezone(CHINA))
        assert (await caller.post("/cases", PARK.organisation, json=start)).status_code == 201
        await until_open(world, "creation_application")
        await stories.apply(world)
        before = await world.state()
        await go(world, second.moment)
        answer = await caller.post("/cases", GOVERNMENT, json=start)
    assert wanted["second"].startswith("refused as duplicate")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:zhicheng:problem:already_done")
    assert [each["key"] for each in answer.json()["basis"]] == ["zone:3", "zone:16"]
    assert wanted["status"] == "first unchanged"
    assert await world.state() == before


@pytest.mark.article("zone:17.1", "zone:17.2")
@pytest.mark.scenario("G03")
async def test_samr_cannot_approve_before_the_leading_group_has_agreed(world: World) -> None:
    """With us the approval is not even asked for: the case says whose move it is, and nothing changes."""
    wanted = expected("G03")
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal")
    await world.act("prov-js", "provincial_appraisal", "nominate", **forms.APPRAISAL)
    before = await world.state()
    assert [task.kind for task in before.awaited] == ["nomination_consent"]
    assert wanted["result"] == "refused: 领导小组同意 missing"
    consent = await world.task("nomination_consent")
    for action in ("approve", "consent"):
        refusal = await world.refused_task("samr-2", consent.id, action, {})
        assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:17.1",))
        assert "领导小组" in refusal.text
    assert wanted["status"] == "unchanged"
    assert await world.state() == before


@pytest.mark.article("zone:7", "zone:27#1")
@pytest.mark.scenario("G05")
@begins(PUBLISHED)
async def test_an_event_is_recorded_once_and_assessed_under_article_7_by_that_record(world: World) -> None:
    """The side of the zone. The note to the bureaus of a pilot (四（一）) comes with the workflow of the pilot."""
    wanted = expected("G05")
    await start_term(world, PUBLISHED)
    await until_open(world, "material_event_record")
    when = {"occurred_on": PUBLISHED.isoformat(), "occurred_time": "00:30"}
    event = {"kind": "article_7", "item": "N1", "what": "重大质量安全事件。", "source": "媒体报道"}
    await world.act("samr", "material_event_record", "record", **event, **when)
    await until_open(world, "material_event_triage")
    await world.act("samr", "material_event_triage", "assess", item="N1", where="甲企业", opinion="请主管部门认定。")
    case = await world.state()
    assert wanted["effects"][0] == "zone: 第七条 assessment + 重大事项"
    [recorded], [fact] = case.events, case.negative_facts
    assert (recorded.triage, recorded.item) == ("assess", "N1")
    assert (fact.item, fact.what, fact.determination) == ("N1", recorded.what, Determination.PENDING)
    assert wanted["documents"].startswith("one event record")
    found = await kinds(world)
    assert [kind for kind in found if kind.startswith("material_event")] == [
        "material_event_record.record",
        "material_event_triage.assess",
    ]
