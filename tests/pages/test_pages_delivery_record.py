"""送达记录: the page of a case."""

from tests.support.page_rows import add_history, visitor
from tests.support.web import Web


async def test_the_case_leads_to_its_record_which_can_be_narrowed_down_and_taken_out(web: Web) -> None:
    case = await web.add_case()
    await add_history(web, case)
    browser = await visitor(web).login("park-js-1")
    page = await browser.get((await browser.get(f"/cases/{case.id}")).links()["送达记录"])
    assert page.heading == "送达记录"
    for words in ("站内消息", "邮件", "待发送", "已送达", "未成功", "收件人不存在"):
        assert words in page.text
    failed = await browser.get(f"/cases/{case.id}/delivery-record?state=failed&channel=mail&duty=&late=false")
    assert len(failed.root.all("tr")) == 2
    answer = await browser.http.get(failed.links()["导出（XLSX）"])
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
    assert "没有符合条件的记录。" in (await browser.get(f"/cases/{case.id}/delivery-record?late=true&state=read")).text


async def test_a_case_one_has_no_part_in_has_no_record(web: Web) -> None:
    case = await web.add_case()
    browser = await visitor(web).login("park-zj-1")
    assert (await browser.get(f"/cases/{case.id}/delivery-record", 404)).status == 404
