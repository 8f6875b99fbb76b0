"""草稿: what is typed into a form is kept, for whoever typed it, until it is sent or given up."""

from datetime import timedelta

from sqlalchemy import func, select

from api.pages.shelf import KEPT_FOR
from db.models import SavedDraft
from tests.support.page_rows import visitor
from tests.support.pages import Filling, Page, PageClient
from tests.support.pilot_cases import JIA
from tests.support.web import NOW, Web, a_case

APPLICATION = ("creation_application", a_case("js-1", 1, NOW).applicant)
SUMMARY = "本年度建成公共检测平台两处，"


async def count(web: Web) -> int:
    async with web.register.read() as session:
        return await session.scalar(select(func.count()).select_from(SavedDraft)) or 0


async def the_form(web: Web, browser: PageClient) -> Page:
    """The application of a park, as its form is first shown."""
    case = await web.add_case(asks=(APPLICATION,))
    return await browser.get(f"/tasks/{case.tasks[0].id}/apply")


def begun(page: Page) -> Filling:
    return page.form(page.path).put({"industry": "集成电路检测仪器", "_comment": SUMMARY})


async def test_a_form_left_half_filled_waits_at_any_device_of_whoever_filled_it_in(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await the_form(web, browser)
    left = await browser.submit(begun(page).press("保存草稿"), files={"_files": ("方案.txt", "创建方案".encode())})
    assert "这是您2025年10月9日（周四）10:00保存、尚未提交的草稿" in left.text
    elsewhere = await (await visitor(web).login("park-js-1")).get(page.path)
    found = elsewhere.form(page.path)
    assert found.values["industry"] == ["集成电路检测仪器"]
    assert found.values["_comment"] == [SUMMARY]
    assert "方案.txt" in elsewhere.text
    assert len(found.values["_attachment"]) == 1
    task = await browser.get(page.path.removesuffix("/apply"))
    assert "您有一份2025年10月9日（周四）10:00保存、尚未提交的草稿：提出创建申请" in task.text


async def test_nobody_else_sees_a_draft_not_even_who_may_answer_the_same_question(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await the_form(web, browser)
    await browser.submit(begun(page).press("保存草稿"))
    case = await web.add_case("js-1", 2, asks=(APPLICATION,))
    assert "草稿，只有您能看到" not in (await browser.get(f"/tasks/{case.tasks[0].id}/apply")).text
    await (await visitor(web).login("park-zj-1")).get(page.path, 404)
    case_page = await (await visitor(web).login("prov-js")).get("/cases/zone-js-1-case-1")
    assert SUMMARY not in case_page.html


async def test_a_form_that_comes_back_with_errors_is_kept_too(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await the_form(web, browser)
    refused = await browser.send(begun(page), 422)
    assert "请填写“创建目标”" in refused.error_summary
    assert (await browser.get(page.path)).form(page.path).values["industry"] == ["集成电路检测仪器"]


async def test_the_page_keeps_by_itself_what_is_typed_and_stays_as_it_is(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await the_form(web, browser)
    values = begun(page).values | {"_step": ["autosave"]}
    for _ in range(2):
        answer = await browser.http.post(page.path, data=values, headers={"Sec-Fetch-Site": "same-origin"})
        assert (answer.status_code, answer.content) == (204, b"")
    assert await count(web) == 1
    assert (await browser.get(page.path)).form(page.path).values["_key"] == values["_key"], "sent twice is one act"


async def test_a_draft_that_is_given_up_is_gone(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await the_form(web, browser)
    left = await browser.submit(begun(page).press("保存草稿"))
    empty = await browser.submit(left.form(page.path).press("放弃草稿，重新填写"))
    assert empty.form(page.path).values["industry"] == [""]
    assert await count(web) == 0


async def test_of_a_question_that_is_no_longer_open_no_draft_is_shown(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await the_form(web, browser)
    await browser.submit(begun(page).press("保存草稿"))
    case = await web.add_case()
    assert case.tasks == []
    closed = await browser.get(page.path.removesuffix("/apply"))
    assert "草稿" not in closed.text


async def test_a_draft_is_kept_for_ninety_days_after_its_last_change(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    page = await the_form(web, browser)
    await browser.submit(begun(page).press("保存草稿"))
    another = await web.add_case("js-1", 2, asks=(APPLICATION,))
    other = await browser.get(f"/tasks/{another.tasks[0].id}/apply")
    web.clock.instant = NOW + KEPT_FOR
    await browser.submit(begun(other).press("保存草稿"))
    assert await count(web) == 2
    web.clock.instant = NOW + KEPT_FOR + timedelta(microseconds=1)
    await browser.submit(begun(other).press("保存草稿"))
    assert await count(web) == 1


async def test_a_project_not_started_yet_has_its_draft(pilots: Web) -> None:
    browser = await visitor(pilots).login(JIA.organisation)
    page = await browser.get("/pilot-projects/new")
    left = await browser.submit(page.form(page.path).put({"title": "沪苏集成电路"}).press("保存草稿"))
    assert left.form(page.path).values["title"] == ["沪苏集成电路"]
