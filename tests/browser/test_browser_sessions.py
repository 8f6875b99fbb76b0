"""我的登录 and 更改密码 in a real browser: wide, on a telephone, by keyboard."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.accounts import PASSWORD
from tests.support.web import Web

NEW = "雨后 山前 七八个星天外"
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}


async def look(page: Page, path: Path) -> None:
    """A picture, after making sure that nothing sticks out at 320 pixels."""
    await page.set_viewport_size(NARROW)
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"
    await page.screenshot(path=path.with_suffix(".narrow.png"), full_page=True)
    await page.set_viewport_size(WIDE)
    await page.screenshot(path=path.with_suffix(".png"), full_page=True)


async def enter(browser: Browser, address: str, account: str = "ops") -> Page:
    page = await (await browser.new_context(locale="zh-CN", viewport=WIDE)).new_page()
    await page.goto(f"{address}/login?next=/sessions")
    await page.get_by_label("用户名").fill(account)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    return page


async def test_a_password_is_changed_and_the_other_browser_is_out(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    here, there = await enter(browser, address), await enter(browser, address)
    await here.reload()
    await expect(here.get_by_text("Linux电脑上的Chrome", exact=True)).to_have_count(2)
    await look(here, tmp_path / "1-sessions")
    await here.get_by_role("link", name="更改密码").first.click()
    await here.get_by_label("原密码").fill(PASSWORD)
    await here.get_by_label("新密码", exact=True).fill("1234567890")
    await here.get_by_label("再次输入新密码").fill("1234567890")
    await here.keyboard.press("Enter")
    await expect(here.locator("#error-summary")).to_contain_text("这个密码很多人在用")
    await look(here, tmp_path / "2-password")
    await here.get_by_label("原密码").fill(PASSWORD)
    await here.get_by_label("新密码", exact=True).fill(NEW)
    await here.get_by_label("再次输入新密码").fill(NEW)
    await here.keyboard.press("Enter")
    await expect(here.get_by_role("status")).to_have_text("密码已经更改，其他的登录已经结束。")
    await there.reload()
    await expect(there.get_by_role("heading", level=1)).to_have_text("登录")
    await here.get_by_label("用户名").fill("park-js-1")
    await here.get_by_role("button", name="查看").click()
    await expect(here.get_by_role("heading", level=1)).to_have_text("账号park-js-1的登录")
    await look(here, tmp_path / "3-of-another")
