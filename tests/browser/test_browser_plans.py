"""台账挂图 in a real browser: a matrix on a desk, a list by measure on a telephone and on paper; without scripts."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_browser_walk import look
from tests.support.matrices import DESK, TELEPHONE, stands_below, stands_beside, visited
from tests.support.plan_walls import add_district_people, add_wall
from tests.support.web import Web


async def visit(browser: Browser, address: str, size: dict[str, int]) -> Page:
    return await visited(browser, address, size, "yc-office", "/plans/441602-1", "台账挂图")


@pytest.fixture
async def plan(web: Web) -> Web:
    await add_district_people(web.register)
    await add_wall(web)
    return web


async def test_on_a_desk_the_wall_is_a_matrix_within_its_frame(
    plan: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    page = await visit(browser, address, DESK)
    assert await stands_beside(page) == 42
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
    await stands_below(await visit(browser, address, TELEPHONE))
