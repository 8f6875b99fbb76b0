"""台账挂图 in a real browser: a matrix on a desk, a list by measure on a telephone and on paper; without scripts."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_browser_walk import look
from tests.support.accounts import PASSWORD
from tests.support.plan_walls import add_district_people, add_wall
from tests.support.web import Web

DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
PLACES = """() => [...document.querySelectorAll('.zh-wall__row:has(.zh-wall__cell)')].map(row => {
  const at = row.querySelector('th').getBoundingClientRect()
  return [...row.querySelectorAll('.zh-wall__cell')].map(cell => {
    const own = cell.getBoundingClientRect()
    return {beside: own.left >= at.right - 1, below: own.top >= at.bottom - 1, right: own.right}
  })
})"""
"""Of every cell that says something, where it lies by the name of its measure."""


async def visit(browser: Browser, address: str, size: dict[str, int]) -> Page:
    page = await browser.new_page(locale="zh-CN", viewport=size)  # type: ignore[arg-type]
    await page.goto(f"{address}/login?next=%2Fplans%2F441602-1")
    await page.get_by_label("用户名").fill("yc-office")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name="台账挂图", level=1)).to_be_visible()
    return page


@pytest.fixture
async def plan(web: Web) -> Web:
    await add_district_people(web.register)
    await add_wall(web)
    return web


async def test_on_a_desk_the_wall_is_a_matrix_within_its_frame(
    plan: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    page = await visit(browser, address, DESK)
    assert await page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]
    cells = [cell for row in await page.evaluate(PLACES) for cell in row]
    assert len(cells) == 42
    assert all(each["beside"] for each in cells)
    await expect(page.get_by_role("columnheader", name="区税务局")).to_be_attached()
    await page.get_by_role("link", name="已逾期2项").click()
    await expect(page.get_by_role("columnheader")).to_have_text(["措施", "区市场监管局", "区住建局"])
    await expect(page.get_by_role("cell", name="红色（重点督办）")).to_be_visible()
    await look(page, tmp_path / "wall")
    await page.get_by_label("单位", exact=True).select_option("区住建局")
    await page.get_by_role("button", name="筛选").click()
    await expect(page.get_by_text("区住建局，已逾期（黄色和红色）")).to_be_visible()
    async with page.expect_download() as taken:
        await page.get_by_role("link", name="导出台账挂图（XLSX）").click()
    assert (await taken.value).suggested_filename.endswith("台账挂图.xlsx")


async def test_on_a_telephone_and_on_paper_it_is_a_list_by_measure(plan: Web, address: str, browser: Browser) -> None:
    page = await visit(browser, address, TELEPHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    cells = [cell for row in await page.evaluate(PLACES) for cell in row]
    assert all(each["below"] and each["right"] <= TELEPHONE["width"] for each in cells)
    await page.set_viewport_size({"width": 1120, "height": 790})
    await page.emulate_media(media="print")
    assert all(cell["below"] for row in await page.evaluate(PLACES) for cell in row)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 1120
    await expect(page.get_by_role("button", name="筛选")).to_be_hidden()
