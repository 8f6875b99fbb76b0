"""统计 as people see it: chart and table side by side, and every number opens its list."""

from datetime import date

import pytest

from db.models import Case
from domain.zone.case import Stage
from tests.api.test_api_statistics import BODY, DUE, MARA
from tests.support.counted import add_task_row, noon
from tests.support.page_rows import visitor
from tests.support.web import Web


async def in_term(web: Web, last_day: str) -> str:
    """A case whose term ends that day."""
    case = await web.add_case(stage=Stage.IN_TERM)
    async with web.register.write() as session:
        row = await session.get_one(Case, case.id)
        row.milestones = [{"key": "zone-term", "date": last_day, "provisional": False}]
    return case.id


async def test_every_number_opens_exactly_what_it_counts_and_the_chart_says_the_same(web: Web) -> None:
    case = await web.add_case()
    await add_task_row(web, case.id, "creation_opinion", MARA, DUE)
    await add_task_row(web, case.id, "creation_opinion", MARA, DUE, noon(DUE))
    await add_task_row(web, case.id, "annual_report", BODY, None)
    browser = await visitor(web).login("samr")
    page = await browser.get("/statistics")
    assert page.heading == "统计"
    assert page.row("农业农村部") == "农业农村部按期了结：100在办，已逾期：10"
    drawn = [
        each.attrs["aria-label"] for each in page.root.all("svg") if "农业农村部" in each.attrs.get("aria-label", "")
    ]
    assert drawn == ["农业农村部：按期了结1件、逾期了结0件、在办，未到期0件、在办，已逾期1件、在办，没有期限0件"]
    links = [each.attrs["href"] for each in page.root.all("a") if each.attrs["href"].startswith("/statistics/tasks")]
    assert len(links) == 9
    overdue = next(each for each in links if "organisation=mara" in each and "standing=overdue" in each)
    listed = await browser.get(overdue)
    assert listed.heading == "统计：在办，已逾期"
    assert listed.row("示例一号园区").endswith("农业农村部2025年9月30日（周二）在办")


async def test_the_stock_opens_the_list_of_cases_of_that_stage(web: Web) -> None:
    case = await web.add_case()
    browser = await visitor(web).login("prov-js")
    page = await browser.get("/statistics")
    (link,) = [each.attrs["href"] for each in page.root.all("a") if each.attrs["href"].startswith("/cases?")]
    listed = await browser.get(link)
    assert f"/cases/{case.id}" in listed.links().values()


@pytest.mark.article("zone:24")
@pytest.mark.parametrize(
    ("last_day", "line", "month"),
    [
        ("2025-10-31", "2025年10月", "2025-10"),
        ("2026-09-30", "2026年9月", "2026-09"),
        ("2026-10-01", "更晚", "later"),
    ],
)
async def test_terms_about_to_end_are_counted_by_the_month_of_their_last_day(
    web: Web, last_day: str, line: str, month: str
) -> None:
    case_id = await in_term(web, last_day)
    browser = await visitor(web).login("prov-js")
    page = await browser.get("/statistics")
    assert page.row(line) == f"{line}{line}：1"
    listed = await browser.get(f"/statistics/expiries?month={month}")
    assert f"/cases/{case_id}" in listed.links().values()
    assert date.fromisoformat(last_day).strftime("%Y年") in listed.text
    stranger = await visitor(web).login("prov-zj")
    assert "没有正在示范期内的示范区" in (await stranger.get("/statistics")).text
    assert case_id not in (await stranger.get(f"/statistics/expiries?month={month}")).html
    for account, number in (("prov-js", 1), ("prov-zj", 0)):
        assert len((await web.get(f"/statistics/expiries?month={month}", account)).json()["items"]) == number


async def test_empty_statistics_say_so_and_what_to_do_next(web: Web) -> None:
    page = await (await visitor(web).login("samr")).get("/statistics")
    assert "没有符合条件的事项" in page.text
    assert page.links()["查看全部"] == "/statistics"
    assert "没有符合条件的案件" in page.text
    listed = await (await visitor(web).login("samr")).get("/statistics/tasks?standing=late")
    assert "没有符合条件的事项" in listed.text


async def test_whoever_has_no_statistics_finds_no_way_to_them(web: Web) -> None:
    browser = await visitor(web).login("park-js-1")
    assert "统计" not in (await browser.get("/")).links()
    await browser.get("/statistics", 403)
    assert "统计" in (await (await visitor(web).login("ops")).get("/")).links()
