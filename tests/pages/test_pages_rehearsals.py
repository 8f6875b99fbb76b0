"""推演: a case is played forward in a process of its own; the real register stays as it is."""

import asyncio
import sqlite3
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from api import rehearsal_folders, rehearsals
from contracts.rehearsal import ORDER
from tests.support.page_rows import visitor
from tests.support.rehearsed import announce, asked_for, played, wished
from tests.support.web import NOW, Web

IN_THE_FUTURE = datetime(2027, 3, 1, 2, tzinfo=UTC)


def dumped(web: Web) -> list[str]:
    """Every byte that the register holds, as SQL."""
    path = make_url(web.services.settings.database).database
    assert path is not None
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


@pytest.mark.timeout(240)
async def test_a_case_is_played_forward_and_the_real_register_stays_as_it_was(web: Web) -> None:
    """With a return: what was missing is supplied, and the case goes on; nobody is told anything."""
    web.clock.instant = web.sessions.instant = IN_THE_FUTURE
    await announce(web)
    case = await web.add_case()
    browser = await visitor(web).login("park-js-1")
    chosen = await wished(browser, case.id, scenario="returned", returned="provincial_appraisal.return", years="1")
    before = dumped(web)
    running = await browser.submit(chosen)
    assert "这是推演，以下的事都没有发生" in running.text
    assert 'http-equiv="refresh"' in running.html
    page = await played(web, browser, running)
    await asyncio.gather(*rehearsals.WATCHES)
    assert dumped(web) == before
    assert "可行性论证和遴选：退回补正" in page.text
    assert page.text.count("示例一号园区提出创建申请。") == 2, "once more after the return"
    assert "2027年3月1日（周一） 发生 示例一号园区提出创建申请" in page.text
    assert "第十六条" in page.text
    assert "发给江苏省市场监督管理局" in page.text
    assert "同意创建" in page.text
    paper = await browser.http.get(next(href for text, href in page.links().items() if "关于示例一号园区创建" in text))
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    await (await visitor(web).login("samr")).get(page.path, 404)


@pytest.mark.timeout(240)
async def test_where_nobody_does_anything_nothing_is_decided(web: Web) -> None:
    web.clock.instant = web.sessions.instant = IN_THE_FUTURE
    await announce(web)
    browser = await visitor(web).login("park-js-1")
    desk = await browser.get("/")
    page = await browser.get(next(href for text, href in desk.links().items() if text.startswith("先推演一遍")))
    before = dumped(web)
    page = await browser.submit(page.form(page.path).put({"scenario": "nothing", "years": "1"}))
    page = await played(web, browser, page)
    await asyncio.gather(*rehearsals.WATCHES)
    assert "推演到选定的日期为止。已到2028年3月1日" in page.text
    assert "案件走到准备创建申请" in page.text
    assert dumped(web) == before, "an application rehearsed opens no case"


async def test_a_rehearsal_is_shown_to_whoever_asked_for_it_and_to_nobody_else(web: Web) -> None:
    asked_for(web, "park-js-1", NOW)
    own, other = await visitor(web).login("park-js-1"), await visitor(web).login("samr")
    page = await own.get("/rehearsals/planted")
    assert page.links()["创建申请（示创申〔2025〕1号）"] == "/rehearsals/planted/documents/001.pdf"
    for path in ("/rehearsals/planted", "/rehearsals/planted/documents/001.pdf"):
        await other.get(path, 404)
    assert (await web.get("/rehearsals/planted", "samr")).status_code == 404
    assert (await web.get("/rehearsals/planted", "park-js-1")).json()["why"] == "推演到选定的日期为止。"


async def test_only_files_that_the_story_names_are_given_out(web: Web) -> None:
    asked_for(web, "park-js-1", NOW)
    browser = await visitor(web).login("park-js-1")
    assert (await browser.http.get("/rehearsals/planted/documents/001.pdf")).content.startswith(b"%PDF")
    for name in (ORDER, "register.db", "..%2F..%2Fregister.db"):
        assert (await browser.http.get(f"/rehearsals/planted/documents/{name}")).status_code == 404


async def test_a_rehearsal_is_dropped_after_a_day(web: Web) -> None:
    folder = asked_for(web, "park-js-1", NOW)
    web.sessions.forward(hours=23, minutes=59)
    browser = await visitor(web).login("park-js-1")
    await browser.get("/rehearsals/planted")
    web.sessions.forward(minutes=2)
    await browser.get("/rehearsals/planted", 404)
    assert not folder.exists()


async def test_no_more_than_two_run_at_once(web: Web) -> None:
    case = await web.add_case()
    browser = await visitor(web).login("park-js-1")
    home = web.services.settings.data_dir / "rehearsals"
    with ExitStack() as stack:
        for number in range(rehearsals.MOST_AT_ONCE):
            stack.enter_context(rehearsal_folders.claimed(home / f"running-{number}"))
        page = await browser.send(await wished(browser, case.id), 409)
    assert "同时进行的推演不超过2个" in page.error_summary


async def test_a_platform_without_the_engine_says_so(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsals, "SERVER", Path("/nowhere/temporal-test-server"))
    case = await web.add_case()
    page = await (await visitor(web).login("park-js-1")).get(f"/cases/{case.id}/rehearsal")
    assert "没有安装推演所需的引擎" in page.text
    answer = await web.post(f"/cases/{case.id}/rehearsals", "park-js-1", json={"scenario": "in_time"})
    assert answer.status_code == 409
    assert "没有安装推演所需的引擎" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"pace_days": "0"}, "天数为1至180的整数"),
        ({"pace_days": "一周"}, "天数为1至180的整数"),
        ({"scenario": "returned"}, "在哪一环节"),
    ],
)
async def test_a_wish_that_cannot_be_played_is_told_and_nothing_typed_is_lost(
    web: Web, choices: dict[str, str], words: str
) -> None:
    case = await web.add_case()
    browser = await visitor(web).login("park-js-1")
    page = await browser.send(await wished(browser, case.id, **choices), 422 if "pace_days" in choices else 409)
    assert words in page.error_summary
    assert page.form(page.path).values["pace_days"] == [choices.get("pace_days", "7")]


async def test_only_whoever_may_see_a_case_may_rehearse_it(web: Web) -> None:
    case = await web.add_case()
    browser = await visitor(web).login("prov-zj")
    await browser.get(f"/cases/{case.id}/rehearsal", 404)
    assert (await web.post(f"/cases/{case.id}/rehearsals", "prov-zj", json={})).status_code == 404
