"""审计: the page of the audit log."""

from api import audit
from tests.support.accounts import actor
from tests.support.page_rows import add_objection, visitor
from tests.support.web import Web


async def test_supervision_reads_who_did_what_narrows_it_down_and_takes_it_out(web: Web) -> None:
    case = await web.add_notice()
    await add_objection(web, case, "received")
    await web.get(f"/cases/{case.id}/objections", "samr")
    await web.get("/audit", "park-js-1")
    browser = await visitor(web).login("supervisor")
    page = await browser.get("/audit")
    assert page.heading == "审计"
    assert "审计" in page.links()
    assert "查看异议GS-1的内容" in page.text
    assert "张三" not in page.text
    assert "依据：《全国质量品牌提升示范区管理办法（试行）》第五条" in page.text
    assert page.links()["导出"] == "/api/v1/audit/export"
    narrowed = await browser.get(f"/audit?case={case.id}&outcome=read")
    assert "查看异议GS-1的内容" in narrowed.text
    assert "取得接口令牌" not in narrowed.text
    assert "没有符合条件的记录。" in (await browser.get("/audit?actor=nobody")).text


async def test_the_export_opens_with_the_session_of_the_page(web: Web) -> None:
    browser = await visitor(web).login("supervisor")
    answer = await browser.http.get("/api/v1/audit/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson")


async def test_a_long_log_is_read_page_by_page(web: Web) -> None:
    for number in range(60):
        who = actor("ops" if number % 2 else "samr")
        await audit.record_reading(web.services, who, "audit.read", "log", detail="查看审计记录")
    browser = await visitor(web).login("supervisor")
    page = await browser.get("/audit?actor=ops")
    assert "下一页" not in page.links()
    first = await browser.get("/audit")
    second = await browser.get(first.links()["下一页"])
    assert "下一页" not in second.links()


async def test_whoever_has_no_business_with_it_finds_no_way_to_it(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    assert "审计" not in (await browser.get("/")).links()
    assert (await browser.get("/audit", 403)).status == 403
