"""A pilot project by clicks alone, in browsers that run no scripts: from the cooperation to the first report."""

from pathlib import Path

import pytest

from domain.pilot.case import PilotStage
from domain.pilot.provinces import NAMES
from tests.support.pilot_cases import ASSESSMENT, BING, CONTACT, FILING, JIA, REPORT, TITLE, YI, PilotWorld
from tests.support.portal import Portal
from tests.support.world import World

PROVINCES = {"city-jia": "prov-js", "city-yi": "prov-zj", "city-bing": "prov-sh"}
"""Each bureau → the province it files with and reports to."""


@pytest.mark.long
@pytest.mark.served
@pytest.mark.timeout(600)
@pytest.mark.starts_at("2025-10-09T09:00")
@pytest.mark.article("pilot:2(1)", "pilot:5(1)", "pilot:5(2)", "pilot:5(3)", "pilot:5(4)")
async def test_three_bureaus_file_are_selected_and_published_by_five_and_report_after_half_a_year(
    portal: Portal, world: World, tmp_path: Path
) -> None:
    portal.scripts = False
    pilot = PilotWorld(world.env, world.register, world.mail)
    pilot.case_id, pilot.workflow_id = "pilot-city-jia-1", "pilot/city-jia-1"
    await pilot.populate(await world.clock.now())
    await _cooperation(portal, tmp_path)
    await _filings(portal)
    shanghai = await portal.person("prov-sh")
    await shanghai.gives("pilot_assessment", "assess", ASSESSMENT)
    await portal.all_give(NAMES, "pilot_selection_signature", "sign")
    await portal.all_give(NAMES, "pilot_publication_signature", "sign")
    assert (await pilot.in_stage(PilotStage.UNDER_CONSTRUCTION)).launched_on is not None
    await _is_public(portal, tmp_path)
    await _first_reports(portal)
    lead = await portal.person("city-jia")
    await lead.goes_to(f"/cases/{pilot.case_id}")
    assert await lead.answer_to("进展到哪里") == PilotStage.UNDER_CONSTRUCTION.label
    await lead.looks(tmp_path / "project")
    first = [each for each in (await pilot.project()).reports if each.k == 1]
    assert {each.bureau: str(each.accepted_on) for each in first} == dict.fromkeys(PROVINCES, "2026-04-08")


async def _cooperation(portal: Portal, tmp_path: Path) -> None:
    """二（一）: one bureau starts the project and says who takes part and who leads, by their names alone."""
    lead = await portal.person("city-jia")
    await lead.follows("发起示范试点项目")
    await lead.fills("项目名称", TITLE)
    await lead.presses("发起")
    await lead.is_at(TITLE)
    await lead.finds("pilot_cooperation")
    await lead.chooses("pilot_cooperation", "establish")
    for row, bureau in enumerate((JIA, YI, BING), start=1):
        members = lead.page.get_by_role("group", name=f"第{row}行", exact=True)
        await members.get_by_label("参与单位", exact=True).select_option(label=bureau.name)
    await lead.page.get_by_label("牵头单位", exact=True).select_option(label=JIA.name)
    await lead.fills("试点建设的范围", "仪器仪表行业")
    await lead.fills("试点建设的目标", "提升质量水平")
    await lead.looks(tmp_path / "cooperation")
    await lead.presses("提交")
    await lead.is_at("已办理")


async def _filings(portal: Portal) -> None:
    """五（一）: each bureau files with its own province, which says that the form is complete."""
    for bureau in PROVINCES:
        await (await portal.person(bureau)).gives("pilot_filing", "file", FILING | CONTACT)
    for province in PROVINCES.values():
        await (await portal.person(province)).gives("pilot_filing_check", "receive")


async def _is_public(portal: Portal, tmp_path: Path) -> None:
    """五（三）: the project is on the list that everybody reads, without who is to be called."""
    citizen = await portal.visitor()
    await citizen.goes_to("/notices")
    await citizen.follows("项目清单")
    await citizen.reads(TITLE, JIA.name, "2025年10月9日（周四）起建设中")
    assert CONTACT["contact_person"] not in await citizen.main.inner_text()
    await citizen.looks(tmp_path / "list")


async def _first_reports(portal: Portal) -> None:
    """五（四）: each bureau to its own province, every half-year."""
    lead = await portal.person("city-jia")
    await lead.goes_to("/")
    await lead.moves_the_clock_to("2026-04-08")
    for bureau, province in PROVINCES.items():
        await (await portal.person(bureau)).gives("pilot_report", "submit", REPORT)
        await (await portal.person(province)).gives("pilot_report_receipt", "accept")
