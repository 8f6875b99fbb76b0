"""四 A district plan on the real workflow: no start without its facts, a ledger for every unit, reviews, its end."""

from datetime import date

import pytest

from contracts.recalculation import CountAgain
from domain.district.case import PlanStage
from domain.district.ledger_case import LedgerStage
from domain.district.parts import ItemStatus
from domain.district.policy import DistrictPolicy
from domain.refusal import RefusalKind
from tests.support import district_cases as districts
from tests.support.district_cases import PREPARATION, DistrictWorld, row
from tests.support.world import World

REVIEW = {"focus": "消费品质量", "due_on": "2025-06-30"}
SUMMARY = {"summary": "有序推进。", "evaluation": "达到预期。", "problems": "偏慢。", "next_steps": "逐项督促。"}


@pytest.fixture
def district(world: World) -> DistrictWorld:
    return DistrictWorld(world.env, world.register, world.mail)


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.scenario("E04")
async def test_a_plan_without_members_has_unassigned_items_and_does_not_start(district: DistrictWorld) -> None:
    await district.begin()
    plan = case_before = await _plan(district)
    assert (plan.stage, plan.unassigned) == (PlanStage.LOADED, ["s1", "s2", "s3"])
    assert await district.told("district_plan_loaded") == {"ops"}
    refusal = await district.refused("ops", "plan_preparation", "prepare", **PREPARATION | {"members": []})
    assert refusal.text.endswith("无人承担，不能启动。")
    assert refusal.basis == ("district:s4(3)#2",)
    assert "不得推定" in refusal.remedy
    refusal = await district.refused("ops", "plan_preparation", "prepare", **PREPARATION | {"towns": []})
    assert "镇人民政府、街道办事处" in refusal.text
    assert case_before.unassigned


async def _plan(district: DistrictWorld):  # type: ignore[no-untyped-def]
    await district.row()
    return await district.plan()


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.scenario("E01", "E04")
async def test_every_unit_gets_its_ledger(district: DistrictWorld) -> None:
    await districts.running(district)
    ledgers = await district.ledgers()
    assert len(ledgers) == 17 + 2
    items = [each for ledger in ledgers.values() for each in ledger.items]
    assert len([each for each in items if not each.key.startswith("s")]) == 62
    assert len([each for each in items if each.key.startswith("s")]) == 3 * 3 + 3 * 2
    assert ledgers["u1"].unit.name == "示例街道办事处"
    assert not ledgers["u1"].unit.has_account
    assert len(ledgers["yc-market"].items) == 20 + 3
    assert {each.lead for each in ledgers["yc-tax"].items} == {"区市场监管局"}
    assert len(await district.documents("district_ledger_notice")) == 19
    assert len(await district.documents("district_ledger_slip")) == 1
    told = await district.told("district_ledger_opened")
    assert {"yc-tax", "yc-town", "yc-office"} <= told


@pytest.mark.article("district:s4(3)#3")
@pytest.mark.scenario("E07")
@pytest.mark.starts_at("2025-06-10T09:00")
async def test_the_office_alone_starts_a_review_and_silence_holds_nobody_up(district: DistrictWorld) -> None:
    await districts.running(district)
    refusal = await district.refused("yc-market", "plan_review_opening", "start", **REVIEW)
    assert refusal.kind is RefusalKind.WRONG_ACTOR
    assert refusal.basis == ("district:s4(3)#3",)
    await district.act("yc-office", "plan_review_opening", "start", **REVIEW)
    await district.until(lambda: _all_asked(district))
    await district.at("yc-tax").act("yc-tax", "ledger_input", "hand_in", done="政策宣讲。")
    await district.at("u1").act("yc-office", "ledger_input_on_behalf", "hand_in", done="入户宣传。")
    await district.at().act("yc-office", "plan_review_report", "report", **SUMMARY)
    [summary] = await district.documents("district_stage_summary")
    assert len(summary["silent"]) == 17
    assert "区税务局" not in summary["silent"]
    assert (summary["total"], summary["closed"]) == (77, 0)
    assert len(await district.documents("district_evaluation_report")) == 1
    await district.until(lambda: _nobody_asked(district))
    assert (await district.plan()).review is None


async def _all_asked(district: DistrictWorld) -> bool:
    return all(ledger.review for ledger in (await district.ledgers()).values())


async def _nobody_asked(district: DistrictWorld) -> bool:
    ledgers = (await district.ledgers()).values()
    return not any(task.kind.startswith("ledger_input") for ledger in ledgers for task in ledger.tasks)


@pytest.mark.article("district:s2.1")
@pytest.mark.scenario("E06")
@pytest.mark.starts_at("2025-12-30T09:00")
async def test_the_target_passes_and_nobody_fails_by_it(district: DistrictWorld) -> None:
    await districts.running(district)
    await district.to(2025, 12, 31, 23, 59)
    assert (await district.plan()).stage is PlanStage.RUNNING
    await district.to(2026, 1, 1, 0, 1)
    await district.until(lambda: _stands(district, PlanStage.FINAL_REVIEW_DUE))
    ledger = (await district.ledgers())["yc-tax"]
    assert {ledger.status(each) for each in ledger.items} == {ItemStatus.OPEN_AT_TARGET}
    await district.act("yc-office", "plan_final_review", "start", **REVIEW | {"due_on": "2026-01-20"})
    await district.act("yc-office", "plan_review_report", "report", **SUMMARY)
    await district.act("yc-office", "plan_closing", "close", note="终期总结已印发。")
    await district.until(lambda: _stands(district, PlanStage.CLOSED))
    await district.until(lambda: _all_closed(district))
    [carried] = await district.documents("district_carry_over")
    assert (carried["total"], carried["closed"], len(carried["carried"])) == (77, 0, 19)


