"""Group F: the provincial regulation, from its draft to the campaigns of its first years."""

import asyncio
from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from db.models import Notification
from domain.citation import Citation
from domain.dates import CHINA
from domain.edition import sources
from domain.programmes import edition_of
from domain.province.case import GovernmentCase, RegulationStage
from domain.province.clauses import BY_ID, CLAUSES
from domain.province.parts import CampaignStage, DutyStatus
from tests.support.province_cases import GOVERNMENTS, PLAN, SHIFTED, WH, ProvinceWorld, adoption
from tests.support.scenarios import Noted, expected, given
from tests.support.world import World

pytestmark = pytest.mark.starts_at("2025-05-01T09:00")
IN_FORCE = given("F02")[0]


@pytest.fixture
async def province(world: World) -> ProvinceWorld:
    found = ProvinceWorld(world.env, world.register, world.mail)
    await found.begin()
    return found


async def activated(province: ProvinceWorld, **changes: Any) -> ProvinceWorld:
    """In force; the case of a city."""
    text = adoption(effective_on=IN_FORCE.isoformat(), **changes)
    await province.act("ops", "province_adoption", "promulgate", **text)
    await province.clock.advance_to(datetime.combine(IN_FORCE, datetime.min.time(), CHINA))
    await province.forward(minutes=1)
    return await province.of(WH)


def held(case: GovernmentCase, year: int) -> list[str]:
    """The campaigns planned in a year, as a scenario writes them."""
    return [
        f"{each.held.date}{f'..{each.last}' if each.last > each.held.date else ''} {each.name}"
        for each in case.campaigns
        if each.held.date.year == year
    ]


def said(stated: list[Noted | str]) -> list[str]:
    return [f"{each.day} {each.note}" if isinstance(each, Noted) else each for each in stated]


@pytest.mark.scenario("F01")
@pytest.mark.article("province:42")
async def test_f01_a_draft_is_loaded_and_nothing_of_it_starts(province: ProvinceWorld) -> None:
    wanted = expected("F01")
    await province.forward(days=400)
    case = await province.regulation()
    assert len(CLAUSES) == wanted["duties_loaded"]
    assert len(await province.cases()) - 1 == wanted["instances_started"]
    assert len(await province.kinds_told()) == wanted["notifications"]
    assert case.stage.name == wanted["status"]
    assert case.stage is RegulationStage.DRAFT


@pytest.mark.scenario("F02")
@pytest.mark.article("province:30.1", "province:42")
async def test_f02_the_first_campaigns_begin_on_or_after_the_entry_into_force(province: ProvinceWorld) -> None:
    wanted = expected("F02")
    case = await (await activated(province)).duties()
    assert held(case, 2025) == said(wanted["campaigns_2025"])
    assert held(case, 2026) == said(wanted["first_of_2026"])
    assert {each.held.date for each in case.campaigns} & set(wanted["not_created"]) == set()


async def told(province: ProvinceWorld, kind: str, title: str) -> set[tuple[str | None, date]]:
    """Who is written to about a campaign, and on which day."""
    wanted = sa.select(Notification).where(Notification.kind == kind, Notification.subject.contains(title))
    async with province.register.read() as session:
        rows = await session.scalars(wanted)
        return {(each.account_id, each.planned_at.astimezone(CHINA).date()) for each in rows}


@pytest.mark.served
@pytest.mark.scenario("F04")
@pytest.mark.article("province:30.1")
async def test_f04_each_government_is_reminded_twice_and_the_sunday_stands(province: ProvinceWorld) -> None:
    wanted, (day, *_) = expected("F04"), given("F04")
    await activated(province)
    await province.to(2026, 3, 9)
    reminded = {(each, rung) for each in GOVERNMENTS for rung in wanted["plan_reminders"]}
    for _ in range(250):
        if await told(province, "province_campaign_before", "国际消费者权益保护日") == reminded:
            break
        await asyncio.sleep(0.02)
    assert await told(province, "province_campaign_before", "国际消费者权益保护日") == reminded
    for each in GOVERNMENTS:
        run = (await (await province.of(each)).duties()).run("6-2026")
        assert run is not None
        assert run.held.date == day == wanted["day"].day
        assert (run.held.date.isoweekday(), run.summary.date) == (7, wanted["summary_due"])


@pytest.mark.served
@pytest.mark.scenario("F04")
@pytest.mark.article("province:30.1")
async def test_f04_once_there_is_a_plan_nobody_is_reminded_of_one(province: ProvinceWorld) -> None:
    city = await activated(province)
    await city.to(2026, 2, 14)
    task = next(each for each in await city.tasks() if each.about == "6-2026")
    await city.send(WH, task.id, "submit", PLAN)
    await city.to(2026, 3, 9)
    await asyncio.sleep(0.5)
    found = await told(province, "province_campaign_before", "国际消费者权益保护日")
    assert {day for who, day in found if who == WH} == {expected("F04")["plan_reminders"][0]}


@pytest.mark.scenario("F06")
@pytest.mark.article("province:5.2")
async def test_f06_what_is_encouraged_supported_or_allowed_is_no_obligation(province: ProvinceWorld) -> None:
    wanted = expected("F06")
    city = await activated(province)
    never = [each for each in CLAUSES if not each.is_obligation]
    assert len(never) == wanted["clauses"]
    case = await city.duties()
    assert len({each.id for each in case.clauses} & {each.id for each in never}) == wanted["obligations_created"]
    for number, clause in enumerate(never, start=1):
        who, kind = ("npc-hb", "province_supervision") if clause.id == "H41-1-1" else (WH, "province_initiative")
        deed = {"clause": clause.id, "title": "示例举措", "what": "自愿开展。", "done_on": IN_FORCE.isoformat()}
        await city.act(who, kind, "record", **deed)
        assert (await city.duties()).initiatives == number
    await city.forward(days=700)
    assert not any(each.overdue for each in (await city.duties()).duties.values())


@pytest.mark.scenario("F10")
@pytest.mark.article("province:42")
async def test_f10_a_renumbered_text_keeps_every_duty_and_shows_both_numbers(province: ProvinceWorld) -> None:
    assert await province.cases() == {"province-hb"}, expected("F10")["running_instances"]
    city = await activated(province, renumbered=SHIFTED)
    case = await city.duties()
    assert case.numbers("H30-1-1") == "第三十二条第一款（草案第三十条第一款）"
    assert case.status(BY_ID["H30-1-1"]) is DutyStatus.ASSIGNED
    assert case.campaigns[0].stage is CampaignStage.PREPARING, "the campaigns of the article go on under its number"
    entered = next(each for each in await province.events() if "正式文本" in each)
    assert "第三十条改为第三十二条" in entered, "the history shows both numbers"
    row = await city.row()
    first = row.milestones[0]
    assert first["basis"][0] == "province:30.1", "the key of a place is not its number"
    read = edition_of(row.state)
    assert read is not None
    assert sources((Citation("province:30.1"),), read) == ["《湖北省质量促进条例》第三十二条第一款"]
    told = [line["text"] for line in first["lines"] if line["citation"] == "province:30.1"]
    assert told[0].startswith("第三十二条第一款（草案第三十条第一款）：“应当组织开展")
