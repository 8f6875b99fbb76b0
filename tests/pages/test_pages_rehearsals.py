"""推演: a case is played forward in a process of its own; the real register stays as it is."""

import asyncio
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from api import rehearsals
from contracts.rehearsal import LIMIT_SECONDS, ORDER, STORY, Order, Scenario, Story
from db.models import InstrumentRow
from db.queries.instruments import INDICATORS, WORK_PLAN
from domain.zone.case import Stage
from tests.support.page_rows import visitor
from tests.support.pages import Page, PageClient
from tests.support.web import Web

IN_THE_FUTURE = datetime(2027, 3, 1, 2, tzinfo=UTC)


def dumped(web: Web) -> list[str]:
    """Every byte that the register holds, as SQL."""
    path = make_url(web.services.settings.database).database
    assert path is not None
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


async def announce(web: Web) -> None:
    """The round and the indicators that applications need."""
    async with web.register.write() as session:
        for kind, number in ((WORK_PLAN, "第1轮"), (INDICATORS, "第1版")):
            first = date(2024, 3, 14)
            session.add(InstrumentRow(id=kind, kind=kind, number=number, title=number, in_force_from=first))


async def played(web: Web, browser: PageClient, page: Page) -> Page:
    """The page of a rehearsal once it is over."""
    for _ in range(LIMIT_SECONDS * 4):
        if "正在推演" not in page.text:
            return page
        await asyncio.sleep(0.25)
        page = await browser.get(page.path)
    raise AssertionError("the rehearsal did not end")


@pytest.mark.timeout(200)
async def test_a_case_is_played_forward_and_the_real_register_stays_as_it_was(web: Web) -> None:
    web.clock.instant = web.sessions.instant = IN_THE_FUTURE
    await announce(web)
    case = await web.add_case()
    browser = await visitor(web).login("park-js-1")
    form = (await browser.get(f"/cases/{case.id}/rehearsal")).form(f"/cases/{case.id}/rehearsal")
    before = dumped(web)
    running = await browser.submit(form.put({"years": "8"}))
    assert "这是推演，以下的事都没有发生" in running.text
    assert 'http-equiv="refresh"' in running.html
    page = await played(web, browser, running)
    print(page.text)
    assert dumped(web) == before
