"""二（一） A change of lead, participants or scope: agreed by all, filed anew by each, the half-years untouched."""

from datetime import date, timedelta
from typing import Any

import pytest

from db.models import Organisation
from domain.pilot.case import PilotStage
from domain.pilot.parts import Bureau
from domain.refusal import RefusalKind
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import BING, FILING, JIA, YI, PilotWorld
from tests.support.world import World

pytestmark = pytest.mark.article("pilot:2(1)")


@pytest.fixture
def pilot(world: World) -> PilotWorld:
    return PilotWorld(world.env, world.register, world.mail)


def changed(*bureaus: Bureau, lead: str = "city-jia", **besides: str) -> dict[str, Any]:
    facts = {"scope": "仪器仪表行业", "goals": "提升质量水平", "reasons": "工作需要"} | besides
    return {"members": [each.model_dump() for each in bureaus], "lead": lead, **facts}


async def agree(pilot: PilotWorld, *accounts: str) -> None:
    for each in accounts:
        await pilot.act(each, "pilot_change_agreement", "agree")


async def file_anew(pilot: PilotWorld, *accounts: str) -> None:
    for each in accounts:
        await pilot.act(each, "pilot_filing", "file", **FILING)


@pytest.mark.scenario("D09")
@pytest.mark.starts_at("2022-01-10T09:00")
async def test_the_lead_changes_and_the_half_years_run_on(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    before = {(each.bureau, each.k): each.due for each in (await pilot.project()).reports}
    await pilot.to(2022, 3, 1, 9)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, BING, lead="city-yi"))
    await agree(pilot, "city-yi", "city-bing")
    assert await pilot.told("pilot_change_agreed") == {"city-jia", "city-yi", "city-bing"}
    await file_anew(pilot, "city-jia", "city-yi")
    assert (await pilot.project()).lead == JIA
    await file_anew(pilot, "city-bing")
    case = await pilot.project()
    assert [(each.organisation, each.from_day) for each in case.leads] == [
        ("city-jia", date(2022, 1, 10)),
        ("city-yi", date(2022, 3, 1)),
    ]
    assert {(each.bureau, each.k): each.due for each in case.reports} == before
    assert len(await pilot.documents("pilot_change_letter")) == 1
    assert [each["amends"] for each in await pilot.documents("pilot_filing")] == [True] * 3
    assert {"prov-sh", "prov-js", "prov-zj", "prov-ah", "prov-jx"} <= await pilot.told("pilot_changed")


async def test_who_leaves_owes_no_further_report_and_need_not_agree(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.forward(days=170)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI))
    assert {task.audience.organisation for task in await pilot.tasks() if task.kind == "pilot_change_agreement"} == {
        "city-yi"
    }
    await agree(pilot, "city-yi")
    await file_anew(pilot, "city-jia", "city-yi")
    case = await pilot.project()
    assert [each.name for each in case.members] == [JIA.name, YI.name]
    asked = {task.audience.organisation for task in case.tasks if task.kind == "pilot_report"}
    assert asked == {"city-jia", "city-yi"}
    await pilot.forward(days=60)
    case = await pilot.project()
    assert not any(each.overdue for each in case.reports if each.bureau == "city-bing")


async def test_who_joins_reports_on_the_rest_of_the_half_year(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot, JIA, YI)
    await pilot.forward(days=30)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, BING))
    await agree(pilot, "city-yi", "city-bing")
    await file_anew(pilot, "city-jia", "city-yi", "city-bing")
    case = await pilot.project()
    assert {each.bureau for each in case.reports if each.k == 1} == {"city-jia", "city-yi", "city-bing"}
    await pilot.forward(days=140)
    await pilot.act("city-bing", "pilot_report", "submit", **pilots.REPORT)


async def test_one_who_does_not_agree_ends_it_and_nothing_has_changed(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.act("city-yi", "pilot_change", "propose", **changed(JIA, YI, BING, scope="新范围"))
    await pilot.act("city-bing", "pilot_change_agreement", "decline", reasons="范围过大")
    case = await pilot.project()
    assert (case.change, case.scope) == (None, "仪器仪表行业")
    assert not [task for task in case.awaited if task.kind == "pilot_change_agreement"]
    await pilot.act("city-yi", "pilot_change", "propose", **changed(JIA, YI, BING, goals="新目标"))
    await pilot.act("city-yi", "pilot_change_dropping", "drop", reasons="不再变更")
    assert (await pilot.project()).change is None


async def test_an_amended_filing_is_returned_for_its_form_and_the_change_waits(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, BING, scope="新范围"))
    await agree(pilot, "city-yi", "city-bing")
    await file_anew(pilot, "city-jia")
    await pilot.act("prov-js", "pilot_filing_check", "return", defects=["no_seal"])
    await file_anew(pilot, "city-yi", "city-bing")
    assert (await pilot.project()).scope == "仪器仪表行业"
    await file_anew(pilot, "city-jia")
    case = await pilot.project()
    assert (case.scope, case.filings["city-jia"].version, case.stage) == ("新范围", 2, PilotStage.UNDER_CONSTRUCTION)


async def checks(pilot: PilotWorld) -> dict[str, str]:
    """Whose filing each province has before it."""
    tasks = [task for task in (await pilot.project()).awaited if task.kind == "pilot_filing_check"]
    return {task.audience.organisation: task.about for task in tasks}


