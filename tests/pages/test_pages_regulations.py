"""条例 on the portal: operations load its draft; the table of all duties; the sheet of one government."""

from pathlib import Path

import pytest

from api.duty_table_sheet import OVERDUE
from domain.case import next_task
from domain.province.art40_evidence import BY_DEPARTMENT
from domain.province.case import RegulationStage
from tests.support.accounts import add_accounts
from tests.support.duty_tables import FINANCE, MOVES, TREE, a_government, a_text, add_table
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.province_cases import JA, OFFICES, WH
from tests.support.province_rows import a_draft, add_offices_of_the_province
from tests.support.web import NOW, Web, on_world
from tests.support.world import World

NEW = "/regulations/new"
TABLE = "/regulations/hb"
DAY = {"year": "2025", "month": "6", "day": "1"}
LOAD = "载入条例草案"


@pytest.mark.article("province:42")
async def test_the_desk_and_the_list_of_operations_lead_to_the_draft_until_it_is_loaded(web: Web) -> None:
    await add_offices_of_the_province(web)
    for account in ("ops", "supervisor", WH, "prov-js"):
        desk = await (await visitor(web).login(account)).get("/")
        assert (desk.links().get(LOAD) == NEW) == (account == "ops"), account
    ops = await visitor(web).login("ops")
    assert (await ops.get("/cases")).links()["载入《湖北省质量促进条例》草案"] == NEW
    page = await ops.get(NEW)
    for words in (
        "任何条款都不开始",
        "没有事项到期，也没有事项逾期",
        "录入正式文本、文号和施行日期",
        "依据：第四十二条",
    ):
        assert words in page.text, words


@pytest.mark.article("province:42")
async def test_once_it_is_loaded_the_page_leads_to_the_case_and_the_desk_no_longer_here(web: Web) -> None:
    await a_draft(web)
    ops = await visitor(web).login("ops")
    assert LOAD not in (await ops.get("/")).links()
    page = await ops.get(NEW)
    assert page.links()["查看条例的案件"] == "/cases/province-hb"
    assert "载入以后" not in page.text


@pytest.mark.article("province:42")
async def test_nobody_but_operations_loads_it_on_a_page(web: Web) -> None:
    await add_offices_of_the_province(web)
    page = await (await visitor(web).login(WH)).get(NEW, 403)
    assert "条例的文本由技术运维载入" in page.text


@pytest.mark.article("province:42")
@pytest.mark.starts_at("2025-06-01T09:00")
async def test_operations_load_it_once_however_often_they_send_the_page(world: World, tmp_path: Path) -> None:
    async with world.register.write() as session:
        await add_accounts(session, OFFICES, await world.clock.now())
    browser = await PageClient(on_world(world, tmp_path).app).login("ops")
    form = (await browser.get(NEW)).form(NEW)
    other = (await browser.get(NEW)).form(NEW)
    case = await browser.submit(form)
    assert (case.path, "草案，未施行" in case.text) == ("/cases/province-hb", True)
    assert (await browser.submit(form)).path == case.path
    refused = await browser.send(other, 409)
    assert "已经载入，不重复载入" in refused.text
    assert "第四十二条" in refused.text


@pytest.mark.article("province:40#1")
async def test_the_table_says_all_in_words_and_leads_to_the_sheets(web: Web) -> None:
    await add_table(web, moves=MOVES)
    city = await visitor(web).login(WH)
    table = await city.get((await city.get("/")).links()["职责表：湖北省质量促进条例"])
    late = table.row("第四条第一款应当“统筹安排质量促进工作经费”")
    for words in (
        "武汉市人民政府的职责清单",
        "未提交佐证材料逾期",
        "责任单位：武汉市财政局",
        "自行设定的期限：2025年10月6日（周一）",
    ):
        assert words in late, words
    assert "第三十二条第一款（草案第三十条第一款）" in table.text
    assert "鼓励、支持（不作要求）" in table.row("第九条鼓励“鼓励公民、法人和其他组织积极参与质量促进活动”")
    assert "示例公告第12号，2025年5月15日（周四）起施行（施行中）" in table.text
    sheet = await city.get(table.links()["武汉市人民政府"])
    assert sheet.heading == "武汉市人民政府职责清单"
    case = await city.get(f"/cases/province-hb-gov-{WH}")
    assert case.links()["职责清单：本政府的条款、责任单位、佐证材料、期限和活动"] == sheet.path
    assert case.links()["职责表：各条款、各人民政府的状态"] == TABLE
    assert "湖北省人民政府" not in table.by_id("main-content").text


