"""推演: a case is played forward in a process of its own; the real register stays as it is."""

import asyncio
import sqlite3
from contextlib import ExitStack
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import make_url

from api import rehearsal_folders, rehearsals
from contracts.rehearsal import ORDER
from domain.dates import local_date
from domain.roles import SAMR
from domain.zone.case import Stage
from tests.support.page_rows import visitor
from tests.support.pilot_rows import COUNTY, add_project
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
    assert "data-every=" in running.html
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
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages)
    assert "本件由推演生成" in text.replace("\n", "")
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


@pytest.mark.timeout(240)
async def test_a_pilot_under_construction_is_played_forward_with_its_reports(pilots: Web) -> None:
    """五（四）: every half-year each bureau reports, and its province receives the report."""
    pilots.clock.instant = pilots.sessions.instant = IN_THE_FUTURE
    case = await add_project(pilots, on=local_date(IN_THE_FUTURE))
    browser = await visitor(pilots).login("city-jia")
    before = dumped(pilots)
    page = await browser.submit(await wished(browser, case.id, years="1"))
    page = await played(pilots, browser, page)
    await asyncio.gather(*rehearsals.WATCHES)
    assert dumped(pilots) == before
    assert "案件走到示范试点建设中" in page.text
    assert page.text.count("监督管理局提交第1次建设情况报告") == 3
    assert "第3次示范试点建设情况报告（示例乙市市场监督管理局）" in page.text, "what is owed then, and by whom"
    assert "受阻" not in page.text
    assert "第五部分（四）" in page.text


@pytest.mark.timeout(240)
async def test_before_a_project_is_started_its_whole_way_is_played_and_no_project_comes_of_it(pilots: Web) -> None:
    pilots.clock.instant = pilots.sessions.instant = IN_THE_FUTURE
    browser = await visitor(pilots).login("city-jia")
    page = await browser.get((await browser.get("/pilot-projects/new")).links()["先推演一遍"])
    assert "公示期间" not in page.text, "五（三） foresees no public notice"
    before = dumped(pilots)
    page = await browser.submit(page.form(page.path).put({"years": "1"}))
    page = await played(pilots, browser, page)
    await asyncio.gather(*rehearsals.WATCHES)
    assert dumped(pilots) == before
    for step in ("建立合作机制", "备案", "遴选", "发布", "情况报告"):
        assert step in page.text
    assert "案件走到示范试点建设中" in page.text
    assert "受阻" not in page.text


async def test_only_a_bureau_that_may_start_a_project_may_rehearse_one(pilots: Web) -> None:
    path = "/pilot-projects/new/rehearsal"
    for account, status in (("prov-js", 403), ("samr", 403), (COUNTY, 409)):
        await (await visitor(pilots).login(account)).get(path, status)


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("objections", "words", "state"),
    [
        pytest.param("rejected", "异议不成立", "示范期内", marks=pytest.mark.long),
        ("upheld", "异议成立", "创建中"),
    ],
)
async def test_a_rehearsal_may_have_somebody_object_to_the_public_notice(
    web: Web, objections: str, words: str, state: str
) -> None:
    """第二十二条: the objection is re-examined, and the recognition waits for it."""
    web.clock.instant = web.sessions.instant = IN_THE_FUTURE
    await announce(web)
    case = await web.add_case(stage=Stage.PUBLIC_NOTICE, asks=(("public_notice", SAMR),))
    browser = await visitor(web).login("samr")
    page = await browser.submit(await wished(browser, case.id, objections=objections, years="1", pace_days="3"))
    page = await played(web, browser, page)
    await asyncio.gather(*rehearsals.WATCHES)
    assert f"公示期第1个工作日有人提出异议，复核认为{words}" in page.text
    assert "2027年3月2日（周二） 发生 收到对示例一号园区的异议，回执编号推演-1：已受理，待复核" in page.text
    assert f"异议推演-1经复核{words.removeprefix('异议')}" in page.text
    assert ("不予认定及改进意见" in page.text) is (objections == "upheld")
    assert f"案件走到{state}" in page.text


async def test_no_objection_is_rehearsed_where_nothing_is_laid_open(pilots: Web) -> None:
    case = await add_project(pilots)
    wish = {"scenario": "in_time", "objections": "rejected"}
    answer = await pilots.post(f"/cases/{case.id}/rehearsals", "city-jia", json=wish)
    assert answer.status_code == 409
    assert "不经公示" in answer.json()["detail"]


@pytest.mark.timeout(240)
@pytest.mark.article("zone:22#1", "zone:22#2")
@pytest.mark.parametrize(
    ("day", "when", "status", "concluded"),
    [
        ("last", "2027年3月8日（周一）", "已受理，待复核", True),
        pytest.param("late", "2027年3月9日（周二）", "公示期满后收到，作为反映情况记录", False, marks=pytest.mark.long),
    ],
)
async def test_an_objection_of_the_last_day_is_reexamined_and_one_of_the_day_after_is_only_recorded(
    web: Web, day: str, when: str, status: str, concluded: bool
) -> None:
    """第二十二条: published on Monday 1 March 2027, the fifth working day is Monday 8 March."""
    web.clock.instant = web.sessions.instant = IN_THE_FUTURE
    await announce(web)
    case = await web.add_case(stage=Stage.PUBLIC_NOTICE, asks=(("public_notice", SAMR),))
    browser = await visitor(web).login("samr")
    wish = await wished(browser, case.id, objections="rejected", objection_day=day, years="1", pace_days="3")
    page = await played(web, browser, await browser.submit(wish))
    await asyncio.gather(*rehearsals.WATCHES)
    assert f"{when} 发生 收到对示例一号园区的异议，回执编号推演-1：{status}" in page.text
    assert ("异议推演-1经复核不成立" in page.text) is concluded
    assert "案件走到示范期内" in page.text, "neither keeps the park from being recognised"


@pytest.mark.article("zone:22#1")
async def test_the_days_of_a_notice_that_runs_are_offered_with_their_dates_but_for_those_gone_by(web: Web) -> None:
    """Published on Thursday 9 October 2025; Saturday the 11th is worked."""
    case = await web.add_notice()
    browser = await visitor(web).login("samr")

    async def offered() -> list[str]:
        page = await browser.get(f"/cases/{case.id}/rehearsal")
        [days] = [each for each in page.root.all("select") if each.attrs["name"] == "objection_day"]
        return [each.text for each in days.all("option")]

    every = [
        "公示期第1个工作日，2025年10月10日（周五）",
        "公示期第2个工作日，2025年10月11日（周六）",
        "公示期第3个工作日，2025年10月13日（周一）",
        "公示期第4个工作日，2025年10月14日（周二）",
        "公示期最后一日，2025年10月15日（周三）",
        "公示期满次日（逾期），2025年10月16日（周四）",
    ]
    assert await offered() == every
    web.clock.instant = datetime(2025, 10, 14, 2, tzinfo=UTC)
    assert await offered() == every[3:]


@pytest.mark.parametrize("day", ["0", "61", "改天"])
async def test_a_day_no_notice_has_is_refused(web: Web, day: str) -> None:
    case = await web.add_case()
    wish = {"objections": "rejected", "objection_day": int(day) if day.isdecimal() else day}
    answer = await web.post(f"/cases/{case.id}/rehearsals", "samr", json=wish)
    assert answer.status_code == 422
    assert "objection_day" in answer.text
