"""二（一）, 五（一） A change between the filing and the publication: the review begins again as amended."""

from typing import Any

import pytest

from domain.pilot.case import PilotStage
from domain.pilot.parts import Bureau
from domain.pilot.provinces import NAMES
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import BING, FILING, JIA, YI, PilotWorld
from tests.support.world import World

pytestmark = pytest.mark.article("pilot:2(1)", "pilot:5(1)", "pilot:5(2)")


@pytest.fixture
async def pilot(world: World) -> PilotWorld:
    """A project all three have filed."""
    found = PilotWorld(world.env, world.register, world.mail)
    await pilots.begun(found)
    await pilots.file_all(found)
    return found


def changed(*bureaus: Bureau, **besides: str) -> dict[str, Any]:
    facts = {"scope": "仪器仪表行业", "goals": "提升质量水平", "reasons": "工作需要"} | besides
    return {"members": [each.model_dump() for each in bureaus], "lead": "city-jia", **facts}


async def drop_bing(pilot: PilotWorld) -> None:
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI))
    await pilot.act("city-yi", "pilot_change_agreement", "agree")
    await pilot.in_stage(PilotStage.FILING_PARTIAL)


async def test_before_the_assessment_the_others_file_anew_and_the_project_is_filed_as_changed(
    pilot: PilotWorld,
) -> None:
    await drop_bing(pilot)
    case = await pilot.project()
    assert [each.name for each in case.unfiled] == [JIA.name, YI.name]
    assert {each.audience.organisation for each in case.awaited} == {"city-jia", "city-yi"}
    for each in ("city-jia", "city-yi"):
        await pilot.act(each, "pilot_filing", "file", **FILING)
    case = await pilot.in_stage(PilotStage.FILED)
    assert [case.filings[each].version for each in ("city-jia", "city-yi")] == [2, 2]
    assert [each["amends"] for each in await pilot.documents("pilot_filing")] == [False] * 3 + [True] * 2
    await pilot.act("prov-js", "pilot_filing_check", "receive")
    await pilots.select(pilot)
    await pilots.publish(pilot)
    case = await pilot.in_stage(PilotStage.UNDER_CONSTRUCTION)
    assert case.members == [JIA, YI]


@pytest.mark.parametrize("stage", [PilotStage.UNDER_ASSESSMENT, PilotStage.SELECTED])
async def test_signatures_given_to_what_was_filed_before_are_void(pilot: PilotWorld, stage: PilotStage) -> None:
    await pilot.act("prov-sh", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    kind = "selection"
    if stage is PilotStage.SELECTED:
        await pilots.sign_all(pilot, "pilot_selection_signature")
        await pilot.in_stage(stage)
        kind = "publication"
    *four, last = NAMES
    for each in four:
        await pilot.act(each, f"pilot_{kind}_signature", "sign")
    await drop_bing(pilot)
    case = await pilot.project()
    assert (case.assessment, case.proceeding.signatures) == (None, {})
    assert not [each for each in case.tasks if "signature" in each.kind or "draft" in each.kind]
    assert "已有的评审意见和签署不再有效" in next(
        text for kind, text, _ in await pilot.events() if kind == "pilot.changed"
    )
    for each in ("city-jia", "city-yi"):
        await pilot.act(each, "pilot_filing", "file", **FILING)
    await pilots.select(pilot)
    case = await pilot.in_stage(PilotStage.SELECTED)
    assert case.proceeding.signatures == {}


async def test_one_who_does_not_agree_leaves_the_review_where_it_was(pilot: PilotWorld) -> None:
    await pilot.act("prov-sh", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    await pilot.act("prov-js", "pilot_selection_signature", "sign")
    await pilot.act("city-yi", "pilot_change", "propose", **changed(JIA, YI, BING, scope="新范围"))
    await pilot.act("city-bing", "pilot_change_agreement", "decline", reasons="范围过大")
    case = await pilot.project()
    assert (case.stage, case.change, set(case.proceeding.signatures)) == (
        PilotStage.UNDER_ASSESSMENT,
        None,
        {"prov-js"},
    )


async def test_a_change_that_not_all_agree_to_holds_up_no_signature_and_is_filed_for_after_the_launch(
    pilot: PilotWorld,
) -> None:
    await pilots.select(pilot)
    await pilot.in_stage(PilotStage.SELECTED)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, BING, scope="新范围"))
    await pilots.publish(pilot)
    await pilot.in_stage(PilotStage.UNDER_CONSTRUCTION)
    for each in ("city-yi", "city-bing"):
        await pilot.act(each, "pilot_change_agreement", "agree")
    assert (await pilot.project()).scope == "仪器仪表行业", "it holds when the last amended filing is in"
    await pilots.file_all(pilot)
    case = await pilot.project()
    assert (case.scope, case.stage) == ("新范围", PilotStage.UNDER_CONSTRUCTION)


async def test_before_the_publication_a_cooperation_keeps_two_at_least(pilot: PilotWorld) -> None:
    refusal = await pilot.refused_own("city-jia", "pilot_change", "propose", **changed(JIA))
    assert "联合发布前，合作机制至少需要2个" in refusal.text
    assert refusal.basis[0] == "pilot:2(1)"
