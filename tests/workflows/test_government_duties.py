"""What the regulation asks of one government, on the real workflow: duties, evidence, days, and yearly campaigns."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from domain.province.case import GovernmentCase
from domain.province.clauses import BY_ID, CLAUSES
from domain.province.parts import CampaignStage, DutyStatus
from domain.refusal import RefusalKind
from tests.support.province_cases import HB, JA, PLAN, SUMMARY, WH, ProvinceWorld, adoption, day_of
from tests.support.world import World

pytestmark = pytest.mark.starts_at("2025-05-14T09:00")
FINANCE, MARKET = "dep-wh-finance", "dep-wh-market"
EVIDENCE = {"what": "已列入年度预算。", "done_on": "2025-05-15"}


@pytest.fixture
async def province(world: World) -> ProvinceWorld:
    """In force since 00:00 of 15 May 2025."""
    found = ProvinceWorld(world.env, world.register, world.mail)
    await found.begin()
    await found.act("ops", "province_adoption", "promulgate", **adoption())
    await found.to(2025, 5, 15, 9)
    return found


@pytest.fixture
async def city(province: ProvinceWorld) -> ProvinceWorld:
    return await province.of(WH)


def rows(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"rows": [{"clause": clause, "organisation": organisation} for clause, organisation in pairs]}


def status(case: GovernmentCase, clause: str) -> DutyStatus:
    return case.status(BY_ID[clause])


async def stage(world: ProvinceWorld, key: str) -> CampaignStage | None:
    found = (await world.duties()).run(key)
    return found.stage if found else None


@pytest.mark.article("province:4.3", "province:40#1")
async def test_a_clause_is_assigned_evidenced_returned_and_confirmed(city: ProvinceWorld) -> None:
    assert status(await city.duties(), "H04-1-2") is DutyStatus.ASSIGNED
    await city.act(WH, "province_assignment", "assign", **rows(("H04-1-2", FINANCE)))
    refusal = await city.refused_own(WH, "province_evidence", "hand_in", clause="H04-1-2", **EVIDENCE)
    assert "责任单位是武汉市财政局" in refusal.text
    assert refusal.basis[0] == "province:4.1"
    for action, more in (("return", {"reasons": "请附批复。"}), ("confirm", {})):
        await city.act(FINANCE, "province_department_evidence", "hand_in", clause="H04-1-2", **EVIDENCE)
        assert status(await city.duties(), "H04-1-2") is DutyStatus.EVIDENCED
        await city.act(WH, "province_evidence_review", action, **more)
    assert status(await city.duties(), "H04-1-2") is DutyStatus.REVIEWED
    assert await city.papers() == ["province_assignment", "province_evidence", "province_evidence"]


@pytest.mark.article("province:15.2")
async def test_a_clause_that_names_nobody_is_nobodys_until_operations_name_the_body(city: ProvinceWorld) -> None:
    assert status(await city.duties(), "H15-2-1") is DutyStatus.UNASSIGNED
    refusal = await city.refused(WH, "province_assignment", "assign", **rows(("H15-2-1", MARKET)))
    assert "没有写明主体" in refusal.text
    assert refusal.basis[0] == "province:15.2"
    assert refusal.remedy == "请技术运维先明确责任主体。"
    refusal = await city.refused("ops", "province_naming", "name", **rows(("H04-1-2", MARKET)))
    assert "写明了责任主体：县级以上人民政府" in refusal.text
    await city.act("ops", "province_naming", "name", **rows(("H15-2-1", MARKET)))
    assert status(await city.duties(), "H15-2-1") is DutyStatus.ASSIGNED


@pytest.mark.article("province:19.1")
async def test_a_county_is_not_asked_what_only_the_province_and_prefectures_are(province: ProvinceWorld) -> None:
    county = await province.of(JA)
    refusal = await county.refused(JA, "province_assignment", "assign", **rows(("H19-1-1", JA)))
    assert "只适用于省级、市（州）级人民政府" in refusal.text
    assert refusal.basis[0] == "province:19.1"


@pytest.mark.article("province:4.3")
async def test_a_department_of_another_place_or_none_of_the_register_is_refused(city: ProvinceWorld) -> None:
    refusal = await city.refused(WH, "province_assignment", "assign", **rows(("H04-1-2", "dep-yc-finance")))
    assert "职责不及于武汉市人民政府" in refusal.text
    refusal = await city.refused(WH, "province_assignment", "assign", **rows(("H04-1-2", "nobody")))
    assert refusal.basis == ("province:4.3",)


@pytest.mark.scenario("F06")
@pytest.mark.article("province:9")
async def test_what_is_encouraged_is_owed_by_nobody_and_may_be_recorded(city: ProvinceWorld) -> None:
    never = [each for each in CLAUSES if not each.is_obligation]
    assert len(never) == 18
    assert {each.id for each in (await city.duties()).clauses} & {each.id for each in never} == set()
    due = {"rows": [{"clause": "H05-7-1", "due_on": "2025-12-31"}]}
    for account, kind, action, data in (
        (WH, "province_duty_dates", "set", due),
        (WH, "province_assignment", "assign", rows(("H05-7-1", MARKET))),
    ):
        refusal = await city.refused(account, kind, action, **data)
        assert "不是职责，不分工、不设期限" in refusal.text
        assert refusal.basis[0] == "province:5.2"
    deed = {"title": "首席质量官培训", "what": "举办两期。", "done_on": "2025-05-15"}
    await city.act(WH, "province_initiative", "record", clause="H05-7-1", **deed)
    refusal = await city.refused_own(WH, "province_initiative", "record", clause="H41-1-1", **deed)
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("province:41",))
    await city.act("npc-hb", "province_supervision", "record", clause="H41-1-1", **deed | {"title": "执法检查"})
    assert (await city.duties()).initiatives == 2
    refusal = await city.refused_own(WH, "province_initiative", "record", clause="H04-1-1", **deed)
    assert "是职责，不是自愿举措" in refusal.text


@pytest.mark.article("province:40#1")
async def test_without_a_day_set_nothing_is_ever_late(city: ProvinceWorld) -> None:
    await city.act(WH, "province_assignment", "assign", **rows(("H04-1-2", FINANCE)))
    await city.forward(days=200)
    case = await city.duties()
    assert not any(each.overdue for each in case.duties.values())
    assert [task for task in case.awaited if task.about == "H04-1-2"] == []


@pytest.mark.article("province:40#1")
async def test_a_day_set_passes_at_its_end_and_evidence_still_comes(city: ProvinceWorld) -> None:
    await city.act(WH, "province_assignment", "assign", **rows(("H04-1-2", FINANCE)))
    refusal = await city.refused(WH, "province_duty_dates", "set", rows=[{"clause": "H04-1-2", "due_on": "2025-05-14"}])
    assert (refusal.kind, refusal.basis) == (RefusalKind.TOO_LATE, ("province:40#1",))
    await city.act(WH, "province_duty_dates", "set", rows=[{"clause": "H04-1-2", "due_on": "2025-06-30"}])
    task = await city.task("province_department_due_evidence", FINANCE)
    assert (task.due, task.about) == (date(2025, 6, 30), "H04-1-2")
    await city.to(2025, 6, 30, 23, 59)
    assert not (await city.duties()).duty("H04-1-2").overdue
    await city.to(2025, 7, 1, 0, 1)
    assert (await city.duties()).duty("H04-1-2").overdue
    await city.act(FINANCE, "province_department_due_evidence", "hand_in", **EVIDENCE)
    duty = (await city.duties()).duty("H04-1-2")
    assert (duty.overdue, duty.due_on, duty.handed_in) == (False, None, 1)
    assert any("晚于自行设定的期限" in each for each in await city.events())


@pytest.mark.scenario("F02")
@pytest.mark.article("province:30.1")
async def test_the_first_campaigns_are_those_that_begin_on_or_after_the_entry_into_force(city: ProvinceWorld) -> None:
    case = await city.duties()
    assert [(each.held.date.isoformat(), each.name) for each in case.campaigns] == [
        ("2025-05-20", "世界计量日"),
        ("2025-06-09", "世界认可日"),
        ("2025-09-01", "全国质量月"),
        ("2025-10-14", "世界标准日"),
        ("2026-03-15", "国际消费者权益保护日"),
        ("2026-04-26", "世界知识产权日"),
        ("2026-05-10", "中国品牌日"),
    ]


@pytest.mark.scenario("F04")
@pytest.mark.article("province:30.1")
async def test_a_campaign_is_prepared_held_on_its_sunday_and_summed_up(province: ProvinceWorld) -> None:
    for each in (HB, WH, JA):
        assert day_of(await (await province.of(each)).duties(), "6-2026") == date(2026, 3, 15)
    city = await province.of(WH)
    await city.to(2026, 2, 12, 23, 59)
    assert await stage(city, "6-2026") is CampaignStage.PLANNED
    await city.to(2026, 2, 13, 0, 1)
    assert await stage(city, "6-2026") is CampaignStage.PREPARING
    await city.act(WH, "province_campaign_plan", "submit", **PLAN)
    await city.to(2026, 3, 14, 23, 59)
    assert await stage(city, "6-2026") is CampaignStage.PREPARING
    await city.to(2026, 3, 15, 0, 1)
    assert await stage(city, "6-2026") is CampaignStage.RUNNING
    await city.act(WH, "province_campaign_record", "record", campaign="国际消费者权益保护日", what="现场咨询。")
    await city.to(2026, 3, 16, 0, 1)
    assert await stage(city, "6-2026") is CampaignStage.SUMMARY_DUE
    summary = next(each for each in await city.tasks() if each.about == "6-2026" and not each.optional)
    assert summary.due == date(2026, 3, 30)
    await city.send(WH, summary.id, "submit", SUMMARY)
    assert await stage(city, "6-2026") is CampaignStage.CLOSED
    assert (await city.papers())[-3:] == [
        "province_campaign_plan",
        "province_campaign_record",
        "province_campaign_summary",
    ]


@pytest.mark.article("province:30.1")
async def test_a_summary_is_late_on_the_day_after_its_day_and_nothing_else_follows(city: ProvinceWorld) -> None:
    due = date(2025, 6, 4)
    for day, late in ((due - timedelta(days=1), False), (due, False), (due + timedelta(days=1), True)):
        await city.to(day.year, day.month, day.day, 0, 1)
        run = (await city.duties()).run("3-2025")
        assert run is not None
        assert (run.stage, run.overdue) == (CampaignStage.SUMMARY_DUE, late)
    task = next(each for each in await city.tasks() if each.about == "3-2025")
    await city.send(WH, task.id, "submit", SUMMARY)
    assert await stage(city, "3-2025") is CampaignStage.CLOSED


@pytest.mark.article("province:30.1")
async def test_campaigns_of_the_next_year_come_into_view_as_the_year_turns(city: ProvinceWorld) -> None:
    await city.to(2025, 12, 31, 23, 59)
    assert await stage(city, "1-2026") is None
    await city.to(2026, 1, 1, 0, 1)
    assert await stage(city, "1-2026") is CampaignStage.PLANNED
    assert await stage(city, "6-2027") is None


async def test_the_state_of_a_whole_life_stays_small(city: ProvinceWorld) -> None:
    """With every clause named, assigned, dated or evidenced, and nothing read."""
    case = await city.duties()
    nobody = [each.id for each in case.clauses if each.names_nobody]
    await city.act("ops", "province_naming", "name", **rows(*((each, MARKET) for each in nobody)))
    others = [each.id for each in case.clauses if each.id not in nobody]
    await city.act(WH, "province_assignment", "assign", **rows(*((each, FINANCE) for each in others)))
    dated = [{"clause": each, "due_on": "2025-12-31"} for each in others[:20]]
    await city.act(WH, "province_duty_dates", "set", rows=dated)
    for each in others[20:]:
        await city.act(FINANCE, "province_department_evidence", "hand_in", clause=each, **EVIDENCE)
    await city.to(2026, 1, 1, 0, 1)
    assert len(json.dumps((await city.row()).state, ensure_ascii=False).encode()) <= 60_000
