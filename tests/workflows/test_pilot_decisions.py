"""五（三） What becomes of a listed project: closed, removed, corrected, by all five; incentives; and how it ends."""

from datetime import timedelta

import pytest

from domain.dates import local_date, plus_months
from domain.pilot.case import PilotStage
from domain.pilot.provinces import NAMES
from domain.refusal import RefusalKind
from tests.support import pilot_cases as pilots
from tests.support.became import became
from tests.support.pilot_cases import PilotWorld
from tests.support.pilot_evaluations import ORDER
from tests.support.world import World

CLOSING = {"summary": "目标任务全部完成。"}
GRANT = {"forms": ["commendation", "bonus"], "measures": "有力", "results": "突出", "experience": "典型"}


@pytest.fixture
def pilot(world: World) -> PilotWorld:
    return PilotWorld(world.env, world.register, world.mail)


@pytest.mark.article("pilot:5(3)")
async def test_a_project_is_closed_when_all_five_have_signed_and_owes_nothing_more(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    await pilot.act("prov-ah", "pilot_close_opening", "close", **CLOSING)
    await pilots.sign_all(pilot, "pilot_decision_signature")
    case = await pilot.in_stage(PilotStage.CLOSED)
    assert (case.stage, case.tasks, case.evaluation) == (PilotStage.CLOSED, [], None)
    assert case.ended_on == local_date(await pilot.clock.now())
    assert [each["awards"] for each in await pilot.documents("pilot_close")] == [""]
    await pilot.forward(days=200)
    assert not any(each.overdue for each in (await pilot.project()).reports)


@pytest.mark.article("pilot:5(3)")
async def test_a_title_is_granted_only_where_the_policy_knows_one(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    refusal = await pilot.refused("prov-sh", "pilot_close_opening", "close", **CLOSING, awards=True)
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("pilot:5(3)",))


@pytest.mark.article("pilot:5(3)")
async def test_by_the_policy_of_later_batches_a_closed_project_gets_the_title(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot, award_title=True)
    await pilot.act("prov-sh", "pilot_close_opening", "close", **CLOSING, awards=True)
    await pilots.sign_all(pilot, "pilot_decision_signature")
    assert [each["awards"] for each in await pilot.documents("pilot_close")] == ["长三角质量提升示范"]


@pytest.mark.article("pilot:5(3)")
async def test_removal_is_dropped_by_whoever_proposed_it_until_the_last_signature(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.act("prov-jx", "pilot_remove_opening", "remove", reasons="长期没有进展")
    *four, last = NAMES
    for each in four:
        await pilot.act(each, "pilot_decision_signature", "sign")
    assert (await pilot.project()).stage is PilotStage.UNDER_CONSTRUCTION
    await pilot.act("prov-jx", "pilot_decision_dropping", "drop", reasons="已有改进")
    case = await pilot.project()
    assert (case.decision, [task for task in case.awaited if "decision" in task.kind]) == (None, [])
    await pilot.act("prov-sh", "pilot_remove_opening", "remove", reasons="仍无进展")
    await pilots.sign_all(pilot, "pilot_decision_signature")
    await pilot.in_stage(PilotStage.REMOVED)


@pytest.mark.article("pilot:5(3)")
async def test_a_corrected_list_leaves_the_launch_and_the_half_years_where_they_were(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    before = await pilot.project()
    await pilot.forward(days=20)
    corrected = {"title": "示例区域仪器仪表产业质量提升", "scope": "仪器仪表产业", "reasons": "文字有误"}
    await pilot.act("prov-zj", "pilot_correct_opening", "correct", **corrected)
    await pilots.sign_all(pilot, "pilot_decision_signature")
    case = await pilot.project()
    assert (case.title, case.scope, case.stage) == (
        corrected["title"],
        corrected["scope"],
        PilotStage.UNDER_CONSTRUCTION,
    )
    assert (case.launched_on, case.reports) == (before.launched_on, before.reports)
    assert case.decision is None
    [told] = await pilot.documents("pilot_correct")
    assert told["before"]["title"] == before.title


@pytest.mark.article("pilot:5(1)")
async def test_the_lead_withdraws_before_the_list_is_out_and_not_after(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await pilots.file_all(pilot)
    await pilot.act("city-jia", "pilot_withdrawal", "withdraw", reasons="另行安排")
    case = await pilot.project()
    assert (case.stage, case.tasks) == (PilotStage.WITHDRAWN, [])
    withdrawn = {
        ("pilot_filing", "withdrawn", "pilot_withdrawal"),
        ("pilot_work_plan", "withdrawn", "pilot_withdrawal"),
    }
    assert set(await became(pilot.register)) == withdrawn


@pytest.mark.article("pilot:a1")
async def test_the_contacts_are_kept_as_long_as_the_policy_says_and_then_erased(pilot: PilotWorld) -> None:
    await pilots.begun(pilot, contact_kept_months=6)
    await pilots.file_all(pilot)
    await pilot.act("city-jia", "pilot_withdrawal", "withdraw", reasons="另行安排")
    ended_on = (await pilot.project()).ended_on
    assert ended_on is not None
    last, closed_at = plus_months(ended_on, 6), (await pilot.row()).closed_at
    await pilot.to(last.year, last.month, last.day, 23, 59)
    assert not (await pilot.project()).contacts_erased
    await pilot.forward(minutes=2)
    assert (await pilot.project()).contacts_erased
    assert "pilot.contacts_erased" in {kind for kind, _, _ in await pilot.events()}
    assert (await pilot.row()).closed_at == closed_at


@pytest.mark.article("pilot:5(6)", "pilot:6(2)", "pilot:6", "pilot:4(1)")
async def test_incentives_recommendations_news_and_incidents_are_recorded_and_told(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    assert not [task for task in await pilot.tasks() if task.kind == "pilot_withdrawal"]
    await pilot.act("prov-sh", "pilot_incentive", "grant", **GRANT)
    enterprise = {"enterprise": "示例仪表有限公司", "award": "省长质量奖", "role": "牵头攻关", "equal_terms": "相当"}
    await pilot.act("city-yi", "pilot_recommendation", "recommend", **enterprise)
    await pilot.act("city-bing", "pilot_item", "send", kind="experience", title="一站式服务", text="平台共享。")
    today = local_date(await pilot.clock.now())
    incident = {"what": "产品抽检不合格", "where": "示例企业"}
    future = (today + timedelta(days=1)).isoformat()
    await pilot.refused_own("city-jia", "pilot_incident", "report", **incident, occurred_on=future)
    await pilot.act("city-jia", "pilot_incident", "report", **incident, occurred_on=today.isoformat())
    case = await pilot.project()
    assert [each.forms for each in case.incentives] == [["commendation", "bonus"]]
    assert len(await pilot.documents("pilot_commendation")) == 1
    assert [each["forms"] for each in await pilot.documents("pilot_incentive")] == [
        ["建议在政府质量工作考核中适当加分"]
    ]
    assert case.stage is PilotStage.UNDER_CONSTRUCTION
    assert await pilot.told("pilot_incident") == {*NAMES, *pilots.BUREAUS}
    assert await pilot.told("pilot_item") == {"prov-sh"}
    assert await pilot.told("pilot_recommendation") == {"prov-zj"}
