"""The timeline in a real browser: labels as wide as fonts make them, the keyboard, a telephone, paper."""

from itertools import combinations

from playwright.async_api import Browser, Page, expect

from tests.support.accounts import PASSWORD
from tests.support.timelines import add_long_life, add_reminders
from tests.support.web import Web

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}
_BOXES = """texts => texts.filter(each => each.textContent.trim()).map(each => {
    const box = each.getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom, each.textContent] })"""


async def sign_in(page: Page, address: str, path: str) -> None:
    await page.goto(f"{address}/login?next={path}")
    await page.get_by_label("用户名").fill("park-js-1")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await page.wait_for_url(f"{address}{path}")


async def test_a_life_of_years_stays_legible_reachable_and_whole(web: Web, address: str, browser: Browser) -> None:
    case = await add_long_life(web)
    await add_reminders(web, case, 60)
    page = await browser.new_page(locale="zh-CN", viewport=WIDE)
    await sign_in(page, address, f"/cases/{case.id}")
    drawing = page.locator("svg.zh-time")

    labels = await page.locator(".zh-time__text").evaluate_all(_BOXES)
    assert len(labels) > 20
    for one, other in combinations(labels, 2):
        is_beside = one[1] <= other[0] or other[1] <= one[0]
        assert is_beside or one[3] <= other[2] + 6 or other[3] <= one[2] + 6, (one, other)

    window = drawing.get_by_role("link", name="复审申请期开始")
    await window.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("第二十八条第一款", exact=False).first).to_be_visible()
    assert page.url.endswith("#date-zone-renewal-window-2027-05-05")
    await expect(page.locator("#date-zone-renewal-window-2027-05-05")).to_be_in_viewport()

    await page.emulate_media(media="print")
    await expect(drawing).to_be_visible()
    await page.emulate_media(media="screen")
    await page.set_viewport_size(NARROW)
    await expect(drawing).to_be_hidden()
    await expect(page.locator(".zh-way__today")).to_have_text("今天 2025年10月9日（周四）")
    await expect(page.get_by_role("link", name="示范期最后一日：2027年11月5日（周五）")).to_be_visible()
    for path in (f"/cases/{case.id}", f"/cases/{case.id}/timeline"):
        await page.goto(f"{address}{path}")
        sticking_out = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(sticking_out) <= 0, path


async def test_what_a_long_case_folds_away_is_opened_by_a_link_to_it_and_printed(
    web: Web, address: str, browser: Browser
) -> None:
    case = await add_long_life(web)
    page = await browser.new_page(locale="zh-CN", viewport=NARROW, java_script_enabled=False)
    await sign_in(page, address, f"/cases/{case.id}")
    first = page.locator("li[id^=event-]").last
    await expect(first).to_be_hidden()
    await page.emulate_media(media="print")
    await expect(first).to_be_visible()
    await page.emulate_media(media="screen")
    await expect(first).to_be_hidden()
    await page.goto(f"{address}/cases/{case.id}#{await first.get_attribute('id')}")
    await expect(first).to_be_in_viewport()
