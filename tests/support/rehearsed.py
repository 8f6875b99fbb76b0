"""推演 on the pages: how one is asked for and waited for, and folders as the processes leave them."""

import asyncio
import fcntl
import os
from datetime import date, datetime
from pathlib import Path

from contracts.rehearsal import LIMIT_SECONDS, ORDER, STORY, Order, Scenario, Story, Told
from db.models import InstrumentRow
from db.queries.instruments import INDICATORS, WORK_PLAN
from tests.support.pages import Filling, Page, PageClient
from tests.support.web import Web


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


def asked_for(web: Web, owner: str, at: datetime, name: str = "planted", *, over: bool = True) -> Path:
    """Asked for by ``owner`` at this instant; ``over``: the process has ended."""
    order = Order(
        id=name,
        owner=owner,
        asked_at=at,
        case_id="zone-js-1-case-1",
        subject="示例一号园区",
        back="/cases/zone-js-1-case-1",
        workflow="ZoneCreation",
        workflow_id="zone/js-1/case-1",
        state={},
        starts_at=at,
        until=date(2030, 1, 1),
        scenario=Scenario.IN_TIME,
    )
    folder = web.services.settings.data_dir / "rehearsals" / name
    folder.mkdir(parents=True)
    (folder / ORDER).write_text(order.model_dump_json(), encoding="utf-8")
    line = Told(at=at, sort="文书", text="创建申请（示创申〔2025〕1号）", document="001.pdf")
    story = Story(reached=at, ended_at=at if over else None, why="推演到选定的日期为止。", lines=[line])
    (folder / STORY).write_text(story.model_dump_json(), encoding="utf-8")
    (folder / "001.pdf").write_bytes(b"%PDF-1.7 rehearsed")
    if not over:
        # Locked until this process ends, as by the process that plays it.
        fcntl.flock(os.open(folder, os.O_RDONLY), fcntl.LOCK_EX)
    return folder


async def wished(browser: PageClient, case_id: str, **choices: str) -> Filling:
    path = f"/cases/{case_id}/rehearsal"
    return (await browser.get(path)).form(path).put(choices)