async def _stands(district: DistrictWorld, stage: PlanStage) -> bool:
    return (await district.plan()).stage is stage


async def _all_closed(district: DistrictWorld) -> bool:
    return all(each.stage is LedgerStage.CLOSED for each in (await district.ledgers()).values())


@pytest.mark.article("district:s4(3)#2")
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_department_is_renamed_and_another_merged_and_the_items_move(district: DistrictWorld) -> None:
    await districts.running(district)
    await district.at("yc-science").act("yc-science", "ledger_filing", "file", rows=[row("7", "2025-09-30")])
    change = {"decision": "示例〔2025〕3号", "reasons": "机构改革"}
    rename = {"change": "rename", "unit": "区科技局", "new_name": "区科技和数字化局"}
    await district.at().act("yc-office", "plan_reorganisation", "reorganise", **rename | change)
    merge = {"change": "merge", "unit": "区科技和数字化局", "to": "区政数局"}
    await district.act("yc-office", "plan_reorganisation", "reorganise", **merge | change)

    async def moved() -> bool:
        return not (await district.plan()).dispatches

    await district.until(moved)
    ledgers = await district.ledgers()
    was, now = ledgers["yc-science"], ledgers["yc-data"]
    assert was.stage is LedgerStage.CLOSED
    assert [each.name for each in was.unit.former_names] == ["区科技局"]
    assert {was.status(each) for each in was.items} == {ItemStatus.REASSIGNED}
    assert {each.key for each in now.items} == {"7", "8", "10", "13", "15"}
    received = now.item("7")
    assert received is not None
    assert (received.received_from, [each.due.date.isoformat() for each in received.steps]) == (
        "区科技和数字化局",
        ["2025-09-30"],
    )


@pytest.mark.article("district:s2.1")
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_successor_plan_takes_over_with_a_list(district: DistrictWorld) -> None:
    await districts.running(district)
    later = {"successor": "后续方案", "document_number": "示例〔2025〕9号", "reasons": "新一轮规划"}
    await district.act("yc-office", "plan_succession", "succeed", **later)
    await district.until(lambda: _all_closed(district))
    plan = await district.plan()
    assert (plan.stage, plan.successor) == (PlanStage.CLOSED, "后续方案")
    [carried] = await district.documents("district_carry_over")
    assert len(carried["carried"]) == 19


@pytest.mark.article("district:s4(3)#2")
async def test_a_unit_added_later_gets_its_ledger_then(district: DistrictWorld) -> None:
    await districts.running(district)
    new = {"kind": "member_unit", "unit": {"name": "区文旅局", "address": "示例路2号"}}
    await district.act("yc-office", "plan_unit_adding", "add", **new)

    async def there() -> bool:
        return "u2" in await district.ledgers()

    await district.until(there)
    assert [each.key for each in (await district.ledgers())["u2"].items] == ["s1", "s2", "s3"]
    refusal = await district.refused("yc-office", "plan_unit_adding", "add", **new)
    assert (refusal.text, refusal.basis) == ("区文旅局已有台账。", ("district:s4(3)#2",))


@pytest.mark.article("district:s4(3)#3")
@pytest.mark.starts_at("2024-01-02T09:00")
async def test_by_policy_the_office_is_called_each_year_and_not_otherwise(district: DistrictWorld) -> None:
    await districts.running(district, DistrictPolicy(stage_review="yearly"))
    await district.to(2025, 1, 1, 23, 0)
    assert await district.told("district_review_called") == set()
    await district.to(2025, 1, 2, 0, 1)

    async def called() -> bool:
        return await district.told("district_review_called") == {"yc-office"}

    await district.until(called)


@pytest.mark.article("district:s2.1", "district:s4(3)#3")
@pytest.mark.starts_at("2025-12-01T09:00")
async def test_a_later_target_day_decided_as_policy_moves_the_plan_and_a_ledger_with_their_timers(
    district: DistrictWorld,
) -> None:
    await districts.running(district)
    policy = DistrictPolicy(version="2026-2", target_day=date(2026, 1, 31)).model_dump(mode="json")
    for unit in ("yc-tax", ""):
        handle = district.at(unit).handle
        assert await handle.execute_update("recalculate", CountAgain(policy=policy), result_type=int) == 1
    assert any("主要目标的到期日由2025年12月31日" in each for each in await district.texts())
    await district.to(2026, 1, 2)
    plan, ledgers = await district.plan(), await district.ledgers()
    assert (plan.stage, plan.target and plan.target.date) == (PlanStage.RUNNING, date(2026, 1, 31))
    assert [ledgers[each].target_passed for each in ("yc-tax", "yc-market")] == [False, True]
    await district.to(2026, 2, 1, 0, 1)
    assert (await district.plan()).stage is PlanStage.FINAL_REVIEW_DUE
    assert (await district.ledgers())["yc-tax"].target_passed
