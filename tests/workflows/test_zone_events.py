"""第二十七条第一句 重大事项及时上报, and the routes and versions of the annual report."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db.models import Rung
from domain.dates import CHINA
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.zone.case import Stage
from domain.zone.parts import Determination
from tests.support import forms
from tests.support.revocations import OPENING
from tests.support.world import World
from tests.support.zone_cases import POLICY, documents, events, settle_in, start_term, until_open

OTHER: dict[str, Any] = {"kind": "other", "what": "储罐泄漏，已处置。"}
ARTICLE_7: dict[str, Any] = {"kind": "article_7", "item": "N2", "what": "储罐泄漏。"}


async def zone(world: World, policy: ZonePolicy = POLICY) -> int:
    year = await settle_in(world)
    await start_term(world, date(year, 3, 2), policy=policy)
    await until_open(world, "material_event")
    return year


def ago(world_now: datetime, **span: float) -> dict[str, str]:
    local = (world_now - timedelta(**span)).astimezone(CHINA)
    return {"occurred_on": local.date().isoformat(), "occurred_time": local.strftime("%H:%M")}


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C17")
async def test_what_is_reported_within_the_hours_is_in_time_and_samr_says_what_becomes_of_it(world: World) -> None:
    await zone(world)
    await world.act("park-js-1", "material_event", "report", **OTHER, **ago(await world.clock.now(), hours=22))
    case = await world.state()
    assert [task.kind for task in case.awaited] == ["material_event_triage"]
    assert not case.events[0].overdue
    assert await documents(world) == ["material_event_report", "material_event_receipt"]
    await world.act("samr", "material_event_triage", "note", **forms.OPINION)
    case = await world.state()
    assert (case.awaited, case.events[0].triage) == ([], "note")


@pytest.mark.article("zone:27#1")
async def test_a_late_report_is_taken_and_marked_and_nothing_follows(world: World) -> None:
    await zone(world)
    await world.act("park-js-1", "material_event", "report", **OTHER, **ago(await world.clock.now(), hours=26))
    case = await world.state()
    assert case.events[0].overdue
    assert (case.stage, case.revocation) == (Stage.IN_TERM, None)
    assert "没有不利后果" in (await events(world))[-1].text


@pytest.mark.article("zone:27#1")
async def test_what_has_not_happened_yet_is_not_reported(world: World) -> None:
    await zone(world)
    when = ago(await world.clock.now(), hours=-2)
    refusal = await world.refused("park-js-1", "material_event", "report", **OTHER, **when)
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:27#1",))


@pytest.mark.article("zone:7", "zone:27#1")
async def test_an_event_under_article_7_is_to_be_determined_by_those_competent(world: World) -> None:
    await zone(world)
    await world.act("park-js-1", "material_event", "report", **ARTICLE_7, **ago(await world.clock.now(), hours=1))
    await world.act("samr", "material_event_triage", "assess", item="N2", where="甲企业", opinion="请主管部门认定。")
    [fact] = (await world.state()).negative_facts
    assert (fact.item, fact.determination) == ("N2", Determination.PENDING)


@pytest.mark.article("zone:27#1", "zone:27#2")
async def test_an_event_may_open_a_review_and_whoever_opened_it_does_not_sign(world: World) -> None:
    await zone(world)
    await world.act("park-js-1", "material_event", "report", **OTHER, **ago(await world.clock.now(), hours=1))
    await world.act("samr", "material_event_triage", "open_revocation", **OPENING)
    await until_open(world, "revocation_review")
    await world.act("samr", "revocation_review", "propose", findings="属实。")
    task = await world.task("revocation_decision")
    assert "samr" in task.excluded


@pytest.mark.article("zone:27#1")
async def test_what_officials_learned_themselves_alerts_its_handlers_until_the_zone_reports(world: World) -> None:
    await zone(world)
    when = ago(await world.clock.now(), hours=2)
    await world.act("samr", "material_event_record", "record", **OTHER, **when, source="媒体报道")
    async with world.register.read() as session:
        [rung] = list(await session.scalars(select(Rung).where(Rung.key == "alert")))
        assert rung.planned_at == (await world.state()).events[0].alert_at.closes_at  # type: ignore[union-attr]
    await world.act("park-js-1", "material_event", "report", **OTHER, **when, number=1)
    case = await world.state()
    assert len(case.events) == 1
    assert not case.events[0].overdue
    async with world.register.read() as session:
        [rung] = list(await session.scalars(select(Rung).where(Rung.key == "alert")))
        assert rung.outcome == "cancelled"


async def submit(world: World, year: int) -> None:
    await world.to(year + 1, 1, 3)
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)


@pytest.mark.article("zone:27#1")
async def test_a_returned_report_comes_again_as_its_second_version(world: World) -> None:
    year = await zone(world)
    await submit(world, year)
    await world.act("samr", "annual_report_receipt", "return", **forms.REASONS)
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    assert "第2版" in (await events(world))[-1].text
    assert (await world.state()).term.reports[0].version == 2  # type: ignore[union-attr]


@pytest.mark.article("zone:27#1")
async def test_by_the_other_route_the_province_passes_the_report_on(world: World) -> None:
    year = await zone(world, POLICY.model_copy(update={"annual_report_route": "via_province"}))
    await submit(world, year)
    assert [task.kind for task in (await world.state()).awaited] == ["annual_report_forwarding"]
    await world.act("prov-js", "annual_report_forwarding", "forward")
    await world.act("samr", "annual_report_receipt", "accept")
    assert (await world.state()).awaited == []
