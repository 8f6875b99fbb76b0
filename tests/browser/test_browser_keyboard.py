"""A decision by the keyboard alone: every step is reached by Tab, and whoever looks sees where they are."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from domain.zone.case import Stage
from tests.browser.conftest import served
from tests.support.accounts import PASSWORD
from tests.support.web import on_world
from tests.support.world import World, world
from tests.support.zone_cases import start_creation, until_open

__all__ = ["world"]
_FARTHEST = 60
_SEEN = """() => {
    const at = document.activeElement;
    const drawn = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
        && !/^rgba\\(.*, 0\\)$|transparent/.test(style.outlineColor)) || style.boxShadow !== 'none'
        || style.backgroundColor === 'rgb(255, 221, 0)';
    const label = at.labels?.length ? [getComputedStyle(at.labels[0], '::before')] : [];
    return at === document.body || [getComputedStyle(at), ...label].some(drawn);
}"""
"""Whether the focused element is drawn as such: by an outline, a ring, the yellow of a link, or at its label."""


async def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the element has the focus; on the way every focused one must be seen."""
    for _ in range(_FARTHEST):
        await page.keyboard.press("Tab")
        assert await page.evaluate(_SEEN), await page.evaluate("document.activeElement.outerHTML")
        if await wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"not reached by the keyboard: {wanted}")


@pytest.mark.timeout(200)
async def test_an_official_signs_in_finds_the_task_and_decides_by_the_keyboard_alone(
    world: World, tmp_path: Path, browser: Browser
) -> None:
    await start_creation(world, Stage.NOMINATION)
    await until_open(world, "provincial_appraisal")
    async with served(on_world(world, tmp_path)) as address:
        page = await (await browser.new_context(locale="zh-CN")).new_page()
        await page.goto(address)
        await sign_in(page)
        await find_the_task(page)
        await choose(page)
        await fill_in(page)
        await tab_to(page, page.get_by_role("button", name="确认不列入创建名单"))
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="已办理")).to_be_visible()
        await page.context.close()
    assert (await world.state()).stage is Stage.NOT_SHORTLISTED


async def sign_in(page: Page) -> None:
    """The link to the main content comes first and leads past the navigation; a wrong password is told at once."""
    name, summary = page.get_by_label("用户名"), page.locator("#error-summary")
    await tab_to(page, page.get_by_role("link", name="跳到正文"))
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(name).to_be_focused()
    await page.keyboard.type("prov-js")
    await page.keyboard.press("Enter")
    await expect(summary).to_be_focused()
    assert await page.evaluate(_SEEN)
    await tab_to(page, summary.get_by_role("link", name="请填写“密码”"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("密码")).to_be_focused()
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("工作台")


async def find_the_task(page: Page) -> None:
    await tab_to(page, page.get_by_role("link", name="可行性论证和遴选"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("可行性论证和遴选")


async def choose(page: Page) -> None:
    """Nothing chosen is told, and from what is told one gets to the choice."""
    first, answer = page.get_by_role("radio").first, page.get_by_role("radio", name="不列入创建名单")
    await tab_to(page, page.get_by_role("button", name="继续"))
    await page.keyboard.press("Enter")
    await expect(page.locator("#error-summary")).to_be_focused()
    await tab_to(page, page.get_by_role("link", name="请选择如何办理"))
    await page.keyboard.press("Enter")
    await expect(first).to_be_focused()
    await page.keyboard.press("Space")
    for _ in range(await page.get_by_role("radio").count()):
        if await answer.is_checked():
            break
        await page.keyboard.press("ArrowDown")
    assert await page.evaluate(_SEEN)
    await tab_to(page, page.get_by_role("button", name="继续"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("不列入创建名单")


async def fill_in(page: Page) -> None:
    await tab_to(page, page.get_by_role("button", name="核对"))
    await page.keyboard.press("Enter")
    await expect(page.locator("#error-summary")).to_be_focused()
    await tab_to(page, page.get_by_role("link", name="请填写“理由”"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("理由", exact=True)).to_be_focused()
    await page.keyboard.type("产业基础薄弱，暂不具备条件。")
    await tab_to(page, page.get_by_role("button", name="核对"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("请核对后确认：不列入创建名单")
    await expect(page.get_by_text("产业基础薄弱，暂不具备条件。")).to_be_visible()
