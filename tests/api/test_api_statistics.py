"""统计: what is in time and what is late, counted by the filter of the case list; each number opens what it counts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.procedure.consultation import department
from domain.roles import Audience, Role
from tests.support.counted import add_paper_report, add_task_row, noon
from tests.support.web import ON_BOTH_DATABASES, Web

DUE = date(2025, 9, 30)
MARA = department("mara")
BODY = Audience(role=Role.CREATING_BODY, organisation="park-js-1")


async def numbers(web: Web, account: str = "samr", query: str = "") -> dict[str, Any]:
    answer = await web.get(f"/statistics{query}", account)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def counted(line: dict[str, Any]) -> dict[str, int]:
    return {one["standing"]: one["number"] for one in line["numbers"] if one["number"]}


async def standings(web: Web) -> dict[str, int]:
    """Of the only step there is."""
    (line,) = (await numbers(web))["by_step"]
    return counted(line)


@ON_BOTH_DATABASES
@pytest.mark.parametrize(
    ("closed_at", "standing"),
    [
        (noon(DUE - timedelta(days=1)), "in_time"),
        (datetime(2025, 9, 30, 15, 59, 59, tzinfo=UTC), "in_time"),
        (datetime(2025, 9, 30, 16, tzinfo=UTC), "late"),
        (noon(DUE + timedelta(days=1)), "late"),
        (None, "overdue"),
    ],
)
async def test_what_is_closed_on_its_last_day_in_china_is_in_time_and_a_moment_later_late(
    web: Web, closed_at: datetime | None, standing: str
) -> None:
    case = await web.add_case()
    await add_task_row(web, case.id, "creation_opinion", MARA, DUE, closed_at)
    assert await standings(web) == {standing: 1}


async def test_what_is_still_open_is_overdue_from_the_day_after_its_last(web: Web) -> None:
    case = await web.add_case()
    today = date(2025, 10, 9)
    await add_task_row(web, case.id, "creation_opinion", MARA, today - timedelta(days=1))
    assert await standings(web) == {"overdue": 1}
    for day in (today, today + timedelta(days=1)):
        await add_task_row(web, case.id, "creation_opinion", MARA, day)
    assert await standings(web) == {"overdue": 1, "running": 2}


async def test_where_no_day_is_given_or_it_may_still_move_nothing_is_late(web: Web) -> None:
    case = await web.add_case()
    await add_task_row(web, case.id, "creation_opinion", MARA, None, opened_at=datetime(2020, 1, 1, tzinfo=UTC))
    await add_task_row(web, case.id, "creation_opinion", MARA, DUE, provisional=True)
    assert await standings(web) == {"undated": 1, "running": 1}


@pytest.mark.article("zone:27#1")
async def test_a_report_on_paper_is_in_time_by_its_stamp_whenever_it_was_entered(web: Web) -> None:
    case = await web.add_case()
    entered = noon(DUE + timedelta(days=20))
    await add_task_row(web, case.id, "annual_report", BODY, DUE, entered)
    assert await standings(web) == {"late": 1}
    await add_paper_report(web, case.id, entered, "示例一号园区报送2024年度工作报告（纸质来文）。")
    assert await standings(web) == {"in_time": 1}
    later = noon(DUE + timedelta(days=30))
    await add_task_row(web, case.id, "annual_report", BODY, DUE, later)
    await add_paper_report(web, case.id, later, "示例一号园区报送2023年度工作报告（纸质来文），逾期报送。")
    assert await standings(web) == {"in_time": 1, "late": 1}


@ON_BOTH_DATABASES
async def test_units_are_told_by_their_names_and_the_many_of_a_place_by_their_province(web: Web) -> None:
    case = await web.add_case()
    await add_task_row(web, case.id, "creation_opinion", MARA, DUE)
    await add_task_row(web, case.id, "annual_report", BODY, DUE)
    await add_task_row(web, case.id, "provincial_appraisal", case.province, None)
    found = await numbers(web)
    units = {line["unit"]: counted(line) for line in found["by_unit"]}
    assert units == {
        "农业农村部": {"overdue": 1},
        "江苏省：创建主体": {"overdue": 1},
        "江苏省：省级市场监管部门": {"undated": 1},
    }
    for table in ("by_step", "by_unit", "by_both"):
        for one in [one for line in found[table] for one in line["numbers"] if one["number"]]:
            listed = (await web.get("/statistics/tasks", "samr", params=one["query"])).json()["items"]
            assert len(listed) == one["number"], one


@ON_BOTH_DATABASES
async def test_nobody_counts_or_lists_a_case_they_may_not_see(web: Web) -> None:
    case = await web.add_case()
    await add_task_row(web, case.id, "annual_report", BODY, DUE)
    assert [line["number"] for line in (await numbers(web, "prov-js"))["stock"]] == [1]
    strange = await numbers(web, "prov-zj")
    assert (strange["by_step"], strange["by_unit"], strange["by_both"], strange["stock"]) == ([], [], [], [])
    assert sum(line["number"] for line in strange["expiries"]) == 0
    assert (await web.get("/statistics/tasks", "prov-zj")).json()["items"] == []
    assert len((await web.get("/statistics/tasks", "prov-js")).json()["items"]) == 1


@pytest.mark.parametrize("path", ["/statistics", "/statistics/tasks"])
@pytest.mark.parametrize("account", ["park-js-1", "expert-1"])
async def test_who_is_examined_has_no_statistics(web: Web, path: str, account: str) -> None:
    answer = await web.get(path, account)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "统计由办理、监督和技术运维单位查看。"
    assert [each["key"] for each in answer.json()["basis"]] == ["zone:5"]


@ON_BOTH_DATABASES
async def test_numbers_and_lists_are_narrowed_down_by_programme_place_and_year(web: Web) -> None:
    case = await web.add_case()
    await add_task_row(web, case.id, "annual_report", BODY, DUE)
    for query, number in {
        "?year=2025": 1,
        "?year=2024": 0,
        "?region=320000": 1,
        "?region=330000": 0,
        "?programme=zone": 1,
        "?programme=pilot": 0,
    }.items():
        assert len((await numbers(web, query=query))["by_step"]) == number, query
        assert len((await web.get(f"/statistics/tasks{query}", "samr")).json()["items"]) == number, query
    assert (await web.get("/statistics?year=99", "samr")).status_code == 422


async def test_the_list_is_read_page_by_page(web: Web) -> None:
    case = await web.add_case()
    for ahead in (None, *range(4)):
        due = None if ahead is None else DUE + timedelta(days=ahead)
        await add_task_row(web, case.id, "annual_report", BODY, due)
    found: list[str] = []
    after = ""
    while True:
        page = (await web.get(f"/statistics/tasks?limit=2{after}", "samr")).json()
        found += [each["due"] for each in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert found == [None, "2025-09-30", "2025-10-01", "2025-10-02", "2025-10-03"]
