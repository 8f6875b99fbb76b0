"""Every page and every state in a real browser: nothing that axe finds, nothing that sticks out, and a picture of each.

The pages are fetched once from the application (``page_shots``); the browser is given each of them as it was answered,
with the style sheets and scripts it names, so that neither a server nor a log-in is needed in between. The pictures, a
desk's and a telephone's of every state, lie under ``build/screenshots`` or where ``ZHICHENG_SCREENSHOTS`` says.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.async_api import Browser, Page, Route

from api.app import STATIC
from tests.support.page_shots import Shot, shots
from tests.support.page_states import STATES, every_form, forms

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
_RUN = "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
_PICTURE: dict[str, Any] = {"full_page": True, "type": "jpeg", "quality": 70}
ORIGIN = "http://portal.test"
PICTURES = Path(os.environ.get("ZHICHENG_SCREENSHOTS", STATIC.parent / "build" / "screenshots"))


ONE_OF_EACH = (*{(each.route, each.status): each for each in reversed(STATES)}.values(), *forms())


@pytest.mark.timeout(600)
async def test_every_page_is_accessible_and_stands_on_a_telephone(
    browser: Browser, migrated_sqlite: Path, tmp_path: Path
) -> None:
    assert await _wrong(browser, await shots(ONE_OF_EACH, migrated_sqlite, tmp_path)) == []


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_every_other_state_of_a_page_is_accessible_and_stands_on_a_telephone(
    browser: Browser, migrated_sqlite: Path, tmp_path: Path
) -> None:
    """The test above looks at each page as each status answers it; tests/pages/test_pages_valid.py reads all."""
    others = [each for each in STATES if each not in ONE_OF_EACH]
    assert await _wrong(browser, await shots(others, migrated_sqlite, tmp_path)) == []


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_every_form_of_every_task_is_accessible_and_stands_on_a_telephone(
    browser: Browser, migrated_sqlite: Path, tmp_path: Path
) -> None:
    """The test above looks at as many as hold all kinds of control."""
    assert await _wrong(browser, await shots(every_form(), migrated_sqlite, tmp_path)) == []


async def _wrong(browser: Browser, found: list[Shot]) -> list[str]:
    page = await (await browser.new_context(locale="zh-CN", viewport=WIDE)).new_page()
    await page.route("**/*", _given({f"/{each.state.name}": each for each in found}))
    script = AXE.read_text(encoding="utf-8")
    return [line for each in found for line in await _look(page, each.state.name, script)]


def _given(pages: dict[str, Shot]) -> Callable[[Route], Awaitable[None]]:
    """Answers the browser: a state by its name, files as they lie there, nothing else."""

    async def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path in pages:
            await route.fulfill(content_type="text/html; charset=utf-8", body=pages[path].page.html)
        elif path.startswith("/static/"):
            await route.fulfill(path=STATIC / path.removeprefix("/static/"))
        else:
            await route.fulfill(status=204)

    return answer


async def _look(page: Page, name: str, script: str) -> list[str]:
    """What is wrong with a state, and its two pictures."""
    await page.set_viewport_size(WIDE)
    await page.goto(f"{ORIGIN}/{name}")
    await page.evaluate(script)
    report = await page.evaluate(_RUN, RULES)
    wrong = [f"{name}: {line}" for each in report["violations"] for line in _told(each)]
    await page.screenshot(path=PICTURES / f"{name}.jpg", **_PICTURE)
    await page.set_viewport_size(NARROW)
    if (pixels := await page.evaluate(_TOO_WIDE)) > 0:
        wrong.append(f"{name}: {pixels} pixels too wide at {NARROW['width']}")
    await page.screenshot(path=PICTURES / f"{name}.320.jpg", **_PICTURE)
    return wrong


def _told(violation: dict[str, Any]) -> list[str]:
    return [f"{violation['id']} {each['target']} {each['failureSummary']}" for each in violation["nodes"]]
