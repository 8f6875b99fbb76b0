"""What is typed is kept while it is typed, in a real browser."""

from playwright.async_api import Browser, expect

from tests.browser.test_browser_timeline import sign_in
from tests.support.web import NOW, Web, a_case


async def test_a_browser_that_is_closed_in_the_middle_of_a_form_has_lost_nothing(
    web: Web, address: str, browser: Browser
) -> None:
    case = await web.add_case(asks=(("creation_application", a_case("js-1", 1, NOW).applicant),))
    form = f"/tasks/{case.tasks[0].id}/apply"
    context = await browser.new_context(locale="zh-CN")
    page = await context.new_page()
    await sign_in(page, address, form)
    await page.get_by_role("textbox", name="主导产业", exact=True).fill("集成电路检测仪器")
    await expect(page.locator("#draft-status")).to_contain_text("草稿已于")
    await context.close()

    again = await (await browser.new_context(locale="zh-CN")).new_page()
    await sign_in(again, address, form)
    await expect(again.get_by_role("textbox", name="主导产业", exact=True)).to_have_value("集成电路检测仪器")
    await expect(again.get_by_text("尚未提交的草稿，只有您能看到")).to_be_visible()
    await again.get_by_role("button", name="放弃草稿，重新填写").click()
    await expect(again.get_by_role("textbox", name="主导产业", exact=True)).to_have_value("")
