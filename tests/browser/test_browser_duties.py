"""职责表 in a real browser: a matrix on a desk, a list by clause on a telephone and on paper; without scripts."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_browser_walk import look
from tests.support.duty_tables import add_table
from tests.support.matrices import DESK, TELEPHONE, stands_below, stands_beside, visited
from tests.support.web import Web


async def visit(browser: Browser, address: str, size: dict[str, int]) -> Page:
    return await visited(browser, address, size, "gov-wh", "/regulations/hb", "职责表")


@pytest.mark.article("province:40#1")
async def test_on_a_desk_the_table_is_a_matrix_that_is_filtered_and_taken_along(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    await add_table(web)
    page = await visit(browser, address, DESK)
    assert await stands_beside(page) > 0
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
    await stands_below(await visit(browser, address, TELEPHONE))
