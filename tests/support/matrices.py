"""A matrix on a desk that is a list on a telephone and on paper: where its cells lie in a real browser."""

from playwright.async_api import Browser, Page, expect

from tests.support.accounts import PASSWORD

DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
PLACES = """() => [...document.querySelectorAll('.zh-wall__row:has(.zh-wall__cell)')].map(row => {
  const at = row.querySelector('th').getBoundingClientRect()
  return [...row.querySelectorAll('.zh-wall__cell')].map(cell => {
    const own = cell.getBoundingClientRect()
    return {beside: own.left >= at.right - 1, below: own.top >= at.bottom - 1, right: own.right}
  })
})"""
"""Of every cell that says something, where it lies by the name of its row."""


async def visited(browser: Browser, address: str, size: dict[str, int], account: str, path: str, heading: str) -> Page:
    """The page after a log-in, by a browser without scripts."""
    page = await browser.new_page(locale="zh-CN", viewport=size, java_script_enabled=False)  # type: ignore[arg-type]
    await page.goto(f"{address}/login?next={path.replace('/', '%2F')}")
    await page.get_by_label("用户名").fill(account)
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录").click()
    await expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    return page


async def stands_beside(page: Page) -> int:
    """On a desk every cell lies beside the name of its row, within the page; how many there are."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]
    cells = [cell for row in await page.evaluate(PLACES) for cell in row]
    assert all(each["beside"] for each in cells)
    return len(cells)


async def stands_below(page: Page) -> None:
    """On a telephone every cell lies below the name of its row, and on paper, where nothing is filtered."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    cells = [cell for row in await page.evaluate(PLACES) for cell in row]
    assert all(each["below"] and each["right"] <= TELEPHONE["width"] for each in cells)
    await page.set_viewport_size({"width": 1120, "height": 790})
    await page.emulate_media(media="print")
    assert all(cell["below"] for row in await page.evaluate(PLACES) for cell in row)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 1120
    await expect(page.get_by_role("button", name="筛选")).to_be_hidden()
