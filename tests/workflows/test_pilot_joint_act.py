"""五（二）、五（三） Whose signatures make a joint act, by each reading of 共同 and 联合 (R-P-6)."""

import pytest
import sqlalchemy as sa

from db.models import DocumentRow
from domain.pilot.case import PilotStage
from domain.pilot.provinces import NAMES
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import BING, FILING, JIA, YI, PilotWorld
from tests.support.world import World

CONCERNED = ["prov-sh", "prov-js", "prov-zj"]
"""Those over the seats of the three bureaus, in the order of the plan."""


@pytest.fixture
def pilot(world: World) -> PilotWorld:
    return PilotWorld(world.env, world.register, world.mail)


async def issuers(pilot: PilotWorld, kind: str) -> list[str]:
    async with pilot.register.read() as session:
        [found] = await session.scalars(sa.select(DocumentRow.issuers).where(DocumentRow.kind == kind))
        return list(found)


def asked(case: pilots.PilotCase) -> set[str]:
    return {each.audience.organisation for each in case.awaited}


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
async def test_those_with_a_participant_select_and_publish_where_the_policy_says_so(pilot: PilotWorld) -> None:
    await pilots.begun(pilot, joint_act="concerned")
    await pilots.file_all(pilot)
    assert asked(await pilot.project()) == set(CONCERNED)
    await pilot.act("prov-zj", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    for kind, stage in (("selection", PilotStage.SELECTED), ("publication", PilotStage.UNDER_CONSTRUCTION)):
        assert asked(await pilot.project()) == set(CONCERNED)
        for each in CONCERNED:
            await pilot.act(each, f"pilot_{kind}_signature", "sign")
        await pilot.in_stage(stage)
    assert await issuers(pilot, "pilot_list") == CONCERNED


@pytest.mark.article("pilot:5(2)")
async def test_more_than_half_of_the_five_suffice_where_the_policy_says_so(pilot: PilotWorld) -> None:
    await pilots.begun(pilot, joint_act="majority")
    await pilots.file_all(pilot)
    await pilot.act("prov-jx", "pilot_assessment", "assess", **pilots.ASSESSMENT)
    await pilot.act("prov-ah", "pilot_selection_signature", "sign")
    await pilot.act("prov-jx", "pilot_selection_signature", "sign")
    await pilot.act("prov-jx", "pilot_selection_retraction", "retract", reasons="再核实")
    await pilot.act("prov-sh", "pilot_selection_signature", "sign")
    case = await pilot.project()
    assert (case.stage, asked(case)) == (PilotStage.UNDER_ASSESSMENT, {"prov-js", "prov-zj", "prov-jx"})
    await pilot.act("prov-js", "pilot_selection_signature", "sign")
    case = await pilot.in_stage(PilotStage.SELECTED)
    assert not [each for each in case.tasks if "selection" in each.kind]
    assert await issuers(pilot, "pilot_assessment") == ["prov-sh", "prov-js", "prov-ah"]


@pytest.mark.article("pilot:2(1)", "pilot:5(3)")
async def test_who_has_no_participant_any_more_is_not_waited_for(pilot: PilotWorld) -> None:
    """The last bureau of Zhejiang leaves while the decision to close waits for the signature of its province."""
    await pilots.into_construction(pilot, joint_act="concerned")
    await pilot.act("prov-sh", "pilot_close_opening", "close", summary="目标任务全部完成。")
    await pilot.act("prov-sh", "pilot_decision_signature", "sign")
    assert asked(await pilot.project()) >= {"prov-zj", "prov-js"}
    assert (await pilot.project()).stage is PilotStage.UNDER_CONSTRUCTION
    members = [JIA.model_dump(), BING.model_dump()]
    change = {"members": members, "lead": "city-jia", "scope": "仪器仪表行业", "goals": "提升质量水平"}
    await pilot.act("city-jia", "pilot_change", "propose", **change, reasons="退出")
    await pilot.act("city-bing", "pilot_change_agreement", "agree")
    for each in (JIA, BING):
        await pilot.act(each.organisation, "pilot_filing", "file", **FILING)
    case = await pilot.project()
    assert {each.audience.organisation for each in case.tasks if "signature" in each.kind} == {"prov-js"}
    await pilot.act("prov-js", "pilot_decision_signature", "sign")
    await pilot.in_stage(PilotStage.CLOSED)
    assert await issuers(pilot, "pilot_close") == ["prov-sh", "prov-js"]


@pytest.mark.article("pilot:5(3)")
async def test_by_default_all_five_sign(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot, JIA, YI)
    await pilot.act("prov-ah", "pilot_close_opening", "close", summary="目标任务全部完成。")
    assert asked(await pilot.project()) >= set(NAMES)
    await pilots.sign_all(pilot, "pilot_decision_signature")
    await pilot.in_stage(PilotStage.CLOSED)
    assert await issuers(pilot, "pilot_close") == list(NAMES)
