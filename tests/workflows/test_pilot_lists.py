"""项目清单: several projects handled by one list of the five, each for itself (五（二）、五（三）、五（五）)."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from domain.dates import local_date
from domain.pilot.case import PilotStage
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import NAMES
from tests.support.pilot_evaluations import ORDER
from tests.support.projects import MEMBERS, PUBLICATION, SELECTION, Projects, case_id, projects_on
from tests.support.substitutions import entered
from tests.support.world import World, world

__all__ = ["world"]

ALL = dict.fromkeys(MEMBERS, "done")
FIRST_FOUR = tuple(NAMES)[:-1]
LAST = tuple(NAMES)[-1]
OPENING = "pilot_evaluation_opening.open"


@pytest.fixture
async def three(world: World, tmp_path: Path) -> Projects:
    return await projects_on(world, tmp_path)


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
async def test_one_list_is_signed_for_selection_and_then_for_publication(three: Projects) -> None:
    await three.begin(PilotStage.UNDER_ASSESSMENT)
    number = await three.listed()
    await three.signed(number, SELECTION, *FIRST_FOUR)
    assert set((await three.stages()).values()) == {"under_assessment"}
    await three.signed(number, SELECTION, LAST)
    assert set((await three.stages()).values()) == {"selected"}
    assert await three.papers() == [], "nothing is published by a selection"
    await three.signed(number, PUBLICATION)
    assert set((await three.stages()).values()) == {"under_construction"}
    [paper] = await three.papers()
    assert [(each["rank"], each["title"]) for each in paper.facts["data"]["entries"]] == [
        (rank, f"示例项目{each}") for rank, each in enumerate(MEMBERS, 1)
    ]


@pytest.mark.article("pilot:5(3)")
async def test_the_fifth_signature_publishes_those_that_lacked_no_other_and_the_list_shows_these(
    three: Projects,
) -> None:
    await three.begin(PilotStage.SELECTED)
    number = await three.listed("prov-ah", "p2", "p1", "p3")
    for each in FIRST_FOUR:
        assert await three.done(number, each, PUBLICATION) == ALL
    assert set((await three.stages()).values()) == {"selected"}, "four of five"
    why = {"reasons": "范围有待核实。"}
    assert await three.done(number, "prov-js", "pilot_publication_retraction.retract", "p3", **why) == {"p3": "done"}
    assert await three.done(number, LAST, PUBLICATION) == ALL, "the signature for the third is taken all the same"
    assert await three.stages() == {"p1": "under_construction", "p2": "under_construction", "p3": "selected"}
    [paper] = await three.papers()
    order = paper.facts
    assert [(each["rank"], each["title"]) for each in order["data"]["entries"]] == [
        (1, "示例项目p2"),
        (2, "示例项目p1"),
    ]
    assert order["issuers"] == list(NAMES)
    assert [each["organisation"] for each in order["recipients"]] == ["city-jia", "city-bing", "city-yi", None]
    assert {each["launched_on"] for each in order["data"]["entries"]} == {paper.on.isoformat()}
    assert await three.done(number, "prov-js", PUBLICATION) == {"p3": "done"}
    assert [each["title"] for each in (await three.papers())[-1].facts["data"]["entries"]] == ["示例项目p3"]


@pytest.mark.article("pilot:5(3)")
@pytest.mark.served
async def test_the_list_on_paper_is_stored_for_all_who_see_the_list_and_is_said_beside_the_act(three: Projects) -> None:
    await three.begin(PilotStage.SELECTED, "p1", "p3")
    number = await three.listed("prov-sh", "p1", "p3")
    await three.signed(number, PUBLICATION)
    for _ in range(250):
        shown = (await three.web.get(f"/lists/{number}", "city-bing")).json()["acts"][-1]["document"]
        if shown["state"] != "ordered":
            break
        await asyncio.sleep(0.02)
    assert (shown["state"], shown["kind"]) == ("stored", "pilot_project_list")
    # 丙区 has no part in the project with which it is filed.
    assert (await three.web.get(f"/cases/{case_id('p1')}", "city-bing")).status_code == 404
    assert (await three.web.get(f"/documents/{shown['id']}", "city-bing")).status_code == 200
    assert (await three.web.get(f"/documents/{shown['id']}", "park-js-1")).status_code == 404


@pytest.mark.article("pilot:5(3)")
async def test_one_text_edited_for_the_whole_list_is_what_they_sign_and_what_the_list_says(three: Projects) -> None:
    await three.begin(PilotStage.SELECTED, "p1", "p2")
    number = await three.listed("prov-sh", "p1", "p2")
    await three.signed(number, PUBLICATION, "prov-sh")
    text = {"text": "现联合发布第一批项目清单。", "reasons": "写明批次。"}
    await three.done(number, "prov-ah", "pilot_publication_draft.revise", **text)
    outdated = await three.done(number, "prov-js", PUBLICATION, draft=1)
    assert outdated == {"p1": "refused", "p2": "refused"}
    await three.signed(number, PUBLICATION)
    [paper] = await three.papers()
    assert (paper.facts["data"]["draft"], paper.facts["data"]["drafts_differ"]) == (text["text"], False)


@pytest.mark.article("pilot:5(3)")
async def test_a_repeated_request_is_the_same_act(three: Projects) -> None:
    await three.begin(PilotStage.SELECTED)
    number = await three.listed()
    answers = [await three.act(number, "prov-sh", PUBLICATION, key="k-1") for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200]
    assert len(answers[-1].json()["acts"]) == 1
    for each in MEMBERS:
        assert list((await three.case(each)).proceeding.signatures) == ["prov-sh"]


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
async def test_the_five_alone_make_a_list_and_sign_it(three: Projects) -> None:
    await three.begin(PilotStage.SELECTED)
    for stranger in ("samr", "city-jia"):
        refused = await three.create(stranger)
        assert refused.status_code == 403
        assert [each["key"] for each in refused.json()["basis"]] == ["pilot:5(2)", "pilot:5(3)"]
    number = await three.listed("prov-jx")
    seen = (await three.web.get(f"/lists/{number}", "prov-ah")).json()
    assert (seen["kind_label"], seen["subject_label"]) == ("项目清单", "项目")
    assert [each["subject"] for each in seen["entries"]] == [f"示例项目{each}" for each in MEMBERS]
    assert (await three.act(number, "city-jia", PUBLICATION)).status_code == 403
    assert (await three.act(number, "park-js-1", PUBLICATION)).status_code == 404
    assert (await three.act(number, "prov-sh", SELECTION)).status_code == 409, "the selection is over"
    assert (await three.act(number, "prov-sh", "pilot_selection_draft.revise")).status_code == 404, "project by project"


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
async def test_a_list_names_a_project_once_and_holds_none_that_cannot_be_acted_on(three: Projects) -> None:
    await three.begin(PilotStage.SELECTED, "p1")
    await three.begin(PilotStage.CLOSED, "p2")
    await three.begin(PilotStage.FILED, "p3")
    await three.listed("prov-ah", "p1", "p3")
    twice = [{"case_id": case_id("p1"), "rank": rank} for rank in (1, 2)]
    assert (await three.create("prov-js", entries=twice)).status_code == 409
    closed = await three.create("prov-js", "p1", "p2")
    assert closed.status_code == 409
    assert "示例项目p2现处于“已结项”，不能列入项目清单" in closed.json()["detail"]
    assert [each["key"] for each in closed.json()["basis"]] == ["pilot:5(2)", "pilot:5(3)"]
    assert (await three.create("prov-js", "p1", kind="nominees")).status_code == 422, "a project is no park"
    unknown = await three.create("prov-js", "p1", kind="parks")
    assert unknown.status_code == 422
    assert unknown.json()["errors"][0]["message"] == "应为下列之一：nominees、notice、projects"


async def _panels(three: Projects) -> dict[str, str]:
    """Project → the seed its panel was drawn by."""
    cases = {each: await three.case(each) for each in MEMBERS}
    return {each: case.evaluation.panel.seed for each, case in cases.items() if case.evaluation}


@pytest.mark.article("pilot:5(5)")
@pytest.mark.parametrize(
    ("starter", "results"), [("concerned", {"p1": "done", "p2": "done", "p3": "refused"}), ("any", ALL)]
)
async def test_a_batch_evaluation_is_begun_by_a_province_for_the_projects_it_may_have_evaluated(
    three: Projects, starter: Any, results: dict[str, str]
) -> None:
    await three.begin(PilotStage.UNDER_CONSTRUCTION, policy=PilotPolicy(evaluation_starter=starter))
    number = await three.listed("prov-js")
    assert await three.done(number, "prov-js", OPENING, *MEMBERS, **ORDER) == results
    seeds = await _panels(three)
    assert sorted(seeds) == [each for each, state in results.items() if state == "done"]
    assert len(set(seeds.values())) == len(seeds), "each draws a panel of its own"
    [act] = (await three.web.get(f"/lists/{number}", "prov-js")).json()["acts"]
    for each in act["results"]:
        if each["state"] == "refused":
            assert each["text"] == "该项目现在没有由您办理的“组织专家评估”，未作任何变更。"
            assert each["basis"][0]["key"] == "pilot:5(5)"


@pytest.mark.article("pilot:5(5)")
async def test_where_the_policy_has_the_five_evaluate_jointly_a_batch_is_signed_by_all_and_begun_by_who_proposed_it(
    three: Projects,
) -> None:
    await three.begin(PilotStage.UNDER_CONSTRUCTION, policy=PilotPolicy(evaluation_starter="joint"))
    number = await three.listed("prov-ah")
    assert (await three.act(number, "prov-js", OPENING, **ORDER)).status_code == 409
    proposing = "pilot_evaluate_opening.evaluate"
    assert await three.done(number, "prov-ah", proposing, *MEMBERS, reasons="建设满一年") == ALL
    *four, last = NAMES
    await three.signed(number, "pilot_decision_signature.sign", *four)
    assert (await three.act(number, "prov-ah", OPENING, **ORDER)).status_code == 409, "four of five"
    await three.signed(number, "pilot_decision_signature.sign", last)
    assert await three.done(number, "prov-ah", OPENING, *MEMBERS, **ORDER) == ALL
    assert sorted(await _panels(three)) == sorted(MEMBERS)
    case = await three.case("p1")
    assert (case.decision, case.evaluation_ordered_by, case.stage) == (None, "", PilotStage.UNDER_CONSTRUCTION)


@pytest.mark.article("pilot:5(5)")
async def test_the_province_of_the_others_begins_the_rest_and_a_running_one_is_not_begun_again(three: Projects) -> None:
    await three.begin(PilotStage.UNDER_CONSTRUCTION)
    number = await three.listed("prov-js")
    await three.done(number, "prov-js", OPENING, "p1", **ORDER)
    again = await three.done(number, "prov-zj", OPENING, *MEMBERS, **ORDER)
    assert again == {"p1": "refused", "p2": "refused", "p3": "done"}
    assert sorted(await _panels(three)) == ["p1", "p3"]


async def _stands_in_for_shanghai(three: Projects) -> None:
    """The account of Zhejiang, on an order of today."""
    today = local_date(await three.world.clock.now()).isoformat()
    days = {"first_day": today, "last_day": today}
    order = await entered(three.web, "prov-sh", "prov-zj", substitute_office="prov-zj", **days)
    assert order.status_code == 201, order.text


@pytest.mark.article("pilot:5(3)")
async def test_whoever_signed_for_their_own_province_stands_in_for_no_other(three: Projects) -> None:
    """R-P-29."""
    await _stands_in_for_shanghai(three)
    await three.begin(PilotStage.SELECTED, "p1", "p2")
    number = await three.listed("prov-js", "p1", "p2")
    await three.signed(number, PUBLICATION, "prov-js", "prov-ah", "prov-jx", "prov-zj")
    refused = await three.act(number, "prov-zj", PUBLICATION)
    assert (refused.status_code, [each["key"] for each in refused.json()["basis"]]) == (403, ["pilot:5(3)"])
    assert (await three.stages())["p2"] == PilotStage.SELECTED
    await three.signed(number, PUBLICATION, "prov-sh")
    assert len(await three.papers()) == 1


@pytest.mark.article("pilot:5(3)")
async def test_by_the_other_reading_who_signs_for_two_offices_signs_twice_and_the_list_says_in_whose_stead(
    three: Projects,
) -> None:
    await _stands_in_for_shanghai(three)
    await three.begin(PilotStage.SELECTED, "p1", "p2", policy=PilotPolicy(separation_of_duties=False))
    number = await three.listed("prov-js", "p1", "p2")
    await three.signed(number, PUBLICATION, "prov-js", "prov-ah", "prov-jx")
    for offices in ({"prov-zj"}, {"prov-zj", "prov-sh"}):
        await three.signed(number, PUBLICATION, "prov-zj")
        signatures = (await three.case("p2")).proceeding.signatures
        assert set(signatures) == {"prov-js", "prov-ah", "prov-jx", *offices}, "their own office first"
    [paper] = await three.papers()
    [substitute] = paper.facts["substitutes"]
    assert (substitute["organisation"], substitute["id"]) == ("prov-sh", "prov-zj")
