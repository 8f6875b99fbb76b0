"""Before the click and beyond it, with a real browser and without scripts: what an act will cause, and a rehearsal."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from api import rehearsals
from domain.roles import SAMR
from domain.zone.case import Stage
from tests.support.accounts import PASSWORD
from tests.support.web import Web

NARROW = {"width": 320, "height": 800}
WIDE = {"width": 1280, "height": 900}


async def look(page: Page, path: Path) -> None:
    """A picture of the page, after making sure that nothing sticks out on the narrowest telephone."""
    await page.set_viewport_size(NARROW)
    sticking_out = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sticking_out <= 0, f"{page.url} is {sticking_out} pixels too wide"
    await page.screenshot(path=path.with_suffix(".narrow.png"), full_page=True)
    await page.set_viewport_size(WIDE)
    await page.screenshot(path=path.with_suffix(".png"), full_page=True)


@pytest.mark.timeout(200)
async def test_what_an_act_will_cause_is_read_before_the_click_and_a_case_is_rehearsed(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    web.clock.instant = web.sessions.instant = datetime(2027, 3, 1, 2, tzinfo=UTC)
    case = await web.add_case(stage=Stage.APPROVAL, asks=(("creation_consultation", SAMR),))
    page = await browser.new_page(locale="zh-CN", viewport=WIDE, java_script_enabled=True)
    await page.goto(f"{address}/login")
    await page.get_by_label("用户名").fill("samr")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()

    await page.goto(f"{address}/tasks/{case.tasks[0].id}")
    await page.locator("summary", has_text="如果").first.click()
    await expect(page.get_by_text("征求意见函").first).to_be_visible()
    await look(page, tmp_path / "1-foretold")

    await page.goto(f"{address}/cases/{case.id}")
    await page.get_by_role("link", name="推演").click()
    await page.get_by_label("推演到几年以后").select_option("1")
    await look(page, tmp_path / "2-wish")
    await page.get_by_role("button", name="开始推演").click()
    await expect(page.get_by_text("这是推演，以下的事都没有发生")).to_be_visible()
    await look(page, tmp_path / "3-running")
    await expect(page.get_by_role("heading", name="到那时还应办理")).to_be_visible(timeout=150_000)
    await expect(page.get_by_text("开展创建活动").or_(page.get_by_text("同意")).first).to_be_visible()
    await look(page, tmp_path / "4-story")
    await asyncio.gather(*rehearsals.WATCHES)
