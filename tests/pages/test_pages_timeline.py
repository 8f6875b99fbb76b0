"""时间轴: the life of a case at one look, and every mark a way to why."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import update

from db.models import CaseStep
from domain.zone.case import Stage
from tests.support.elements import Element
from tests.support.page_rows import visitor
from tests.support.pages import Page
from tests.support.pilot_cases import JIA
from tests.support.pilot_rows import add_project, pilots, report
from tests.support.timelines import add_long_life, add_reminders
from tests.support.web import Web

__all__ = ["pilots"]


def marks(page: Page) -> Iterator[Element]:
    return (each for each in page.root.all("a") if "zh-time__mark" in each.attrs.get("class", ""))


def said(page: Page) -> list[str]:
    """What each mark says of itself, for whoever hovers over it or hears it."""
    return [title.text for mark in marks(page) for title in mark.all("title")]


def lanes(page: Page) -> list[str]:
    return [each.attrs["aria-label"] for each in page.root.all("g") if each.attrs.get("role") == "list"]


async def test_the_case_page_draws_where_the_case_stands_between_what_was_and_what_comes(web: Web) -> None:
    case = await add_long_life(web)
    page = await (await visitor(web).login("park-js-1")).get(f"/cases/{case.id}")
    assert lanes(page) == ["阶段", "决定和文书", "报告", "提醒", "期间和期限"]
    told = said(page)
    assert "创建中：2023年6月1日（周四）至2024年6月12日（周三）（已发生）" in told
    assert "示范期内：2024年11月5日（周二）起（进行中）" in told
    assert "示范期最后一日：2027年11月5日（周五）（进行中）" in told
    assert any("最早2027年1月31日（周日），最晚2027年2月1日（周一）（将发生）" in each for each in told)
    assert any(each.startswith("提醒：2025年度工作报告") and each.endswith("（将发生）") for each in told)
    assert "今天 2025年10月9日（周四）" in page.text
    assert "期间和期限2项。今天是2025年10月9日（周四）。" in page.by_id("timeline-summary").text


async def test_each_mark_opens_the_derivation_of_its_date_or_its_line_in_the_record(web: Web) -> None:
    case = await add_long_life(web)
    browser = await visitor(web).login("samr")
    pages = {path: await browser.get(path) for path in (f"/cases/{case.id}", f"/cases/{case.id}/timeline")}
    pages[f"/cases/{case.id}/delivery-record"] = await browser.get(f"/cases/{case.id}/delivery-record")
    for page in list(pages.values())[:2]:
        for mark in [*marks(page), *page.root.all("a")]:
            path, _, anchor = mark.attrs["href"].partition("#")
            if path in pages and anchor:
                assert pages[path].by_id(anchor), mark.attrs
    window = next(each for each in marks(pages[f"/cases/{case.id}"]) if "复审申请期" in each.text)
    derivation = pages[f"/cases/{case.id}"].by_id(window.attrs["href"].partition("#")[2])
    assert "六个月" in derivation.text


async def test_a_date_that_no_longer_matters_is_derived_on_the_page_of_the_timeline(web: Web) -> None:
    case = await add_long_life(web)
    page = await (await visitor(web).login("samr")).get(f"/cases/{case.id}/timeline")
    assert "顺延至下一工作日2025年2月5日" in page.by_id("date-zone-annual-report-2025-02-05").text


async def test_the_list_beside_the_drawing_says_the_same(web: Web) -> None:
    case = await add_long_life(web)
    page = await (await visitor(web).login("samr")).get(f"/cases/{case.id}/timeline")
    listed = [each for each in page.root.all("li") if "zh-way__step" in each.attrs.get("class", "")]
    counted = re.findall(r"(\d+)项", page.by_id("timeline-summary").text)
    assert len(listed) == sum(map(int, counted)) > 35
    for told in said(page):
        for each in told.split("；"):
            words = each.rpartition("（已发生）")[0] or each.partition("，")[2] or each
            assert any(words.removesuffix("（将发生）").removesuffix("（进行中）") in line.text for line in listed), (
                each
            )
    assert [each.text for each in page.root.all("h2")] == [f"{year}年" for year in range(2023, 2028)]


async def test_many_reminders_of_one_duty_are_one_mark_with_their_number(web: Web) -> None:
    case = await add_long_life(web)
    await add_reminders(web, case, 60)
    page = await (await visitor(web).login("park-js-1")).get(f"/cases/{case.id}/timeline")
    (ladder,) = [each for each in marks(page) if "2024年度工作报告（期限" in each.text]
    assert "已发60次" in ladder.text
    assert len(ladder.all("circle")) == 60


async def test_of_a_case_older_than_the_record_of_stages_what_is_known_is_drawn(web: Web) -> None:
    case = await add_long_life(web)
    async with web.register.write() as session:
        await session.execute(update(CaseStep).where(CaseStep.number < 14).values(stage=None))
    page = await (await visitor(web).login("samr")).get(f"/cases/{case.id}/timeline")
    assert "此前的阶段（当时未逐步记录）：2023年1月16日（周一）至2024年11月5日（周二）" in page.text
    assert "示范期内：2024年11月5日（周二）起" in page.text


async def test_a_case_that_is_over_has_no_line_of_today_and_nothing_to_come(web: Web) -> None:
    case = await web.add_case(stage=Stage.WITHDRAWN)
    web.clock.forward(days=700)
    page = await (await visitor(web).login("samr")).get(f"/cases/{case.id}/timeline")
    assert "已撤回申请" in page.text
    assert not [each for each in page.root.all("path") if each.attrs["class"] == "zh-time__today"]
    assert not [each for each in page.root.all("li") if "zh-way__today" in each.attrs.get("class", "")]


async def test_a_pilot_project_is_drawn_with_its_half_year_reports_and_aims(pilots: Web) -> None:
    case = await add_project(pilots, on=date(2025, 4, 9))
    case.reports = [await report(pilots, case, JIA.organisation, k) for k in (1, 2)]
    await pilots.save(case)
    page = await (await visitor(pilots).login(JIA.organisation)).get(f"/cases/{case.id}")
    assert lanes(page) == ["阶段", "报告", "提醒", "期间和期限"]
    assert any("第1次示范试点建设情况报告" in each for each in said(page))
    assert any(each.startswith("取得阶段性成效的节点") for each in said(page))


@pytest.mark.parametrize("account", ["park-zj-1", "prov-zj", "mofcom", "expert-1"])
async def test_whoever_has_no_part_in_the_case_sees_neither_its_timeline_nor_that_there_is_one(
    web: Web, account: str
) -> None:
    case = await add_long_life(web)
    page = await (await visitor(web).login(account)).get(f"/cases/{case.id}/timeline", 404)
    assert "示例一号园区" not in page.text
    assert (await web.get(f"/cases/{case.id}/timeline", account)).status_code == 404


async def test_the_stages_stand_in_the_json_too(web: Web) -> None:
    case = await add_long_life(web)
    stages = (await web.get(f"/cases/{case.id}/timeline", "samr")).json()["stages"]
    assert [each["key"] for each in stages][:3] == ["application", "nomination", "approval"]
    assert (stages[-1]["label"], stages[-1]["until"]) == ("示范期内", None)
    assert [each["since"] for each in stages[1:]] == [each["until"] for each in stages[:-1]]
