"""园区: the list, a park with its history in words, and the forms of the register of parks."""

from datetime import date

import pytest

from db.queries.lineage import write_identity
from domain.zone.case import Stage
from tests.support.page_rows import visitor
from tests.support.web import Web

FILE = {"_files": ("批复.txt", "同意分立".encode())}
SPLIT = {
    "kind": "split",
    "successor": "zj-1",
    "on.year": "2025",
    "on.month": "10",
    "on.day": "1",
    "document_number": "国函〔2025〕1号",
}


async def test_a_creating_body_enters_a_park_looks_once_more_and_may_start(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await browser.get((await browser.get("/parks")).links()["登记本单位的园区"])
    empty = await browser.send(page.form("/parks/new"), 422)
    assert "请填写“园区名称”" in empty.error_summary
    filled = page.form("/parks/new").put(
        {
            "name": "示例苏州新材料产业园",
            "sector": "工业",
            "form": "产业园区",
            "region": "320500",
            "region_name": "江苏省苏州市",
            "boundary": "东至甲路",
            "industry": "新材料",
        }
    )
    look = await browser.send(filled, 200)
    assert look.heading == "请核对后确认：登记园区"
    park = await browser.submit(look.form("/parks/new").press("确认登记园区"))
    assert park.heading == "示例苏州新材料产业园"
    assert "登记之前至今：示例苏州新材料产业园，创建主体示例一号园区管理委员会。" in park.text
    assert "示例苏州新材料产业园目前没有正在办理的案件" in (await browser.get("/")).text
    again = await browser.submit(look.form("/parks/new").press("确认登记园区"))
    assert again.path == park.path, "a double click enters one park"


@pytest.mark.article("zone:3")
async def test_the_same_park_is_not_entered_twice(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await browser.get("/parks/new")
    same = {"name": "示例 一号园区", "sector": "工业", "form": "其他园区", "region": "320500", "region_name": "江苏省"}
    look = await browser.send(page.form("/parks/new").put(same | {"boundary": "甲", "industry": "乙"}), 200)
    refused = await browser.send(look.form("/parks/new").press("确认登记园区"), 409)
    assert "该地已登记同名园区：示例一号园区（编号js-1" in refused.error_summary
    assert refused.form("/parks/new").values["name"] == ["示例 一号园区"], "nothing typed is lost"


@pytest.mark.article("zone:27#3")
async def test_a_split_is_entered_with_its_document_and_told_in_words_on_both_pages(web: Web) -> None:
    await web.add_case(stage=Stage.IN_TERM)
    browser = await visitor(web).login("samr")
    park = await browser.get("/parks/js-1")
    address = park.links()["登记沿革"]
    form = await browser.get(address)
    assert "示范区称号不随之转移" in form.text
    without = await browser.send(form.form(address).put(SPLIT), 422)
    assert "请上传依据文件" in without.error_summary
    look = await browser.send(without.form(address), 200, files=FILE)
    assert "示例二号园区（江苏省）" in look.text
    assert "沿革记载" not in (await browser.get("/parks/zj-1")).text, "nothing has happened yet"
    done = await browser.submit(look.form(address).press("确认登记沿革"))
    assert "2025年10月1日，示例二号园区由示例一号园区分立而来。依据国函〔2025〕1号" in done.text
    other = await browser.get("/parks/zj-1")
    assert "示例二号园区由示例一号园区2025年10月1日分立而来。" in other.text
    assert "批复.txt" in other.links()
    assert "没有您可以查看的案件" in other.text, "the title stays where it was"


async def test_only_the_province_of_the_seat_and_samr_are_offered_the_forms(web: Web) -> None:
    for account, offered in (("samr", True), ("prov-js", True), ("prov-zj", False), ("park-js-1", False)):
        page = await (await visitor(web).login(account)).get("/parks/js-1")
        assert ("登记沿革" in page.links()) is offered, account
    browser = await visitor(web).login("prov-js")
    form = (await browser.get("/parks/js-1/bodies")).form("/parks/js-1/bodies")
    look = await browser.send(form.put({"organisation": "park-zj-1", "document_number": "甲"}), 200)
    done = await browser.submit(look.form("/parks/js-1/bodies").press("确认登记可以代表园区的另一单位"))
    assert "示例一号园区管理委员会、示例二号园区管理委员会" in done.text


async def test_a_renamed_park_tells_its_names_with_days_and_document(web: Web) -> None:
    case = await web.add_case()
    async with web.register.write() as session:
        renamed = case.park.model_copy(update={"name": "示例新园区"})
        await write_identity(session, renamed, date(2025, 10, 9), "苏政函〔2025〕12号")
    page = await (await visitor(web).login("prov-js")).get("/parks/js-1")
    assert page.heading == "示例新园区"
    assert "登记之前至2025年10月8日（周三）：示例一号园区" in page.text
    assert "名称由“示例一号园区”变更为“示例新园区”。依据苏政函〔2025〕12号" in page.text
    assert case.id in page.links()
    listed = await (await visitor(web).login("expert-1")).get("/parks?province=320000")
    assert "示例新园区" in listed.links()
    assert "示例二号园区" not in listed.links()
    await (await visitor(web).login("samr")).get("/parks/js-1/other", 404)


@pytest.mark.article("zone:7")
async def test_a_fact_between_cases_is_recorded_and_determined_on_the_page_of_the_park(web: Web) -> None:
    browser = await visitor(web).login("prov-js")
    park = await browser.get("/parks/js-1")
    assert "录入认定结果" not in park.links(), "nothing to determine yet"
    address = park.links()["录入第七条情形"]
    fact = {"item": "N1", "what": "批量召回", "where": "北区甲公司", "evidence": "通报.pdf"}
    day = {"occurred_on.year": "2025", "occurred_on.month": "5", "occurred_on.day": "8"}
    look = await browser.send((await browser.get(address)).form(address).put(fact | day), 200)
    done = await browser.submit(look.form(address).press("确认录入第七条情形"))
    assert "重大质量事故：北区甲公司，批量召回（2025年5月8日（周四））：待有关机关认定" in done.text
    address = done.links()["录入认定结果"]
    finding = {
        "fact": "js-1-fact-1",
        "outcome": "denied",
        "authority": "江苏省市场监督管理局",
        "determined_on.year": "2025",
        "determined_on.month": "10",
        "determined_on.day": "1",
        "standard": "by_law",
        "source": "某条例第三条",
    }
    look = await browser.send((await browser.get(address)).form(address).put(finding), 200)
    done = await browser.submit(look.form(address).press("确认录入认定结果"))
    assert "认定不属于" in done.text
    other = await (await visitor(web).login("expert-1")).get("/parks/js-1")
    assert "第七条情形" not in other.text


@pytest.mark.article("zone:7")
async def test_while_a_case_runs_the_page_of_the_park_sends_to_it(web: Web) -> None:
    case = await web.add_case(stage=Stage.NOMINATION)
    page = await (await visitor(web).login("prov-js")).get("/parks/js-1")
    assert "录入第七条情形" not in page.links()
    assert page.links()[f"案件{case.id}"] == f"/cases/{case.id}"
