"""备案表联系人 in the portal: filled in with the form, and shown to those who may read it."""

from pathlib import Path

import pytest
import pytest_asyncio

from api.pages.forms.shape import questions_of
from api.pages.forms.typed import typed
from domain.pilot.sec5_1_filing import FILE, FILING
from tests.support import pilot_cases as pilots
from tests.support.pages import Filling, Page, PageClient
from tests.support.pilot_web import PilotWeb, pilot_web
from tests.support.world import World

pytestmark = pytest.mark.article("pilot:a1")

LINK = "备案表联系人"


@pytest_asyncio.fixture
async def web(world: World, tmp_path: Path) -> PilotWeb:
    return await pilot_web(world, tmp_path)


async def sign_in(web: PilotWeb, account: str) -> PageClient:
    return await PageClient(web.caller.app).login(account)


async def form_of(web: PilotWeb, browser: PageClient) -> Page:
    """The empty form of the filing of 示例甲市."""
    task = await web.pilot.task("pilot_filing", "city-jia")
    return await browser.get(f"/tasks/{task.id}/file")


def filled(page: Page, **changes: str) -> Filling:
    action = FILING.action(FILE)
    assert action is not None
    data = {**pilots.FILING, **pilots.CONTACT, **changes}
    return page.form(page.path).put(typed(questions_of(action.asked), data))


async def test_the_form_asks_for_the_contact_at_its_end_says_who_reads_it_and_keeps_what_was_typed(
    web: PilotWeb,
) -> None:
    browser = await sign_in(web, "city-jia")
    page = await form_of(web, browser)
    names = [name for name in page.form(page.path).values if not name.startswith("_")]
    assert names[-2:] == ["contact_person", "contact_phone"]
    assert "个人信息，不公开" in page.text
    empty = await browser.send(page.form(page.path), 422)
    assert "请填写“联系人”" in empty.error_summary
    assert "请填写“联系电话”" in empty.error_summary
    wrong = await browser.send(filled(page, contact_phone="办公室"), 422)
    assert "“联系电话”请填写手机号码，或者带区号的固定电话" in wrong.error_summary
    again = wrong.form(page.path)
    assert (again.values["contact_person"], again.values["contact_phone"]) == (["示例联系人"], ["办公室"])
    assert await web.kept() == []
    right = again.put({"contact_phone": "０２５－８３４５６７８９"})
    receipt = await browser.submit(right)
    assert "向江苏省市场监督管理局备案" in receipt.text
    assert (await browser.submit(right)).path == receipt.path
    assert await web.kept() == [("city-jia", "示例联系人", "025-83456789")]


async def test_the_page_of_a_case_leads_to_the_contact_those_who_may_read_it_and_no_others(web: PilotWeb) -> None:
    await web.file_all()
    for account in ("city-jia", "prov-js"):
        browser = await sign_in(web, account)
        page = await browser.get((await browser.get(f"/cases/{web.pilot.case_id}")).links()[LINK])
        assert "city-jia联系人" in page.text
        assert pilots.CONTACT["contact_phone"] in page.text
        assert "city-yi联系人" not in page.html
    other = await sign_in(web, "samr")
    case = await other.get(f"/cases/{web.pilot.case_id}")
    assert LINK not in case.links()
    assert pilots.CONTACT["contact_phone"] not in case.html
    assert "附件1" in (await other.get(web.path, 403)).text
    assert (await PageClient(web.caller.app).redirect(web.path)).startswith("/login")


async def test_operations_are_asked_for_the_reason_first(web: PilotWeb) -> None:
    await web.file_all()
    browser = await sign_in(web, "ops")
    page = await browser.get((await browser.get(f"/cases/{web.pilot.case_id}")).links()[LINK])
    assert page.form(web.path).method == "get"
    assert "联系人" in page.text
    assert "city-jia联系人" not in page.html
    blank = await browser.get(f"{web.path}?reason=+", 422)
    assert "请填写“查看的理由”" in blank.error_summary
    shown = await browser.get(f"{web.path}?reason=核对登录问题")
    assert all(f"{each}联系人" in shown.text for each in pilots.BUREAUS)
    audit = await browser.get(f"/audit?case={web.pilot.case_id}&outcome=read")
    assert "（理由：核对登录问题）" in audit.text
    assert pilots.CONTACT["contact_phone"] not in audit.html


async def test_a_project_in_which_nothing_is_filed_says_so(web: PilotWeb) -> None:
    browser = await sign_in(web, "city-jia")
    assert "没有可以查看的联系人" in (await browser.get(web.path)).text
