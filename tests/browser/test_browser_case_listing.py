"""案件列表 and 批量接入 in a real browser: by the keyboard, without scripts, on a telephone and on paper."""

from pathlib import Path

from playwright.async_api import Browser, expect

from tests.browser.test_browser_walk import look
from tests.support import imports
from tests.support.accounts import PASSWORD
from tests.support.page_rows import add_many_cases
from tests.support.web import Web

SMALLEST = {"width": 320, "height": 800}


async def test_a_list_is_searched_kept_and_taken_along(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    await add_many_cases(web, 25)
    page = await browser.new_page(locale="zh-CN", java_script_enabled=False)
    await page.goto(f"{address}/login?next=%2Fcases")
    await page.get_by_label("用户名").fill("samr")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await page.get_by_role("searchbox", name="查找").fill("slyh")
    await page.get_by_label("期限").select_option("90天内到期")
    await page.get_by_role("searchbox", name="查找").press("Enter")
    await expect(page.get_by_text("“slyh”，90天内到期")).to_be_visible()
    await page.get_by_text("常用筛选", exact=True).click()
    await page.get_by_label("把当前的筛选条件保存为").fill("近期")
    await page.get_by_role("button", name="保存").click()
    await expect(page.get_by_role("navigation", name="常用筛选").get_by_role("link", name="近期")).to_be_visible()
    await look(page, tmp_path / "list")
    async with page.expect_download() as taken:
        await page.get_by_role("link", name="导出CSV").click()
    assert (await taken.value).suggested_filename == "案件列表.csv"
    await page.emulate_media(media="print")
    await expect(page.get_by_role("link", name="导出CSV")).to_be_hidden()


async def test_no_page_of_the_list_or_the_import_sticks_out_of_the_smallest_screen(
    web: Web, address: str, browser: Browser
) -> None:
    made = await imports.proposed(web, imports.sheet(("js-1", "示范期内", "", "", "2023-06-01")))
    bad = await imports.hand_in(web, imports.sheet(("没有", "创建", "昨天")), "samr")
    page = await browser.new_page(locale="zh-CN", viewport=SMALLEST)
    await page.goto(f"{address}/login?next=%2Fcases")
    await page.get_by_label("用户名").fill("samr")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    for path in ("/cases?q=slyh", "/case-imports", f"/case-imports/{made['id']}", f"/case-imports/check/{bad}"):
        await page.goto(f"{address}{path}")
        assert await page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"], path
