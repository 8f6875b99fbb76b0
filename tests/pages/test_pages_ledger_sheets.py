"""建立工作台账 by sheet on the portal: from the task over the mistakes to the last look."""

import pytest

from services.spreadsheets import MEDIA_TYPE
from tests.support.ledger_sheets import EIGHT, SEVEN, ledger_sheet
from tests.support.page_rows import visitor
from tests.support.plan_walls import add_district_people, add_ledger, unfiled
from tests.support.web import Web

TASK = "district-441602-1-ledger-yc-science-task-1"


@pytest.mark.article("district:s4(3)#2")
async def test_a_sheet_is_taken_along_looked_at_and_sent(web: Web) -> None:
    await add_district_people(web.register)
    await add_ledger(web, "yc-science", [unfiled("7"), unfiled("8")])
    unit = await visitor(web).login("yc-science")
    page = await unit.get((await unit.get(f"/tasks/{TASK}")).links()["用表格建立工作台账"])
    template = await unit.http.get(page.links()["下载本单位的台账表（XLSX）"])
    assert template.headers["content-type"] == MEDIA_TYPE
    assert "请选择填好的XLSX文件" in (await unit.send(page.form(page.path), 422)).error_summary
    blank = await unit.send(page.form(page.path), 422, {"file": ("台账.xlsx", template.content)})
    assert "现有0行" in blank.error_summary
    bad = await unit.submit(page.form(page.path), {"file": ("台账.xlsx", ledger_sheet((EIGHT, "", "长期坚持")))})
    assert "表中有误1处，不能报送" in bad.text
    assert "工作举措：第8项措施“加强企业质量能力建设”没有填写工作举措" in bad.text
    marked = await unit.http.get(bad.links()["下载标注了错误的原表（XLSX）"])
    assert marked.status_code == 200
    good = await unit.submit(page.form(page.path), {"file": ("台账.xlsx", ledger_sheet((EIGHT, "培育。", "长期坚持")))})
    assert f"尚有1项不在表中，以后再报：{SEVEN}" in good.text
    assert "报送后会怎样" in good.text
    await unit.send(good.form(good.path), 503)  # without an engine nothing is filed
    assert "用表格建立工作台账" not in (await unit.get("/")).text


async def test_whoever_is_not_asked_finds_no_such_page(web: Web) -> None:
    await add_district_people(web.register)
    await add_ledger(web, "yc-science", [unfiled("7")])
    for account, status in (("yc-office", 403), ("yc-tax", 404), ("samr", 404)):
        await (await visitor(web).login(account)).get(f"/ledger-sheets/{TASK}", status)
