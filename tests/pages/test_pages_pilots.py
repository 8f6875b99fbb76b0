"""长三角示范试点 in the portal: starting a project, the list of cases, and the list of the published."""

from datetime import date
from pathlib import Path

import pytest

from domain.pilot.case import PilotStage
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.pilot_cases import BUREAUS, PilotWorld
from tests.support.pilot_rows import COUNTY, OUTSIDE, TITLE, TODAY, add_project
from tests.support.web import Web, on_world
from tests.support.world import World

NEW = "/pilot-projects/new"
LIST = "/public/pilot-projects"
LAUNCHED = date(2024, 3, 1)


async def signed_in(web: Web, account: str) -> PageClient:
    return await visitor(web).login(account)


@pytest.mark.article("pilot:2(1)", "pilot:5(1)")
async def test_the_desk_of_a_bureau_that_may_take_part_leads_to_a_new_project_and_no_other_desk_does(
    pilots: Web,
) -> None:
    offered = {}
    for account in (*BUREAUS, COUNTY, OUTSIDE, "prov-js", "samr", "park-js-1", "expert-1"):
        desk = await (await signed_in(pilots, account)).get("/")
        offered[account] = desk.links().get("发起示范试点项目")
    assert {account for account, path in offered.items() if path} == set(BUREAUS)
    assert offered["city-jia"] == NEW


@pytest.mark.article("pilot:2(1)")
async def test_a_bureau_starts_a_project_and_comes_to_its_case_however_often_it_sends_the_page(
    world: World, tmp_path: Path
) -> None:
    pilot = PilotWorld(world.env, world.register, world.mail)
    await pilot.populate(await world.clock.now())
    browser = await PageClient(on_world(world, tmp_path).app).login("city-jia")
    desk = await browser.get("/")
    page = await browser.get(desk.links()["发起示范试点项目"])
    assert "含本单位至少2个（系统策略）" in page.text
    assert "依据：第二部分（一）" in page.text
    form = page.form(NEW).put({"title": f" {TITLE} "})
    case = await browser.submit(form)
    assert (case.path, case.heading) == ("/cases/pilot-city-jia-1", TITLE)
    assert "由您办理：建立合作机制，明确牵头单位" in case.text
    assert "由示例甲市市场监督管理局发起，还没有建立合作机制" in case.text
    assert (await browser.submit(form)).path == case.path


@pytest.mark.article("pilot:2(1)", "pilot:5(1)")
async def test_a_refusal_comes_back_on_the_form_with_its_basis_and_with_what_was_typed(pilots: Web) -> None:
    for account, why in ((OUTSIDE, "不能参与"), (COUNTY, "不是地级市（区）市场监管局")):
        browser = await signed_in(pilots, account)
        refused = await browser.send((await browser.get(NEW)).form(NEW).put({"title": TITLE}), 409)
        assert why in refused.error_summary
        assert "依据：第五部分（一）" in refused.error_summary
        assert refused.form(NEW).values["title"] == [TITLE]
    assert "请由所在地级市市场监管局参与" in refused.error_summary


async def test_a_project_needs_a_title_and_nothing_typed_is_lost_while_the_engine_is_silent(pilots: Web) -> None:
    browser = await signed_in(pilots, "city-jia")
    page = await browser.get(NEW)
    for title in ("", "长", "长" * 101):
        wrong = await browser.send(page.form(NEW).put({"title": title}), 422)
        assert "项目名称" in wrong.error_summary
        assert wrong.form(NEW).values["title"] == [title]
    silent = await browser.send(wrong.form(NEW).put({"title": TITLE}), 503)
    assert "已填写的内容不会丢失" in silent.error_summary
    assert silent.form(NEW).values["title"] == [TITLE]


async def test_the_page_of_a_new_project_is_for_bureaus(pilots: Web) -> None:
    for account in ("prov-js", "samr", "park-js-1", "ops"):
        browser = await signed_in(pilots, account)
        assert "由地级市（区）市场监管局发起" in (await browser.get(NEW, 403)).text
    assert await visitor(pilots).redirect(NEW) == "/login?next=%2Fpilot-projects%2Fnew"


async def test_the_list_of_cases_is_filtered_by_programme_and_by_the_stages_of_each(pilots: Web) -> None:
    await pilots.add_case()
    await add_project(pilots)
    await add_project(pilots, 2, title="示例撤回的项目", stage=PilotStage.WITHDRAWN)
    browser = await signed_in(pilots, "samr")

    async def shown(query: str) -> tuple[set[str], list[str]]:
        page = await browser.get(f"/cases?{query}")
        chosen = [each.attrs["value"] for each in page.root.all("option") if "selected" in each.attrs]
        return {each.text for table in page.root.all("tbody") for each in table.all("a")}, chosen

    assert (await shown(""))[0] == {"示例一号园区", TITLE, "示例撤回的项目"}
    assert await shown("programme=pilot") == ({TITLE, "示例撤回的项目"}, ["pilot", "", "", ""])
    assert await shown("programme=zone") == ({"示例一号园区"}, ["zone", "", "", ""])
    assert await shown("stage=pilot.withdrawn") == ({"示例撤回的项目"}, ["", "pilot.withdrawn", "", ""])
    assert await shown("stage=zone.withdrawn") == (set(), ["", "zone.withdrawn", "", ""])
    assert await shown("programme=pilot&stage=under_construction&province=320000") == (
        {TITLE},
        ["pilot", "pilot.under_construction", "320000", ""],
    )
    assert (await shown("programme=pilot&stage=zone.creation"))[1] == ["pilot", "", "", ""], "of another programme"
    groups = [each.attrs["label"] for each in (await browser.get("/cases")).root.all("optgroup")]
    assert groups == ["全国质量品牌提升示范区", "长三角质量提升示范试点", "工作方案和指标体系"]


@pytest.mark.article("pilot:5(3)")
async def test_the_published_list_is_read_without_signing_in_and_names_no_contact(pilots: Web) -> None:
    browser = visitor(pilots)
    empty = await browser.get(LIST)
    assert "还没有发布项目" in empty.text
    await add_project(pilots, on=LAUNCHED)
    await add_project(pilots, 2, on=date(2025, 1, 2), title="示例纺织", stage=PilotStage.CLOSED, ended_on=TODAY)
    await add_project(pilots, 3, title="示例移出", stage=PilotStage.REMOVED, ended_on=TODAY)
    await add_project(pilots, 4, title="示例待发布", stage=PilotStage.SELECTED, launched_on=None)
    page = await browser.get((await browser.get("/notices")).links()["项目清单"])
    assert page.path == LIST == page.links()["试点项目清单"]
    assert [each.text for each in page.root.all("h2")] == ["2025年1月2日（周四）发布", "2024年3月1日（周五）发布"]
    assert page.row("示例纺织").endswith("仪器仪表行业2025年10月9日（周四）结项")
    assert page.row(TITLE).endswith("2024年3月1日（周五）起建设中")
    for hidden in ("示例移出", "示例待发布", "联系"):
        assert hidden not in page.root.all("main")[0].text
