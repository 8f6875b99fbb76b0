"""专家库 on the portal: the list for those who may read it, the forms for the five provincial bureaus."""

from typing import Any

import pytest
import pytest_asyncio

from db.models import Organisation
from db.queries import experts
from domain.procedure.expert_evaluation import Expert
from domain.roles import NATIONAL, Role
from tests.support.experts import NEW, OUTSIDE, add_experts, enter
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.web import NOW, Web

pytestmark = pytest.mark.article("pilot:5(5)")

FORM = {
    "organisation": "expert-1",
    "name": "示例专家甲",
    "employer": "示例大学",
    "field": "质量管理",
    "former_employers.0.name": "示例研究院",
    "former_employers.0.until.year": "2020",
    "former_employers.0.until.month": "8",
    "former_employers.0.until.day": "31",
}


@pytest_asyncio.fixture
async def pool(web: Web) -> Web:
    await add_experts(web.register)
    return web


def actions(page: Page) -> list[str]:
    return [each for each in page.links().values() if each.startswith("/experts/")]


def last_day(year: int, month: int, day: int) -> dict[str, Any]:
    return {"last_day.year": str(year), "last_day.month": str(month), "last_day.day": str(day)}


async def test_a_bureau_enters_an_expert_and_looks_once_more(pool: Web) -> None:
    browser = await visitor(pool).login("prov-js")
    page = await browser.get((await browser.get("/")).links()["专家库"])
    assert "专家库中没有专家" in page.text
    form = await browser.get(page.links()["登记专家"])
    assert "专家壬" not in form.text, "without an account nobody can answer"
    empty = await browser.send(form.form("/experts/new"), 422)
    assert "请填写“姓名”" in empty.error_summary
    longer = await browser.send(empty.form("/experts/new").put(FORM).press("再加三行"), 200)
    assert "former_employers.5.name" in longer.form("/experts/new").names
    look = await browser.send(longer.form("/experts/new"), 200)
    assert look.heading == "请核对后确认：登记专家"
    assert "专家甲（expert-1）" in look.text
    assert "单位名称（全称）：示例研究院；在该单位的最后一日：2020年8月31日（周一）" in look.text
    assert "专家库中没有专家" in (await browser.get("/experts")).text, "nothing has happened yet"
    changed = await browser.send(look.form("/experts/new").press("返回修改"), 200)
    assert changed.form("/experts/new").values["employer"] == ["示例大学"], "nothing typed is lost"
    for _ in range(2):
        done = await browser.submit(look.form("/experts/new").press("确认登记专家"))
        assert "示例研究院（至2020年8月31日（周一））" in done.text
        assert "江苏省市场监督管理局，2025年10月9日（周四）" in done.text
    assert actions(done) == ["/experts/new", "/experts/expert-1/employer", "/experts/expert-1/leave"]


async def test_a_change_of_employer_and_a_departure_are_entered_at_the_expert(pool: Web) -> None:
    await enter(pool)
    browser = await visitor(pool).login("prov-zj")
    address = "/experts/expert-1/employer"
    form = await browser.get(address)
    assert form.heading == "变更工作单位：示例专家甲"
    assert "登记的工作单位：示例大学" in form.text
    look = await browser.send(form.form(address).put({"employer": "示例认证中心"} | last_day(2025, 10, 10)), 200)
    early = await browser.send(look.form(address).press("确认变更工作单位"), 409)
    assert "2025年10月10日（周五）尚未到来" in early.error_summary
    look = await browser.send(early.form(address).put(last_day(2025, 9, 30)), 200)
    done = await browser.submit(look.form(address).press("确认变更工作单位"))
    assert "示例大学（至2025年9月30日（周二））" in done.text
    address = "/experts/expert-1/leave"
    look = await browser.send((await browser.get(address)).form(address).put({"reason": "本人申请"}), 200)
    gone = await browser.submit(look.form(address).press("确认移出专家库"))
    assert "专家库中没有专家" in gone.text
    past = await browser.get(gone.links()["查看已经移出的专家"])
    assert "2025年10月9日（周四）移出" in past.text
    assert actions(past) == ["/experts/new"]


async def test_only_the_five_are_offered_the_forms_and_only_who_may_read_sees_the_link(pool: Web) -> None:
    await enter(pool)
    for account in ("samr", "ops", "supervisor", OUTSIDE, "city-jia"):
        browser = await visitor(pool).login(account)
        page = await browser.get((await browser.get("/")).links()["专家库"])
        assert (NEW["name"] in page.text, actions(page)) == (True, []), account
        for address in ("/experts/new", "/experts/expert-1/leave"):
            assert "第五部分（五）" in (await browser.get(address, 403)).text
    for account in ("park-js-1", "expert-1"):
        browser = await visitor(pool).login(account)
        assert "专家库" not in (await browser.get("/")).links(), account
        await browser.get("/experts", 403)
    assert (await visitor(pool).redirect("/experts")).startswith("/login")
    assert "专家库" not in (await visitor(pool).get("/notices")).links()


async def test_a_long_list_has_pages(pool: Web) -> None:
    async with pool.register.write() as session:
        for number in range(21):
            name = f"expert-{number:02}"
            session.add(Organisation(id=name, name=name, role=Role.EXPERT, jurisdiction=NATIONAL))
            expert = Expert(organisation=name, name=f"示例{name}", employer="示例大学")
            await experts.add(session, expert, "质量管理", "prov-js", NOW)
    browser = await visitor(pool).login("ops")
    first = await browser.get("/experts")
    second = await browser.get(first.links()["下一页"])
    assert ("示例expert-19" in first.text, "示例expert-20" in first.text) == (True, False)
    assert ("示例expert-19" in second.text, "示例expert-20" in second.text) == (False, True)
    assert "下一页" not in second.links()


async def test_who_is_not_there_has_no_form_and_who_is_in_the_pool_is_not_offered(pool: Web) -> None:
    await enter(pool)
    browser = await visitor(pool).login("prov-js")
    for address in ("/experts/expert-7/leave", "/experts/expert-1/other"):
        await browser.get(address, 404)
    assert "没有可以登记的专家账号" not in (await browser.get("/experts/new")).text
    for name in ("expert-2", "expert-3"):
        await enter(pool, organisation=name)
    assert "没有可以登记的专家账号" in (await browser.get("/experts/new")).text
