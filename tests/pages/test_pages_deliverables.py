"""共同工作台账 on the portal: section by section for whoever may read it, the form for the five provincial bureaus."""

import pytest
import pytest_asyncio

from tests.support.deliverables import KEY, record
from tests.support.experts import OUTSIDE, add_experts
from tests.support.page_rows import visitor
from tests.support.web import Web

pytestmark = pytest.mark.article("pilot:6(1)", "pilot:3(1)")

NEW = f"/deliverables/{KEY}/new"
FORM = {"on.year": "2025", "on.month": "10", "on.day": "9", "what": "形成初稿，\n征求意见。", "progress": "ongoing"}
FILE = {"_files": ("初稿.txt", "评价细则初稿".encode())}


@pytest_asyncio.fixture
async def ledger(web: Web) -> Web:
    await add_experts(web.register)
    return web


async def test_the_page_quotes_the_plan_and_says_that_nothing_is_ever_due(ledger: Web) -> None:
    browser = await visitor(ledger).login("city-jia")
    page = await browser.get((await browser.get("/")).links()["共同工作台账"])
    assert page.heading == "五省级市场监管局共同工作台账"
    assert "方案没有规定期限，以下各项不存在到期和逾期" in page.text
    for words in (
        "第三部分（一）：“研制长三角质量提升示范试点建设指南”",
        "第六部分（一）",
        "第三部分（四）：建设一批长三角高质量发展样板",
    ):
        assert words in page.text
    assert page.text.count("还没有记载") == 17
    assert "长三角质量提升示范试点建设指南：见第三部分（一）" in page.text, "named twice, listed once"
    assert not [each for each in page.links().values() if each.endswith("/new")]


async def test_a_bureau_enters_what_was_done_and_looks_once_more(ledger: Web) -> None:
    browser = await visitor(ledger).login("prov-js")
    item = await browser.get((await browser.get("/deliverables")).links()["试点评价细则"])
    assert "还没有记载。" in item.text
    form = await browser.get(item.links()["记载进展"])
    assert (form.path, form.heading) == (NEW, "记载进展：试点评价细则")
    assert ("只附一份" in form.text, "可以选择多个文件" in form.text) == (True, False)
    empty = await browser.send(form.form(NEW), 422)
    assert "请填写“做了什么”" in empty.error_summary
    early = await browser.send(empty.form(NEW).put(FORM | {"on.day": "10"}), 200, files=FILE)
    refused = await browser.send(early.form(NEW).press("确认记载进展"), 409)
    assert "2025年10月10日（周五）尚未到来" in refused.error_summary
    assert refused.form(NEW).values["what"] == ["形成初稿，\n征求意见。"], "nothing typed is lost"
    look = await browser.send(refused.form(NEW).put(FORM), 200)
    assert look.heading == "请核对后确认：记载进展：试点评价细则"
    assert "初稿.txt" in look.text, "nor the file"
    assert "还没有记载。" in (await browser.get(f"/deliverables/{KEY}")).text, "nothing has happened yet"
    for _ in range(2):
        done = await browser.submit(look.form(NEW).press("确认记载进展"))
        assert "记载（共1条）" in done.text, "a double click enters once"
    assert "2025年10月9日（周四），仍在进行：形成初稿，" in done.text
    assert "第1条，江苏省市场监督管理局，2025年10月9日（周四）记载" in done.text
    reader = await visitor(ledger).login("city-jia")
    shown = await reader.get(f"/deliverables/{KEY}")
    file = await ledger.get(shown.links()["初稿.txt"].removeprefix("/api/v1"), "city-jia")
    assert file.content == "评价细则初稿".encode()


async def test_no_file_is_asked_for_and_two_are_too_many(ledger: Web) -> None:
    browser = await visitor(ledger).login("prov-zj")
    form = (await browser.get(NEW)).form(NEW).put(FORM | {"progress": "delivered"})
    look = await browser.send(form, 200)
    assert "没有附上" in look.text
    edited = await browser.send(look.form(NEW).press("返回修改"), 200)
    one = await browser.send(edited.form(NEW), 200, files=FILE)
    back = await browser.send(one.form(NEW).press("返回修改"), 200)
    two = await browser.send(back.form(NEW), 422, files=FILE)
    assert "佐证文件只上传一份" in two.error_summary
    done = await browser.submit(look.form(NEW).press("确认记载进展"))
    assert "已经完成" in done.text


async def test_only_the_five_are_offered_the_form_and_only_who_may_read_sees_the_link(ledger: Web) -> None:
    await record(ledger)
    for account in ("samr", "ops", "supervisor", OUTSIDE, "city-jia"):
        browser = await visitor(ledger).login(account)
        page = await browser.get((await browser.get("/")).links()["共同工作台账"])
        assert "形成初稿，征求各市意见。" in page.text
        assert "记载进展" not in (await browser.get(f"/deliverables/{KEY}")).links(), account
        assert "第六部分（一）" in (await browser.get(NEW, 403)).text
    for account in ("park-js-1", "expert-1"):
        browser = await visitor(ledger).login(account)
        assert "共同工作台账" not in (await browser.get("/")).links(), account
        for address in ("/deliverables", f"/deliverables/{KEY}"):
            await browser.get(address, 403)
    assert (await visitor(ledger).redirect("/deliverables")).startswith("/login")


async def test_a_long_history_has_pages(ledger: Web) -> None:
    for day in range(1, 22):
        await record(ledger, on=f"2025-09-{day:02}", what=f"第{day}天的工作")
    browser = await visitor(ledger).login("prov-js")
    page = await browser.get("/deliverables")
    assert ("第19天的工作" in page.text, "第18天的工作" in page.text) == (True, False)
    first = await browser.get(page.links()["查看全部21条：试点评价细则"])
    second = await browser.get(first.links()["下一页"])
    assert ("第2天的工作" in first.text, "第1天的工作" in first.text) == (True, False)
    assert ("第2天的工作" in second.text, "第1天的工作" in second.text) == (False, True)
    assert "下一页" not in second.links()


async def test_what_the_plan_does_not_name_has_no_page(ledger: Web) -> None:
    browser = await visitor(ledger).login("prov-js")
    for address in ("/deliverables/awards", "/deliverables/awards/new"):
        await browser.get(address, 404)
    await browser.get(f"/deliverables/{KEY}?after=x", 422)
