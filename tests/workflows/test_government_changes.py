"""A case of a government under what changes around it: a newer policy, new code, an end told by another case."""

import pytest

from contracts.recalculation import CountAgain
from domain.province.case import GovernmentStage
from domain.province.parts import CampaignStage
from domain.province.policy import ProvincePolicy
from domain.refusal import RefusalKind
from tests.support.province_cases import JA, TEXT, WH, ProvinceWorld, adoption
from tests.support.world import World
from tests.support.zone_cases import roll_over

pytestmark = [pytest.mark.article("province:30.1"), pytest.mark.starts_at("2025-05-14T09:00")]


@pytest.fixture
async def city(world: World) -> ProvinceWorld:
    province = ProvinceWorld(world.env, world.register, world.mail)
    await province.begin()
    await province.act("ops", "province_adoption", "promulgate", **adoption())
    await province.to(2025, 5, 15, 9)
    return await province.of(WH)


async def test_a_newer_policy_plans_anew_what_has_not_begun_and_leaves_the_rest(city: ProvinceWorld) -> None:
    before = await city.duties()
    assert before.campaigns[0].stage is CampaignStage.PREPARING
    policy = ProvincePolicy(version="2025-2", campaign_summary_days=20).model_dump(mode="json")
    await city.handle.execute_update("recalculate", CountAgain(policy=policy), result_type=int)
    await city.until(lambda state: len(state["campaigns"]) == 7 and state["policy"]["version"] == "2025-2")
    after = await city.duties()
    assert after.policy.effective_date == before.policy.effective_date, "from when it counts is said by the text"
    assert after.campaigns[0] == before.campaigns[0]
    assert [each.held.date for each in after.campaigns] == [each.held.date for each in before.campaigns]
    month = after.run("1-2025")
    assert month is not None
    assert month.summary.date.isoformat() == "2025-10-20"


async def test_new_code_takes_a_case_over_as_it_stands(city: ProvinceWorld) -> None:
    before = await city.duties()
    await roll_over(city)
    await city.to(2025, 6, 5, 9)
    after = await city.duties()
    assert {each.key for each in after.campaigns} == {each.key for each in before.campaigns}
    run = after.run("3-2025")
    assert run is not None
    assert (run.stage, run.overdue) == (CampaignStage.SUMMARY_DUE, True)


async def test_a_campaign_that_is_not_under_way_takes_no_record(city: ProvinceWorld) -> None:
    await city.to(2025, 5, 20, 9)
    refusal = await city.refused(WH, "province_campaign_record", "record", campaign="全国质量月", what="开幕式。")
    assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_STAGE, ("province:30.1",))
    assert refusal.remedy == "可以记录：世界计量日。"


async def test_two_campaigns_may_be_under_way_at_once(city: ProvinceWorld) -> None:
    await city.to(2025, 6, 9, 0, 1)
    case = await city.duties()
    stages = {each.name: each.stage for each in case.campaigns}
    assert stages["世界计量日"] is CampaignStage.SUMMARY_DUE
    assert stages["世界认可日"] is CampaignStage.RUNNING
    kinds = {(task.kind, task.about) for task in case.awaited}
    assert kinds == {("province_campaign_summary", "3-2025"), ("province_campaign_plan", "5-2025")}


@pytest.mark.article("province:42")
async def test_a_text_taken_twice_is_refused_and_an_end_closes_everything(city: ProvinceWorld) -> None:
    refusal = await city.refused("ops", "province_text_taking", "take", **TEXT)
    assert (refusal.kind, refusal.text) == (RefusalKind.ALREADY_DONE, "文本示例公告第12号已经采用。")
    await city.act("ops", "province_ending", "end", kind="dissolved_or_merged", reasons="区划调整")
    state = await city.until(lambda found: found["stage"] == GovernmentStage.DISSOLVED)
    assert state["tasks"] == []


@pytest.mark.article("province:40")
async def test_by_policy_the_level_above_is_asked_each_year_whether_it_assesses_and_a_county_is_not(
    city: ProvinceWorld,
) -> None:
    county = await city.of(JA)
    policy = ProvincePolicy(version="2025-2", assessment_cycle="yearly").model_dump(mode="json")
    for each in (city, county):
        await each.handle.execute_update("recalculate", CountAgain(policy=policy), result_type=int)
    await city.to(2026, 5, 14, 23, 0)
    assert "province_assessment_called" not in await city.kinds_told()
    await city.to(2026, 5, 15, 0, 1)
    task = await city.task("province_assessment_call", WH)
    assert task.due is None
    await city.act(WH, "province_assessment_call", "pass_over", reasons="与省级考核合并进行")
    assert any("决定2026年不组织质量工作考核：与省级考核合并进行。" in each for each in await city.events())
    await city.to(2027, 5, 15, 0, 1)
    assert (await city.duties()).assessment_asked == "2027"
    assert (await county.duties()).assessments_called == 0
