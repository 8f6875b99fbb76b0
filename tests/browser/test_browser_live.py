"""What is done elsewhere shows on open pages, in a real browser and without reloading; and it ends with the session."""

from datetime import timedelta

from playwright.async_api import Browser, expect

from db.models import CaseStep
from domain.zone.case import ZoneCase
from tests.browser.test_browser_timeline import sign_in
from tests.support.page_rows import add_task
from tests.support.web import NOW, Web


async def recorded(web: Web, case: ZoneCase, number: int) -> None:
    at = NOW + timedelta(seconds=number)
    async with web.register.write() as session:
        session.add(
            CaseStep(
                workflow_id="zone/js-1/case-1",
                number=number,
                run_id="r",
                fingerprint=f"{number}",
                at=at,
                recorded_at=at,
            )
        )


async def test_a_task_done_elsewhere_goes_and_a_new_one_comes_without_a_reload(
    web: Web, address: str, browser: Browser
) -> None:
    web.services.pulse.interval = 0.1
    case = await web.add_case()
    await add_task(web, case, "creation_application")
    context = await browser.new_context(locale="zh-CN")
    desk = await context.new_page()
    await sign_in(desk, address, "/")
    errors: list[str] = []
    desk.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    await expect(desk.get_by_role("link", name="提出创建申请")).to_be_visible()
    await desk.evaluate("window.kept = true")

    case.tasks.clear()
    await web.save(case)
    await add_task(web, case, "withdrawal")
    await add_task(web, case, "acceptance_application")
    await recorded(web, case, 1)
    await expect(desk.get_by_role("link", name="自查并申请验收")).to_be_visible()
    await expect(desk.get_by_role("link", name="提出创建申请")).to_have_count(0)
    await expect(desk.locator("#live-status")).to_have_text("本页内容已更新。")

    page = await context.new_page()
    await page.goto(f"{address}/cases/{case.id}")
    await expect(page.locator("#live-waiting")).to_contain_text("自查并申请验收")
    case.tasks.clear()
    await web.save(case)
    await add_task(web, case, "creation_decision")
    await recorded(web, case, 2)
    await expect(page.locator("#live-waiting")).to_contain_text("审核创建名单")
    await expect(page.locator("#live-waiting")).not_to_contain_text("自查并申请验收")
    assert await desk.evaluate("window.kept")

    await page.get_by_role("button", name="退出").click()
    await expect(desk.locator("#live-status")).to_have_text("登录已经结束，本页不再更新。")
    assert errors == []
    await context.close()
