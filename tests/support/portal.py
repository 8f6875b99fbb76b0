"""The portal as people meet it: each at a browser of their own, finding things by their words and by what they are.

Fields are found by label, links and buttons by role and name, never by how a page is built. What a form is filled with
is the data of the API; its labels are those the form itself says it has.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    ConsoleMessage,
    Download,
    FilePayload,
    Locator,
    Page,
    Response,
    ViewportSize,
    expect,
)

from api.pages.forms.controls import Control, controls_of
from api.pages.forms.shape import Kind, questions_of
from api.pages.forms.typed import typed
from domain.dates import in_words
from domain.kinds import TASK_KINDS
from domain.task import Form
from tests.support.accounts import PASSWORD

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 800}
PATIENCE = 15_000
"""Milliseconds until a page must show what was done elsewhere, on a machine that is busy with other tests."""


class Visitor:
    """Somebody at a browser who has not signed in."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.main = page.get_by_role("main")

    async def goes_to(self, path: str) -> None:
        """Types an address."""
        await self.page.goto(f"{self.address}{path}")

    async def follows(self, link: str, *, exact: bool = True) -> None:
        await self.page.get_by_role("link", name=link, exact=exact).first.click()

    async def presses(self, button: str, *, exact: bool = True) -> None:
        await self.page.get_by_role("button", name=button, exact=exact).click()

    async def fills(self, label: str, text: str) -> None:
        await self.page.get_by_label(label, exact=True).fill(text)

    async def attaches(self, label: str, *files: FilePayload) -> None:
        await self.page.get_by_label(label, exact=True).set_input_files(list(files))

    async def is_at(self, heading: str | re.Pattern[str]) -> None:
        """The page now shown is the one of this heading."""
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(heading, timeout=PATIENCE)

    async def reads(self, *words: str) -> None:
        """All of it stands on the page."""
        for each in words:
            await expect(self.main).to_contain_text(each, timeout=PATIENCE)

    async def answer_to(self, term: str) -> str:
        """What stands beside a term of the page's summary."""
        return (
            await self.page.get_by_role("term")
            .filter(has_text=re.compile(f"^{term}$"))
            .locator("xpath=following-sibling::dd[1]")
            .inner_text()
        )

    async def saves(self, link: str) -> Path:
        """The file behind a link, saved by the browser under the name it was given."""
        async with self.page.expect_download() as caught:
            await self.follows(link, exact=False)
        download: Download = await caught.value
        saved = Path(await download.path()).with_name(download.suggested_filename)
        await download.save_as(saved)
        return saved

    async def opens(self, link: str) -> bytes:
        """What a link leads to that the browser would show in a viewer of its own."""
        address = await self.page.get_by_role("link", name=link).first.get_attribute("href")
        answer = await self.page.request.get(f"{self.address}{address}")
        assert answer.ok, answer.status
        return await answer.body()

    async def looks(self, picture: Path) -> None:
        """Pictures of the page on a telephone, where nothing may stick out, and on a desk."""
        await self.page.set_viewport_size(NARROW)
        too_wide = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert too_wide <= 0, f"{self.page.url} is {too_wide} pixels too wide"
        await self.page.screenshot(path=picture.with_suffix(".narrow.png"), full_page=True)
        await self.page.set_viewport_size(WIDE)
        await self.page.screenshot(path=picture.with_suffix(".png"), full_page=True)


class Person(Visitor):
    """Somebody with an account."""

    def __init__(self, page: Page, address: str, account: str) -> None:
        super().__init__(page, address)
        self.account = account

    async def signs_in(self) -> None:
        await self.goes_to("/")
        await self.fills("用户名", self.account)
        await self.fills("密码", PASSWORD)
        await self.presses("登录")
        await self.is_at("工作台")

    async def finds(self, kind: str) -> None:
        """Opens a task of this kind from the own desk, as soon as it lies there."""
        # One of several alike says in brackets what it is about.
        label = re.compile(f"^{re.escape(TASK_KINDS[kind].label)}(（|$)")
        await self.goes_to("/")
        task = self.main.get_by_role("link", name=label).first
        for _ in range(50):  # without scripts a page shows what is new when it is loaded again
            if await task.count():
                break
            await self.page.wait_for_timeout(100)
            await self.page.reload()
        await task.click()
        await self.is_at(label)

    async def chooses(self, kind: str, action: str) -> type[Form]:
        """Chooses an answer to the task now open; the form it is given in is shown then."""
        way = TASK_KINDS[kind].action(action)
        assert way is not None
        await self.page.get_by_role("radio", name=way.label, exact=True).check()
        await self.presses("继续")
        await self.is_at(way.label)
        return way.asked

    async def gives(self, kind: str, action: str, data: dict[str, Any] | None = None, *files: FilePayload) -> None:
        """Answers a task that lies on the own desk, and is given the receipt."""
        await self.finds(kind)
        await self.gives_here(kind, action, data, *files)

    async def gives_here(self, kind: str, action: str, data: dict[str, Any] | None = None, *files: FilePayload) -> None:
        """Answers the task now open: the choice, the form, where it cannot be taken back a last look, the receipt."""
        form = await self.chooses(kind, action)
        await fill_in(self.main, form, data or {})
        if files:
            await self.attaches("附件（选填）", *files)
        way = TASK_KINDS[kind].action(action)
        assert way is not None
        if way.irreversible:
            await self.presses("核对")
            await self.is_at(f"请核对后确认：{way.label}")
            await self.presses(f"确认{way.label}")
        else:
            await self.presses("提交")
        await self.is_at("已办理")

    async def moves_the_clock_to(self, day: str) -> None:
        """The bar of the sandbox, to the beginning of a day as 2026-01-31."""
        await self.fills("到指定日期", day)
        await self.presses("前往")
        await self.stands_at(day)

    async def stands_at(self, day: str) -> None:
        """The bar of the sandbox says this day, written as 2026-01-31."""
        words = in_words(date.fromisoformat(day))
        await expect(self.page.get_by_role("region", name="沙盘时钟")).to_contain_text(words, timeout=60_000)