@pytest.mark.article("pilot:2(1)", "pilot:5(1)", "pilot:a1")
async def test_the_last_amended_filing_puts_the_change_in_force_and_is_checked_like_every_other(
    pilot: PilotWorld,
) -> None:
    await pilots.into_construction(pilot)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, BING, scope="新范围"))
    await agree(pilot, "city-yi", "city-bing")
    await file_anew(pilot, "city-jia", "city-yi")
    await pilot.act("prov-js", "pilot_filing_check", "receive")
    await pilot.act("city-bing", "pilot_filing", "file", **FILING | {"sealed": False})
    assert (await pilot.project()).scope == "新范围"
    assert await checks(pilot) == {"prov-zj": "city-yi", "prov-sh": "city-bing"}
    assert "未盖章" in (await pilot.refused_own("prov-sh", "pilot_filing_check", "receive")).text
    await pilot.act("prov-sh", "pilot_filing_check", "return", defects=["no_seal"])
    await file_anew(pilot, "city-bing")
    await pilot.act("prov-sh", "pilot_filing_check", "receive")
    await pilot.act("prov-zj", "pilot_filing_check", "receive")
    case = await pilot.project()
    assert (case.scope, case.filings["city-bing"].version, await checks(pilot)) == ("新范围", 2, {})
    assert all(each.received_on for each in case.filings.values())


@pytest.mark.article("pilot:2(1)", "pilot:5(1)")
async def test_the_next_change_takes_the_place_of_filings_not_yet_checked_unless_it_is_dropped(
    pilot: PilotWorld,
) -> None:
    await pilots.into_construction(pilot, JIA, YI)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, scope="新范围"))
    await agree(pilot, "city-yi")
    await file_anew(pilot, "city-jia", "city-yi")
    before = {"prov-js": "city-jia", "prov-zj": "city-yi"}
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, scope="更新的范围"))
    assert await checks(pilot) == before, "nothing is filed for it yet"
    await agree(pilot, "city-yi")
    assert await checks(pilot) == {}
    await file_anew(pilot, "city-jia")
    await pilot.act("city-jia", "pilot_change_dropping", "drop", reasons="不再变更")
    assert await checks(pilot) == before
    await pilot.act("prov-zj", "pilot_filing_check", "return", defects=["no_plan"])
    await file_anew(pilot, "city-yi")
    case = await pilot.project()
    assert (case.scope, case.filings["city-yi"].version, await checks(pilot)) == ("新范围", 2, before)


async def test_a_bureau_that_never_files_is_dropped_and_the_project_is_filed(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await file_anew(pilot, "city-jia", "city-yi")
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI))
    await agree(pilot, "city-yi")
    case = await pilot.in_stage(PilotStage.FILED)
    assert [each.name for each in case.members] == [JIA.name, YI.name]
    await pilot.act("prov-js", "pilot_filing_check", "receive")
    await pilot.act("prov-ah", "pilot_assessment", "assess", **pilots.ASSESSMENT)


async def test_a_change_lapses_when_the_project_ends_before_all_have_agreed(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, YI, BING, scope="新范围"))
    await pilots.file_all(pilot)
    case = await pilot.project()
    assert (case.stage, case.change is None, case.scope) == (PilotStage.FILED, False, "仪器仪表行业")
    await pilot.act("city-jia", "pilot_withdrawal", "withdraw", reasons="另行安排")
    case = await pilot.in_stage(PilotStage.WITHDRAWN)
    assert (case.change, case.scope) == (None, "仪器仪表行业")
    assert "pilot_change.lapsed" in {kind for kind, _, _ in await pilot.events()}


async def test_a_lead_left_alone_is_made_known_to_the_five_and_to_operations(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA))
    await file_anew(pilot, "city-jia")
    case = await pilot.project()
    assert (case.stage, case.members) == (PilotStage.UNDER_CONSTRUCTION, [JIA])
    assert {"ops", "prov-jx"} <= await pilot.told("pilot_left_alone")


async def test_a_bureau_that_is_renamed_keeps_what_it_owes(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot)
    await pilot.forward(days=170)
    renamed = YI.model_copy(update={"name": "示例乙市市场监督管理委员会"})
    refusal = await pilot.refused_own("city-jia", "pilot_change", "propose", **changed(JIA, renamed, BING))
    assert (refusal.basis, YI.name in refusal.remedy) == (("pilot:2(1)",), True), "it has no such name yet"
    async with pilot.register.write() as session:
        office = await session.get(Organisation, renamed.organisation)
        assert office is not None
        office.name = renamed.name
    await pilot.act("city-jia", "pilot_change", "propose", **changed(JIA, renamed, BING))
    await agree(pilot, "city-yi", "city-bing")
    await file_anew(pilot, "city-jia", "city-yi", "city-bing")
    await pilot.act("city-yi", "pilot_report", "submit", **pilots.REPORT)
    [told] = await pilot.documents("pilot_half_year_report")
    assert told["bureau"] == renamed.name


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (changed(JIA, YI, BING), "没有变更"),
        (changed(JIA, YI, lead="city-bing"), "牵头单位应当"),
        (changed(JIA, YI, YI), "不得重复"),
        (changed(JIA, Bureau(organisation="city-x", name="某市局", region="370100")), "沪、苏、浙、皖、赣"),
    ],
)
async def test_what_cannot_be_a_change_is_refused(pilot: PilotWorld, data: dict[str, Any], words: str) -> None:
    await pilots.into_construction(pilot)
    refusal = await pilot.refused_own("city-jia", "pilot_change", "propose", **data)
    assert refusal.kind is RefusalKind.RULE
    assert words in refusal.text


async def test_before_the_list_is_out_a_cooperation_keeps_two_at_least(pilot: PilotWorld) -> None:
    await pilots.begun(pilot)
    refusal = await pilot.refused_own("city-jia", "pilot_change", "propose", **changed(JIA))
    assert "至少需要2个" in refusal.text
    await pilot.forward(seconds=timedelta(days=1).total_seconds())
    assert len((await pilot.project()).members) == 3
