"""五（五） An evaluation on the real workflow: drawn by lot, declared, written alone, seen together, put into words."""

import json

import pytest

from domain.pilot.case import PilotStage
from domain.pilot.provinces import NAMES
from domain.procedure.expert_evaluation import rank
from domain.refusal import RefusalKind
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import PilotWorld
from tests.support.pilot_evaluations import ORDER, evaluate, opinion, panel, running
from tests.support.world import World

pytestmark = pytest.mark.article("pilot:5(5)")


@pytest.fixture
async def pilot(world: World) -> PilotWorld:
    """A project under construction."""
    found = PilotWorld(world.env, world.register, world.mail)
    await pilots.into_construction(found)
    return found


async def test_the_experts_are_drawn_by_the_seed_in_the_record(pilot: PilotWorld) -> None:
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    found = (await running(pilot)).panel
    drawn = [*(each.expert for each in found.members), *found.substitutes]
    assert drawn == sorted(drawn, key=lambda each: rank(found.seed, each.organisation))
    assert len(found.members) == 3
    assert {each.organisation for each in drawn} | {each.expert for each in found.excluded} == set(pilots.EXPERTS)


async def test_only_a_province_with_a_bureau_in_the_project_may_order_it(pilot: PilotWorld) -> None:
    case = await pilot.project()
    asked = {task.audience.organisation for task in case.tasks if task.kind == "pilot_evaluation_opening"}
    assert asked == {"prov-sh", "prov-js", "prov-zj"}


async def test_too_few_experts_without_a_tie_refuse_the_order(pilot: PilotWorld) -> None:
    wrote = list(pilots.EXPERTS)[:-1]
    refusal = await pilot.refused("prov-js", "pilot_evaluation_opening", "open", **ORDER | {"drafters": wrote})
    assert (refusal.kind, refusal.basis[0]) == (RefusalKind.RULE, "pilot:5(5)")
    assert (await pilot.project()).evaluation is None


@pytest.mark.article("pilot:a2")
@pytest.mark.scenario("D10")
async def test_it_ends_with_a_report_in_words_and_the_building_goes_on(pilot: PilotWorld) -> None:
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    first, *others = await panel(pilot)
    for each in (first, *others):
        await pilot.act(each, "pilot_expert_declaration", "declare", signed=True)
    empty = await pilot.refused_own(first, "pilot_expert_opinion", "hand_in", **opinion(without=2))
    assert empty.basis == ("pilot:a2(2)",)
    for each in (first, *others):
        await pilot.act(each, "pilot_expert_opinion", "hand_in", **opinion())
    await pilot.act(first, "pilot_evaluation_report", "report", **opinion())
    case = await pilot.project()
    [done] = case.evaluations
    assert (case.stage, case.evaluation, len(done.findings)) == (PilotStage.UNDER_CONSTRUCTION, None, 12)
    [report] = await pilot.documents("pilot_evaluation_report")
    assert [row["finding"] for row in report["rows"]][4].startswith("不适用：")
    assert not {"score", "grade", "result"} & set(report)


async def test_nobody_reads_an_opinion_before_all_have_handed_in(pilot: PilotWorld) -> None:
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    *early, last = await panel(pilot)
    for each in early:
        await pilot.act(each, "pilot_expert_declaration", "declare", signed=True)
        await pilot.act(each, "pilot_expert_opinion", "hand_in", **opinion())
    assert await pilot.documents("pilot_expert_opinion") == []
    assert "继续扩大平台覆盖面" not in json.dumps(await pilot.events(), ensure_ascii=False)
    await pilot.act(last, "pilot_expert_declaration", "declare", signed=True)
    await pilot.act(last, "pilot_expert_opinion", "hand_in", **opinion())
    assert len(await pilot.documents("pilot_expert_opinion")) == 3


async def test_who_declares_a_tie_is_followed_by_the_next_drawn(pilot: PilotWorld) -> None:
    await pilot.act("prov-zj", "pilot_evaluation_opening", "open", **ORDER)
    before = await running(pilot)
    first = before.panel.members[0].expert.organisation
    unsigned = await pilot.refused_own(first, "pilot_expert_declaration", "declare", signed=False)
    assert unsigned.kind is RefusalKind.RULE
    await pilot.act(first, "pilot_expert_declaration", "recuse", relation="配偶在参与单位工作")
    after = await running(pilot)
    assert first not in [each.expert.organisation for each in after.panel.members]
    assert after.panel.members[-1].expert == before.panel.substitutes[0]
    assert after.panel.excluded[-1].expert == first


async def test_a_silent_expert_is_replaced_and_one_who_has_handed_in_is_not(pilot: PilotWorld) -> None:
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    first, second, third = await panel(pilot)
    for each in (first, second):
        await pilot.act(each, "pilot_expert_declaration", "declare", signed=True)
        await pilot.act(each, "pilot_expert_opinion", "hand_in", **opinion())
    kept = await pilot.refused("prov-js", "pilot_expert_replacement", "replace", expert=first, reasons="因病")
    assert kept.kind is RefusalKind.ALREADY_DONE
    waiting = [each.organisation for each in (await running(pilot)).panel.substitutes]
    for gone in (third, *waiting):
        await pilot.act("prov-js", "pilot_expert_replacement", "replace", expert=gone, reasons="因病")
    # Nobody is left to follow: whoever ordered it decides that the two who have handed in are enough.
    assert await panel(pilot) == [first, second]
    assert await pilot.told("pilot_expert_replaced") == {third, *waiting}
    assert await pilot.told("pilot_panel_short") == {"prov-js"}
    assert not [each for each in await pilot.tasks() if each.kind == "pilot_evaluation_report"]
    none_left = await pilot.refused("prov-js", "pilot_panel_completion", "draw")
    assert "由其余专家继续" in none_left.remedy
    await pilot.act("prov-js", "pilot_panel_completion", "go_on", reasons="意见已经充分")
    await pilot.act(first, "pilot_evaluation_report", "report", **opinion())
    assert len((await pilot.project()).evaluations) == 1


async def test_when_nobody_is_left_it_ends_without_a_report_and_may_be_ordered_again(pilot: PilotWorld) -> None:
    await pilot.act("prov-js", "pilot_evaluation_opening", "open", **ORDER)
    tied = (await panel(pilot))[0]
    await pilot.act(tied, "pilot_expert_declaration", "recuse", relation="有利害关系")
    while (await pilot.project()).evaluation:
        gone = (await panel(pilot))[0]
        await pilot.act("prov-js", "pilot_expert_replacement", "replace", expert=gone, reasons="因病")
    assert (await pilot.project()).evaluations == []
    assert await pilot.told("pilot_evaluation_abandoned") == {*NAMES, *pilots.BUREAUS}
    await evaluate(pilot)
    [again] = (await pilot.project()).evaluations
    assert again.number == 1
    assert [(each.expert, each.reason) for each in again.panel.excluded] == [
        (tied, "此前就本项目申请回避：有利害关系")
    ], "a tie is remembered, an illness is not"


async def test_a_periodic_evaluation_is_called_for_by_policy_and_an_overdue_report_stops_none(world: World) -> None:
    pilot = PilotWorld(world.env, world.register, world.mail)
    ladder = {"half_year_ladder_before": (30,), "half_year_ladder_after": ()}
    await pilots.into_construction(pilot, evaluation_months=12, **ladder)
    for _ in range(4):
        await pilot.forward(days=93)
    case = await pilot.project()
    assert case.evaluations_called == 1
    assert any(each.overdue for each in case.reports)
    await evaluate(pilot)
    assert (await pilot.project()).evaluations_called == 0
