"""统计, 运维台, 审计 and the pages of a problem in a real browser: nothing sticks out on a telephone or on paper."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from db.models import Case
from domain.zone.case import Stage
from tests.support.accounts import PASSWORD
from tests.support.counted import add_tasks_in_every_standing
from tests.support.page_rows import add_history
from tests.support.undelivered import add_undelivered
from tests.support.web import Web

NARROW = {"width": 320, "height": 800}
WIDE = {"width": 1280, "height": 900}


async def planted(web: Web) -> str:
    """A case with tasks that stand in every way, a term, and something for every list of the console."""
    case = await web.add_case(stage=Stage.IN_TERM)
    await add_tasks_in_every_standing(web, case.id)
    await add_history(web, case)
    await add_undelivered(web, case.id)
    date_ = {"key": "zone-term", "label": "示范期最后一日", "earliest": "2026-03-31", "latest": "2026-04-01"}
    async with web.register.write() as session:
        row = await session.get_one(Case, case.id)
        since = {"basis": ["zone:24"], "anchor": "2023-03-31", "anchor_label": "向社会公布之日"}
        row.milestones = [{**date_, **since, "date": "2026-03-31", "provisional": True}]
    return case.id


async def signed_in(browser: Browser, address: str, account: str) -> Page:
    page = await browser.new_page(locale="zh-CN", viewport=WIDE)
    await page.goto(f"{address}/login")
    await page.get_by_label("用户名").fill(account)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    return page


async def look(page: Page, path: Path) -> None:
    """Pictures of the page on a telephone, on a desk and on paper."""
    for name, size in (("narrow", NARROW), ("wide", WIDE)):
        await page.set_viewport_size(size)
        too_wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{page.url} is {too_wide} pixels too wide"
        await page.screenshot(path=path.with_suffix(f".{name}.png"), full_page=True)
    await page.emulate_media(media="print")
    await expect(page.get_by_role("navigation", name="主导航")).to_be_hidden()
    await page.screenshot(path=path.with_suffix(".print.png"), full_page=True)
    await page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("account", "paths"),
    [
        ("samr", ("/statistics", "/statistics/tasks?standing=late", "/statistics/expiries?month=2026-03", "/nowhere")),
        ("ops", ("/operations",)),
        ("supervisor", ("/audit", "/audit/questionable", "/audit/verification")),
        ("park-js-1", ("/audit",)),
    ],
)
async def test_the_pages_stand_on_a_telephone_a_desk_and_paper(
    web: Web, address: str, browser: Browser, tmp_path: Path, account: str, paths: tuple[str, ...]
) -> None:
    await planted(web)
    page = await signed_in(browser, address, account)
    strange: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(address) else strange.append(request.url))
    for number, path in enumerate(paths):
        await page.goto(f"{address}{path}")
        await look(page, tmp_path / f"{account}-{number}")
    assert strange == []


async def test_a_number_is_reached_and_opened_by_the_keyboard_alone(web: Web, address: str, browser: Browser) -> None:
    case_id = await planted(web)
    page = await signed_in(browser, address, "samr")
    await page.goto(f"{address}/statistics")
    number = page.locator("a[href*='role=creating_body'][href*='standing=overdue']").first
    await number.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("统计：在办，已逾期")
    await expect(page.locator(f"a[href='/cases/{case_id}']").first).to_be_visible()
