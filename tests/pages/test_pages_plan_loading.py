"""载入实施方案 in the portal: operations pick a district by its name and come to the case of its plan."""

from pathlib import Path

import pytest

from tests.support.district_cases import TITLE, DistrictWorld
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.plan_walls import add_district_people
from tests.support.web import Web, on_world
from tests.support.world import World

NEW = "/plans/new"
PLACE = "district:s4(3)#2"


@pytest.mark.article(PLACE)
async def test_operations_load_a_plan_by_the_name_of_its_district_and_come_to_what_it_asks(
    world: World, tmp_path: Path
) -> None:
    await DistrictWorld(world.env, world.register, world.mail).populate()
    browser = await PageClient(on_world(world, tmp_path).app).login("ops")
    page = await browser.get((await browser.get("/")).links()["载入实施方案"])
    for asked in ("方案印发日期", "发文字号", "发文机关", "领导小组成员单位", "镇人民政府、街道办事处"):
        assert asked in page.text
    assert "依据：第四部分（三）" in page.text
    assert "441602" not in page.by_id("main-content").text
    form = page.form(NEW).put({"region": "441602"})
    case = await browser.submit(form)
    assert (case.path, case.heading) == ("/cases/district-441602-1", TITLE)
    assert "待登记印发日期和单位名单" in case.text
    assert (await browser.submit(form)).path == case.path
    again = await browser.send((await browser.get(NEW)).form(NEW).put({"region": "441602"}), 409)
    assert "正在实施" in again.error_summary
    assert again.form(NEW).values["region"] == ["441602"]


@pytest.mark.article(PLACE)
async def test_the_page_is_for_operations_and_says_when_no_district_is_registered(web: Web) -> None:
    ops = await visitor(web).login("ops")
    assert "没有登记任何区" in (await ops.get(NEW)).text
    await add_district_people(web.register)
    page = await ops.get(NEW)
    assert "源城区人民政府" in page.text
    assert "为哪个区载入" in (await ops.send(page.form(NEW), 422)).error_summary
    assert (await ops.get("/cases")).links()["载入实施方案"] == NEW
    for account in ("yc-office", "yc-market", "samr", "park-js-1"):
        browser = await visitor(web).login(account)
        assert "由技术运维载入" in (await browser.get(NEW, 403)).text
        assert "载入实施方案" not in (await browser.get("/")).links()
