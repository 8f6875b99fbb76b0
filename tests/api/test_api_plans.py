"""四（三） 台账挂图: what stands in every unit's ledger at one look, who sees what of it, and as XLSX."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.roles import Role
from tests.support.accounts import add_accounts
from tests.support.pilot_rows import add_pilot_people
from tests.support.plan_walls import TODAY, add_district_people, add_large_wall, add_plan, add_wall, plan_units
from tests.support.sheets import records_in, sheets_in
from tests.support.web import NOW, ON_BOTH_DATABASES, Web

LEDGER = "district:s4(3)#2"
OFFICE = "district:s4(3)#3"
WALL = "/plans/441602-1/ledger"
Cells = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture
async def plan(web: Web) -> Web:
    await add_district_people(web.register)
    await add_wall(web)
    return web


async def seen(web: Web, account: str = "yc-office", **query: str) -> tuple[dict[str, Any], Cells]:
    """The wall, and its cells by measure and unit."""
    answer = await web.get(WALL, account, params=query)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    return found, {(cell["measure"], cell["unit"]): cell for each in found["measures"] for cell in each["cells"]}


@ON_BOTH_DATABASES
@pytest.mark.article(LEDGER, OFFICE)
async def test_every_cell_says_its_status_its_next_day_and_the_colour_in_words(plan: Web) -> None:
    wall, cells = await seen(plan)
    late = cells["8", "yc-market"]
    assert (late["status_label"], late["colour_label"], late["is_lead"]) == ("逾期督办", "红色（重点督办）", True)
    assert (late["next_on"], late["next_what"]) == ((TODAY - timedelta(days=8)).isoformat(), "第1阶段")
    assert late["case_id"] == "district-441602-1-ledger-yc-market"
    assert cells["1", "yc-housing"]["colour_label"] == "黄色（逾期督办）"
    assert cells["10", "yc-housing"]["colour_label"] == "蓝色（提醒）"
    assert cells["7", "yc-science"]["colour_label"] == ""
    assert cells["5", "yc-market"]["status_label"] == "已销号"
    assert (cells["8", "yc-tax"]["schedule_label"], cells["8", "yc-tax"]["next_on"]) == ("长期坚持", None)
    assert not cells["8", "yc-tax"]["is_lead"]
    assert (wall["is_whole"], wall["case_id"], wall["late"]) == (True, "district-441602-1", 2)
    assert wall["as_of"] == "2025-10-09T02:00:00Z"
    assert [each["key"] for each in wall["measures"]] == [*map(str, range(1, 22)), "s1", "s2", "s3"]
    assert wall["measures"][0]["group"] == "（一）完善质量治理体系"
    assert wall["measures"][-1]["group"] == "工作保障措施"


@pytest.mark.article(LEDGER)
async def test_what_is_missing_is_flagged_and_never_guessed(plan: Web) -> None:
    wall, cells = await seen(plan)
    flags = {each["key"]: each["flags"] for each in wall["measures"]}
    assert flags["8"] == ["3个单位未建账"]
    assert flags["s1"] == ["1个单位未建账", "没有时间进度"]
    assert flags["7"] == ["1个单位未建账"]
    assert flags["5"] == []
    assert flags["3"] == ["1个单位未建账", "没有时间进度"]
    begun = cells["8", "yc-science"]
    assert (begun["status_label"], begun["next_on"], begun["next_what"]) == ("未建账", None, "")
    assert cells["3", "yc-environment"]["next_what"] == "台账尚未开立"
    assert cells["3", "yc-environment"]["case_id"] is None


@pytest.mark.article(LEDGER)
async def test_a_measure_nobody_answers_for_says_so(web: Web) -> None:
    await add_district_people(web.register)
    await add_plan(web, units=[each for each in plan_units() if each.id not in ("u1", "yc-environment")])
    wall, _ = await seen(web)
    flags = {each["key"]: each["flags"] for each in wall["measures"]}
    assert flags["s2"] == flags["3"] == ["没有承办单位"]


@pytest.mark.article(LEDGER)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"unit": "yc-tax"}, {("8", "yc-tax")}),
        ({"measure": "8", "status": "unfiled"}, {("8", "yc-science"), ("8", "yc-industry"), ("8", "yc-finance-work")}),
        ({"overdue": "late"}, {("8", "yc-market"), ("1", "yc-housing")}),
        ({"overdue": "blue"}, {("10", "yc-housing")}),
        ({"overdue": "red", "unit": "yc-housing"}, set()),
        ({"status": "done"}, {("5", "yc-market")}),
    ],
)
async def test_the_wall_is_filtered(plan: Web, query: dict[str, str], expected: set[tuple[str, str]]) -> None:
    wall, cells = await seen(plan, **query)
    assert set(cells) == expected
    assert wall["total"] == len(expected)
    assert {each["id"] for each in wall["units"]} == {unit for _, unit in expected}
    assert len(wall["all_units"]) == 18


@pytest.mark.article(LEDGER)
async def test_counts_are_those_a_reader_may_choose_among(plan: Web) -> None:
    wall, cells = await seen(plan, status="done", unit="yc-market")
    counts = {each["label"]: each["number"] for each in wall["counts"]}
    assert counts == {"推进中": 1, "已销号": 1, "逾期督办": 1}
    assert len(cells) == 1


@ON_BOTH_DATABASES
@pytest.mark.article(LEDGER)
@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("yc-tax", {("8", "yc-tax")}),
        ("yc-science", {("8", "yc-science"), ("7", "yc-science")}),
        ("yc-housing", {("10", "yc-housing"), ("1", "yc-housing")}),
        (
            "yc-market",
            {("8", "yc-market"), ("5", "yc-market"), ("20", "yc-market"), ("8", "yc-science"), ("7", "yc-science")}
            | {("8", "yc-tax"), ("10", "yc-housing"), ("1", "yc-housing")},
        ),
    ],
)
async def test_a_unit_sees_its_own_items_and_those_of_the_measures_it_leads(
    plan: Web, account: str, expected: set[tuple[str, str]]
) -> None:
    wall, cells = await seen(plan, account)
    assert set(cells) == expected
    assert (wall["is_whole"], wall["case_id"]) == (False, None)
    assert {each["id"] for each in wall["all_units"]} == {unit for _, unit in expected}
    opened = {each["unit"] for each in cells.values() if each["case_id"]}
    assert opened <= {account}
    for each in opened:
        assert (await plan.get(f"/cases/district-441602-1-ledger-{each}", account)).status_code == 200


@pytest.mark.article(LEDGER)
@pytest.mark.parametrize("account", ["yc-agriculture", "yc-town", "samr", "prov-js", "park-js-1", "mara", "city-jia"])
async def test_to_whoever_has_no_part_in_a_plan_there_is_no_wall(plan: Web, account: str) -> None:
    await add_pilot_people(plan.register)
    there = [await plan.get(f"{WALL}{each}", account) for each in ("", ".xlsx", "?unit=yc-tax")]
    nowhere = await plan.get("/plans/441602-2/ledger", account)
    assert {each.status_code for each in (*there, nowhere)} == {404}
    assert {each.json()["detail"] for each in (*there, nowhere)} == {nowhere.json()["detail"]}
    assert (await plan.call("GET", "/plans/441602-1")).status_code == 303


@pytest.mark.parametrize("account", ["yc-office", "yc-gov", "ops", "supervisor"])
async def test_the_office_the_government_operations_and_supervision_see_it_whole(plan: Web, account: str) -> None:
    wall, _ = await seen(plan, account)
    assert (wall["is_whole"], len(wall["all_units"])) == (True, 18)


async def test_an_office_of_another_district_sees_nothing_of_it(plan: Web) -> None:
    other = {"other-office": ("other-office", "另一区领导小组办公室", Role.LEADING_GROUP_OFFICE, "441621")}
    async with plan.register.write() as session:
        await add_accounts(session, other, NOW)
    assert (await plan.get(WALL, "other-office")).status_code == 404


async def test_a_wall_of_sixty_units_is_read_with_one_query(web: Web, asked: list[str]) -> None:
    await add_district_people(web.register)
    await add_large_wall(web)
    await seen(web, unit="w1")
    asked.clear()
    wall, cells = await seen(web)
    assert (len(cells), wall["late"]) == (60 * 24, 60 * 24)
    assert len([each for each in asked if "cases.state" in each]) == 1
    assert len([each for each in asked if each != "BEGIN"]) <= 3  # with those for the account that asks


@pytest.mark.article(LEDGER)
async def test_the_wall_is_exported_as_filtered_and_entered_in_the_audit_log(plan: Web) -> None:
    answer = await plan.get(f"{WALL}.xlsx?measure=8", "yc-office")
    sheets = sheets_in(answer.content)
    assert list(sheets) == ["台账挂图", "措施和单位", "说明"]
    lines = {each["单位"]: each for each in records_in(sheets["台账挂图"])}
    assert set(lines) == {"区市场监管局", "区科技局", "区工商信局", "区金融工作局", "区税务局"}
    assert lines["区市场监管局"]["牵头"] == "牵头（系统策略：列首位者）"
    assert lines["区市场监管局"]["下一日期"] == date(2025, 10, 1)
    assert lines["区市场监管局"]["督办"] == "红色（重点督办）"
    assert lines["区科技局"]["状态"] == "未建账"
    [matrix] = records_in(sheets["措施和单位"])
    assert matrix["区税务局"] == "已建账；长期坚持"
    told = dict(sheets["说明"])
    assert told["筛选条件"] == "第8项措施“加强企业质量能力建设”"
    assert told["方案"] == "源城区加快推进质量强区建设实施方案"
    entries = (await plan.get("/audit?action=table.export", "supervisor")).json()["items"]
    assert [(each["actor"], each["case_id"]) for each in entries if each["action"] == "table.export"] == [
        ("yc-office", "district-441602-1")
    ]
