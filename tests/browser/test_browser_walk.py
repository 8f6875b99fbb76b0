"""One walk through the portal with a real browser that runs no scripts: what is seen, and what is not loaded."""

from pathlib import Path

from playwright.async_api import Browser, ConsoleMessage, Page, expect

from tests.support.accounts import PASSWORD
from tests.support.page_rows import add_history, add_task
from tests.support.web import Web

NARROW = {"width": 375, "height": 800}
WIDE = {"width": 1100, "height": 900}


async def look(page: Page, path: Path) -> None:
    """A picture of the page, after making sure that nothing sticks out on a telephone."""
    await page.set_viewport_size(NARROW)
    sticking_out = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sticking_out <= 0, f"{page.url} is {sticking_out} pixels too wide"
    await page.screenshot(path=path.with_suffix(".narrow.png"), full_page=True)
    await page.set_viewport_size(WIDE)
    await page.screenshot(path=path.with_suffix(".png"), full_page=True)


async def test_from_the_log_in_over_a_task_with_an_error_to_the_public_notice(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    case = await web.add_notice()
    await add_history(web, case)
    await add_task(web, case, "creation_application")
    page = await browser.new_page(locale="zh-CN", viewport=WIDE, java_script_enabled=False)
    strange: list[str] = []

    def overheard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "422" not in message.text:
            strange.append(message.text)

    page.on("console", overheard)
    page.on("request", lambda request: None if request.url.startswith(address) else strange.append(request.url))

    await page.goto(address)
    assert page.url == f"{address}/login?next=%2F"
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    await look(page, tmp_path / "1-login")
    await page.get_by_label("用户名").fill("park-js-1")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()

    await expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    await look(page, tmp_path / "2-desk")
    await page.get_by_role("link", name="提出创建申请").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("提出创建申请")
    await page.get_by_text("查看条文").click()
    await expect(page.get_by_text("符合本办法第三条、第七条要求的园区可自愿参与创建活动")).to_be_visible()
    await look(page, tmp_path / "3-task")
    await page.get_by_label("提出创建申请").check()
    await page.get_by_role("button", name="继续").click()

    await page.get_by_label("主导产业", exact=True).fill("高端仪器仪表")
    await page.get_by_label("主导产业", exact=True).press("Enter")
    summary = page.locator("#error-summary")
    await expect(summary).to_contain_text("请填写“对标先进”")
    await expect(page.get_by_label("主导产业", exact=True)).to_have_value("高端仪器仪表")
    await summary.get_by_role("link", name="请选择“重大安全事故：近三年来是否发生”").click()
    await expect(page.locator("#check_list-items-1-occurred")).to_be_in_viewport()
    await look(page, tmp_path / "4-error")

    await page.goto(f"{address}/cases/{case.id}")
    await look(page, tmp_path / "5-case")
    await page.emulate_media(media="print")
    await expect(page.get_by_role("navigation", name="主导航")).to_be_hidden()
    await page.screenshot(path=tmp_path / "6-print.png", full_page=True)
    await page.emulate_media(media="screen")

    await page.get_by_role("link", name="公示栏").click()
    await page.get_by_role("link", name="示例一号园区").click()
    await expect(page.get_by_text("2025年10月15日（周三）24时止")).to_be_visible()
    await look(page, tmp_path / "7-notice")
    await page.goto(
        f"{address}/calculator?rule=zone-notice&anchor.year=2025&anchor.month=9&anchor.day=28&working_days=5"
    )
    await look(page, tmp_path / "8-calculator")
    assert strange == []
