"""批量接入 on the portal: from the template over the mistakes to the confirmation by a second person."""

from services.spreadsheets import MEDIA_TYPE
from tests.support.imports import sheet
from tests.support.page_rows import visitor
from tests.support.web import Web

GOOD = sheet(("js-1", "示范期内", "", "", "2023-06-01", "2023：2024-01-20"))
BAD = sheet(("js-1", "示范期内"), ("没有", "创建中", "2025-09-01"))


async def test_a_sheet_is_looked_at_proposed_and_confirmed(web: Web) -> None:
    ops = await visitor(web).login("ops")
    page = await ops.get((await ops.get("/cases")).links()["批量接入在办案件"])
    template = await ops.http.get(page.links()["下载模板（XLSX）"])
    assert template.headers["content-type"] == MEDIA_TYPE
    empty = await ops.send(page.form("/case-imports"), 422)
    assert "请选择填好的XLSX文件" in empty.error_summary
    other = await ops.send(page.form("/case-imports"), 422, {"file": ("x.xlsx", template.content[:40])})
    assert "文件" in other.error_summary
    wrong = await ops.submit(page.form("/case-imports"), {"file": ("表.xlsx", BAD)})
    assert "表中有误2处，不能提出接入" in wrong.text
    assert "认定公布日期：“示范期内”的案件须填写" in wrong.text
    marked = await ops.http.get(wrong.links()["下载标注了错误的原表（XLSX）"])
    assert marked.status_code == 200
    good = await ops.submit(page.form("/case-imports"), {"file": ("表.xlsx", GOOD)})
    assert "接入前应发的" in good.text
    assert "接入时已逾期" in good.text
    made = await ops.submit(good.form(good.path))
    assert "等待市场监管总局的第二人确认" in made.text
    samr = await visitor(web).login("samr")
    seen = await samr.get((await samr.get("/case-imports")).links()["表.xlsx"])
    done = await samr.submit(seen.form(f"{seen.path}/confirm"))
    assert "已接入0件，共1件" in done.text
    assert "等待接入" in done.text
    assert "刷新进度" in done.links()


async def test_the_list_of_cases_offers_it_to_whoever_may_propose(web: Web) -> None:
    for account in ("prov-js", "park-js-1", "supervisor"):
        assert "批量接入在办案件" not in (await (await visitor(web).login(account)).get("/cases")).links()
    park = await visitor(web).login("park-js-1")
    assert "由市场监管总局、监督人员和技术运维人员查看" in (await park.get("/case-imports", 403)).text