class Portal:
    """The address of a running portal, and who is at it; ``strange``: what no page may bring about."""

    def __init__(self, address: str, browser: Browser) -> None:
        self.address = address
        self.browser = browser
        self.scripts = True
        self.strange: list[str] = []
        self._people: dict[str, Person] = {}

    async def visitor(self) -> Visitor:
        return Visitor(await self._page(), self.address)

    async def person(self, account: str) -> Person:
        """Signed in at a browser of their own, and there again whenever they are asked for."""
        if account not in self._people:
            self._people[account] = Person(await self._page(), self.address, account)
            await self._people[account].signs_in()
        return self._people[account]

    async def all_give(
        self, accounts: Iterable[str], kind: str, action: str, data: dict[str, Any] | None = None
    ) -> None:
        """One after the other."""
        for account in accounts:
            await (await self.person(account)).gives(kind, action, data)

    async def _page(self) -> Page:
        context = await self.browser.new_context(locale="zh-CN", viewport=WIDE, java_script_enabled=self.scripts)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        page.on("console", self._heard)
        page.on("response", self._answered)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.strange.append(message.text)

    def _answered(self, response: Response) -> None:
        if not response.url.startswith(self.address) or response.status >= 500:
            self.strange.append(f"{response.status} {response.url}")


async def fill_in(scope: Locator, form: type[Form], data: dict[str, Any]) -> None:
    """Fill in a form by its labels; what ``data`` leaves out stays as the page shows it."""
    questions = questions_of(form)
    await _fill(scope, controls_of(questions, typed(questions, data), {}))


async def _fill(scope: Locator, controls: Sequence[Control]) -> None:
    for each in controls:
        await _fill_one(scope, each)


async def _fill_one(scope: Locator, it: Control) -> None:
    group = scope.get_by_role("group", name=it.label, exact=True)
    match it.kind:
        case Kind.GROUP:
            await _fill(group, it.controls)
        case Kind.ROWS | Kind.FIXED_ROWS:
            for legend, row in it.rows:
                if any(each.filled for each in row):
                    await _fill_row(group.get_by_role("group", name=legend, exact=True), it, row)
        case Kind.CHOICE | Kind.YES_NO | Kind.CHOICES:
            await _tick(group, it)
        case _ if it.filled:
            await _type(scope, group, it)


async def _tick(group: Locator, it: Control) -> None:
    for label in (label for value, label in it.options if value in it.chosen):
        box = group.get_by_role("checkbox" if it.kind is Kind.CHOICES else "radio", name=label, exact=True)
        await box.check()


async def _type(scope: Locator, group: Locator, it: Control) -> None:
    if it.kind is Kind.DATE:
        for _, label, text in it.parts:
            await group.get_by_label(label, exact=True).fill(text)
    elif await group.count():  # the page offers to choose among what there is
        await group.get_by_role("radio", name=it.value).check()
    else:  # what a row calls the same stands below what the form itself asks
        box = scope.get_by_label(it.label, exact=True).first
        is_list = await box.evaluate("box => box.tagName === 'SELECT'")
        await (box.select_option(it.value) if is_list else box.fill(it.value))


async def _fill_row(scope: Locator, rows: Control, row: Sequence[Control]) -> None:
    """What is folded away is opened by whoever fills it in."""
    if rows.fold and any(each.filled for each in row[1:]):
        await scope.get_by_text(rows.fold).click()
    await _fill(scope, row)


def text_file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
