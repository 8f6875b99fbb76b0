"""职责表 in a real browser: a matrix on a desk, a list by clause on a telephone and on paper; without scripts."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_browser_plans import DESK, PLACES, TELEPHONE
from tests.browser.test_browser_walk import look
from tests.support.accounts import PASSWORD
from tests.support.duty_tables import add_table
from tests.support.web import Web


async def visit(browser: Browser, address: str, size: dict[str, int]) -> Page:
    page = await browser.new_page(locale="zh-CN", viewport=size, java_script_enabled=False)  # type: ignore[arg-type]
    await page.goto(f"{address}/login?next=%2Fregulations%2Fhb")
    await page.get_by_label("用户名").fill("gov-wh")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name="职责表", level=1)).to_be_visible()
    return page


@pytest.mark.article("province:40#1")
async def test_on_a_desk_the_table_is_a_matrix_that_is_filtered_and_taken_along(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    await add_table(web)
    page = await visit(browser, address, DESK)
    assert await page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]
    cells = [cell for row in await page.evaluate(PLACES) for cell in row]
    assert all(each["beside"] for each in cells)
    await page.get_by_role("link", name="逾期1项").click()
    await expect(page.get_by_role("cell", name="责任单位：武汉市财政局")).to_be_visible()
    await look(page, tmp_path / "duties")
    await page.get_by_label("状态", exact=True).select_option("佐证材料待审阅")
    await page.get_by_role("button", name="筛选").click()
    await expect(page.get_by_role("rowheader", name="建立质量促进工作机制")).to_be_visible()
    async with page.expect_download() as taken:
        await page.get_by_role("link", name="导出职责表（XLSX）").click()
    assert (await taken.value).suggested_filename.endswith("职责表.xlsx")


@pytest.mark.article("province:40#1")
async def test_on_a_telephone_and_on_paper_it_is_a_list_by_clause(web: Web, address: str, browser: Browser) -> None:
    await add_table(web)
    page = await visit(browser, address, TELEPHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    cells = [cell for row in await page.evaluate(PLACES) for cell in row]
    assert all(each["below"] and each["right"] <= TELEPHONE["width"] for each in cells)
    await page.set_viewport_size({"width": 1120, "height": 790})
    await page.emulate_media(media="print")
    assert all(cell["below"] for row in await page.evaluate(PLACES) for cell in row)
    await expect(page.get_by_role("button", name="筛选")).to_be_hidden()