@pytest.mark.article("province:40#1")
async def test_counts_open_their_lists_and_the_form_filters(web: Web) -> None:
    await add_table(web)
    ops = await visitor(web).login("ops")
    table = await ops.get(f"{TABLE}?under={WH}")
    late = await ops.get(table.links()["逾期1项"])
    assert late.path == f"{TABLE}?under={WH}&state=overdue"
    assert "武汉市财政局" in late.row("第四条第一款应当“统筹安排质量促进工作经费”")
    assert late.links()["导出职责表（XLSX）"] == f"/api/v1/regulations/hb/duties.xlsx?under={WH}&overdue=true"
    assert f"武汉市人民政府，{OVERDUE}" in late.text
    assert "没有符合条件的条款" in (await ops.get(f"{TABLE}?article=4&modality=may")).text
    strange = await ops.get(f"{TABLE}?level=x&article=%C2%B2&modality=y&state=z")
    assert "没有符合条件" not in strange.text


@pytest.mark.article("province:42")
async def test_the_table_of_a_draft_says_so_and_shows_no_state(web: Web) -> None:
    await add_table(web, stage=RegulationStage.DRAFT)
    ops = await visitor(web).login("ops")
    table = await ops.get((await ops.get("/cases/province-hb")).links()["职责表：各条款、各人民政府的状态"])
    assert "湖北省质量促进条例（草案）" in table.text
    assert "草案，未施行" in table.text
    assert "没有状态、期限和逾期" in table.text
    assert "佐证材料" not in table.by_id("main-content").text
    assert {each.text for each in table.root.all("thead")[0].all("th")} == {"条款", "主体和适用层级"}


@pytest.mark.article("province:40#1")
async def test_a_department_sees_the_sheet_of_the_government_it_works_for_and_no_table(web: Web) -> None:
    await add_table(web)
    account = "dep-wh-finance"
    case = a_government(TREE[1], [a_text()])
    case.tasks.append(next_task(case, BY_DEPARTMENT.kind, FINANCE.audience, NOW))
    await web.save(case)
    department = await visitor(web).login(account)
    page = await department.get(f"/cases/{case.id}")
    assert not [each for each in page.links() if each.startswith("职责表")]
    sheet = await department.get(page.links()["职责清单：本政府的条款、责任单位、佐证材料、期限和活动"])
    assert not [each for each in sheet.links() if each.startswith("职责表")]
    assert "责任单位：武汉市财政局" in sheet.text
    await department.get(TABLE, 404)
    await (await visitor(web).login(JA)).get(sheet.path, 404)


@pytest.mark.scenario("F10")
@pytest.mark.article("province:42")
async def test_before_a_text_is_entered_its_page_shows_every_clause_it_moves(web: Web) -> None:
    await add_offices_of_the_province(web)
    case = await a_draft(web)
    task = next(each for each in case.tasks if each.kind == "province_adoption")
    ops = await visitor(web).login("ops")
    path = f"/tasks/{task.id}/promulgate"
    day = {f"{name}.{part}": value for name in ("adopted_on", "effective_on") for part, value in DAY.items()}
    governments = {"governments.0.organisation": WH, "governments.0.level": "prefecture_level"}
    named = {"document_number": "示例公告第12号", "issuer": "省人大常委会", **day, **governments}
    moved = {"renumbered.0.old": "41", "renumbered.0.new": "43", "renumbered.1.old": "34", "renumbered.1.new": ""}
    page = await ops.get(path)
    look = await ops.send(page.form(path).put(named | moved).press("核对"), 200)
    assert "可以通过听取和审议专项工作报告" in look.row("第四十一条第四十一条第四十三条")
    assert "已删除" in look.text
    still = await ops.send(page.form(path).put(named).press("核对"), 200)
    assert "没有条款的序号发生变化" in still.text
