"""支持和推广台账 on the page of a case: sentence by sentence, with the form for whoever the sentence names."""

import pytest

from domain.zone.case import Stage
from tests.support.ledgers import READERS, add_zone, record
from tests.support.page_rows import visitor
from tests.support.web import Web

pytestmark = pytest.mark.article("zone:14", "zone:25.1#1", "zone:25.2", "zone:26#2")

CASE = "/cases/zone-js-1-case-1"
NEW = f"{CASE}/ledger/funds/new"
FORM = {"on.year": "2025", "on.month": "10", "on.day": "9", "what": "安排专项资金，\n支持标准研制。"}
FILE = {"_files": ("通知.txt", "资金安排通知".encode())}


async def test_the_case_quotes_each_sentence_once_and_says_that_nothing_is_ever_due(web: Web) -> None:
    await add_zone(web)
    page = await (await visitor(web).login("supervisor")).get(CASE)
    assert "支持和推广台账" in page.text
    assert "台账不是办理任何事项的条件，各项不存在到期和逾期" in page.text
    for words in ("第十四条", "第二十五条第一款第一句", "第二十五条第二款", "第二十六条第二句"):
        assert words in page.text
    assert page.text.count("各有关地方结合实际创新制定质量政策") == 1
    assert "由市场监管总局、相关部门在示范期内记载" in page.text
    assert page.text.count("（还没有记载）") == 25
    assert "还没有记载、也不由您记载的（" in page.text
    assert not [each for each in page.links().values() if each.endswith("/new")]


async def test_a_province_enters_what_was_done_and_looks_once_more(web: Web) -> None:
    await add_zone(web)
    browser = await visitor(web).login("prov-js")
    form = await browser.get((await browser.get(CASE)).links()["记载：质量发展资金安排"])
    assert (form.path, form.heading) == (NEW, "记载所做的工作：质量发展资金安排")
    assert "第二十五条第二款" in form.text
    empty = await browser.send(form.form(NEW), 422)
    assert "请填写“做了什么”" in empty.error_summary
    early = await browser.send(empty.form(NEW).put(FORM | {"on.day": "10"}), 200, files=FILE)
    refused = await browser.send(early.form(NEW).press("确认记载所做的工作"), 409)
    assert "2025年10月10日（周五）尚未到来" in refused.error_summary
    assert refused.form(NEW).values["what"] == [FORM["what"]], "nothing typed is lost"
    look = await browser.send(refused.form(NEW).put(FORM), 200)
    assert look.heading == "请核对后确认：记载所做的工作：质量发展资金安排"
    for _ in range(2):
        done = await browser.submit(look.form(NEW).press("确认记载所做的工作"))
        assert (done.path, "记载（共1条）" in done.text) == (f"{CASE}/ledger/funds", True), "a double click enters once"
    assert "由省级市场监管部门在示范期内记载（系统策略）。办法没有规定期限" in done.text
    reader = await visitor(web).login("park-js-1")
    shown = await reader.get(CASE)
    assert "2025年10月9日（周四）：安排专项资金， 支持标准研制。（通知.txt）" in shown.text
    assert "第1条，江苏省市场监督管理局，2025年10月9日（周四）记载" in shown.text
    file = await web.get(shown.links()["通知.txt"].removeprefix("/api/v1"), "park-js-1")
    assert file.content == "资金安排通知".encode()


@pytest.mark.article("zone:25.1#2")
async def test_an_incentive_without_its_rule_comes_back_with_what_was_typed(web: Web) -> None:
    await add_zone(web)
    browser = await visitor(web).login("samr")
    form = await browser.get((await browser.get(CASE)).links()["记载：实施激励"])
    look = await browser.send(form.form(form.path).put(FORM), 200)
    refused = await browser.send(look.form(form.path).press("确认记载所做的工作"), 409)
    assert "未写明所依据的规定" in refused.error_summary
    again = await browser.send(refused.form(form.path).put({"rule": "国办发〔2018〕1号"}), 200)
    done = await browser.submit(again.form(form.path).press("确认记载所做的工作"))
    assert "（依据：国办发〔2018〕1号）" in done.text


@pytest.mark.article("zone:6#1", "zone:6#2", "zone:6#3", "zone:18#3", "zone:26#1")
@pytest.mark.parametrize(
    ("account", "stage", "offered"),
    [
        ("lsg-js", Stage.APPLICATION, ["统筹推动"]),
        ("prov-js", Stage.APPLICATION, ["宣传发动", "遴选把关", "政策指导", "培育引导"]),
        ("prov-js", Stage.CREATION, ["宣传发动", "遴选把关", "政策指导", "培育引导", "政策支持", "工作指导"]),
        (
            "park-js-1",
            Stage.CREATION,
            ["质量提升、品牌建设规划", "各项政策措施", "充分调动园区企业积极性", "良好实践", "创新成果"],
        ),
        ("park-js-1", Stage.REVOKED, []),
        ("samr", Stage.CREATION, []),
        ("ops", Stage.IN_TERM, []),
    ],
)
async def test_the_form_is_offered_to_whoever_may_enter_now(
    web: Web, account: str, stage: Stage, offered: list[str]
) -> None:
    await add_zone(web, stage)
    links = (await (await visitor(web).login(account)).get(CASE)).links()
    assert [name.removeprefix("记载：") for name, address in links.items() if address.endswith("/new")] == offered


async def test_nobody_else_gets_the_form_and_after_the_term_nobody(web: Web) -> None:
    case = await add_zone(web)
    await record(web, case)
    for account in READERS:
        if account != "prov-js":
            browser = await visitor(web).login(account)
            assert "第二十五条第二款" in (await browser.get(NEW, 403)).text
    await (await visitor(web).login("prov-zj")).get(NEW, 404)
    await web.save(case.model_copy(update={"stage": Stage.EXPIRED}))
    browser = await visitor(web).login("prov-js")
    assert "示范期届满" in (await browser.get(NEW, 409)).text
    page = await browser.get(CASE)
    assert "由省级市场监管部门在示范期内记载，现在不再记载" in page.text
    assert page.text.count("派出专家现场指导。") == 1, "what was entered stays to be read"
    await browser.get(f"{CASE}/ledger/awards", 404)
    await browser.get(f"{CASE}/ledger/funds?after=x", 422)


async def test_a_long_history_has_pages(web: Web) -> None:
    case = await add_zone(web)
    for day in range(1, 22):
        await record(web, case, on=f"2025-09-{day:02}", what=f"第{day}天的工作")
    browser = await visitor(web).login("mara")
    page = await browser.get(CASE)
    assert ("第19天的工作" in page.text, "第18天的工作" in page.text) == (True, False)
    first = await browser.get(page.links()["查看全部21条：质量发展资金安排"])
    second = await browser.get(first.links()["下一页"])
    assert ("第2天的工作" in first.text, "第1天的工作" in first.text) == (True, False)
    assert ("第1天的工作" in second.text, "下一页" in second.links()) == (True, False)
