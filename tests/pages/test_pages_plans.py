"""台账挂图 as a page: every cell in words, filtered by a form, and nothing of it for whoever has no part in it."""

import pytest

from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.plan_walls import add_district_people, add_wall
from tests.support.web import Web

LEDGER = "district:s4(3)#2"
WALL = "/plans/441602-1"


@pytest.fixture
async def plan(web: Web) -> Web:
    await add_district_people(web.register)
    await add_wall(web)
    return web


async def visiting(web: Web, account: str) -> PageClient:
    return await visitor(web).login(account)


@pytest.mark.article(LEDGER)
async def test_the_wall_says_all_in_words_and_leads_to_the_ledgers(plan: Web) -> None:
    office = await visiting(plan, "yc-office")
    wall = await office.get((await office.get("/")).links()["台账挂图：源城区加快推进质量强区建设实施方案"])
    row = wall.row("第8项措施“加强企业质量能力建设”")
    for words in (
        "3个单位未建账",
        "区市场监管局的台账逾期督办红色（重点督办）牵头（系统策略：列首位者）2025年10月1日（周三）：第1阶段",
        "区科技局的台账未建账没有时间进度",
        "区税务局的台账已建账不定日期（长期坚持）",
        "区工商信局未建账台账尚未开立",
    ):
        assert words in row, words
    assert "1个单位未建账没有时间进度" in wall.row("保障措施一“加强组织领导”")
    assert "蓝色（提醒）" in wall.row("第10项措施")
    assert "截至2025年10月9日（周四）10:00" in wall.text
    ledger = await office.get(wall.links()["区税务局的台账"])
    assert ledger.heading == "区税务局质量强区工作台账"
    plan_page = await office.get("/cases/district-441602-1")
    assert plan_page.links()["台账挂图：各项措施、各单位的状态和日期"] == WALL
    assert ledger.links()["台账挂图：各项措施、各单位的状态和日期"] == WALL


@pytest.mark.article(LEDGER)
async def test_counts_open_their_lists_and_the_form_filters(plan: Web) -> None:
    office = await visiting(plan, "yc-office")
    wall = await office.get(WALL)
    done = await office.get(wall.links()["已销号1项"])
    assert done.path == f"{WALL}?status=done"
    assert (len(done.root.all("td")), "区市场监管局" in done.row("第5项措施")) == (1, True)
    late = await office.get(wall.links()["已逾期2项"])
    assert {each.text for each in late.root.all("thead")[0].all("th")} == {"措施", "区市场监管局", "区住建局"}
    chosen = await office.get(f"{WALL}?unit=yc-tax&measure=8&status=&overdue=")
    assert "区税务局，第8项措施“加强企业质量能力建设”" in chosen.text
    assert chosen.form(WALL).values["unit"] == ["yc-tax"]
    assert chosen.links()["导出台账挂图（XLSX）"] == "/api/v1/plans/441602-1/ledger.xlsx?unit=yc-tax&measure=8"
    assert "没有符合条件的事项" in (await office.get(f"{WALL}?unit=yc-tax&overdue=red")).text
    assert "没有符合条件" not in (await office.get(f"{WALL}?status=nonsense&overdue=x&measure=99")).text


@pytest.mark.article(LEDGER)
async def test_a_unit_sees_its_own_wall_and_others_none(plan: Web) -> None:
    unit = await visiting(plan, "yc-tax")
    wall = await unit.get((await unit.get("/")).links()["台账挂图：源城区加快推进质量强区建设实施方案"])
    assert "本单位的事项" in wall.text
    assert not {"区市场监管局", "区科技局", "示例街道办事处"} & {each.text for each in wall.root.all("option", "th")}
    assert "区市场监管局" not in wall.by_id("main-content").text
    for account in ("yc-agriculture", "samr", "prov-js"):
        other = await visiting(plan, account)
        assert "台账挂图" not in (await other.get("/")).text
        await other.get(WALL, 404)
