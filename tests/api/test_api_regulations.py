"""职责表: how every clause stands with every government, who sees which of them, and as XLSX."""

from typing import Any

import pytest

from domain.province.case import RegulationStage
from domain.province.clauses import CLAUSES
from domain.roles import Role
from tests.support.accounts import add_accounts
from tests.support.duty_tables import EARLIER, MOVES, TODAY, a_large_tree, add_table
from tests.support.province_cases import HB, JA, WH
from tests.support.sheets import records_in, sheets_in
from tests.support.web import NOW, ON_BOTH_DATABASES, Web

TABLE = "/regulations/hb/duties"
EVIDENCE, ENTRY = "province:40#1", "province:42"
Cells = dict[tuple[str, str], dict[str, Any]]


async def seen(web: Web, account: str = "ops", **query: str) -> tuple[dict[str, Any], Cells]:
    """The table, and its cells by clause and government."""
    answer = await web.get(TABLE, account, params=query)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    return found, {(clause["id"], cell["government"]): cell for clause in found["clauses"] for cell in clause["cells"]}


def of(table: dict[str, Any], clause: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in table["clauses"] if each["id"] == clause)
    return found


@ON_BOTH_DATABASES
@pytest.mark.article(EVIDENCE)
async def test_every_cell_says_how_a_clause_stands_with_a_government(web: Web) -> None:
    await add_table(web)
    table, cells = await seen(web, under=WH)
    assert [each["organisation"] for each in table["governments"]] == [WH, JA]
    labels = {
        ("H04-1-1", WH): "佐证材料已审阅",
        ("H04-1-2", WH): "未提交佐证材料",
        ("H04-2-1", WH): "佐证材料待审阅",
        ("H15-2-1", WH): "未明确责任主体",
        ("H15-2-1", JA): "未提交佐证材料",
        ("H37-1-1", WH): "不适用于该层级",
        ("H19-1-1", JA): "不适用于该层级",
    }
    assert {key: cells[key]["state_label"] for key in labels} == labels
    late = cells["H04-1-2", WH]
    assert (late["is_overdue"], late["due_on"], late["bodies"]) == (True, EARLIER.isoformat(), ["武汉市财政局"])
    assert (cells["H04-2-1", WH]["handed_in"], cells["H04-2-1", WH]["handed_in_on"]) == (1, TODAY.isoformat())
    assert (cells["H15-2-1", WH]["bodies"], cells["H04-1-1", JA]["bodies"]) == ([], ["江岸区人民政府"])
    assert (table["overdue"], table["is_in_force"], len(table["clauses"])) == (1, True, 87)


@pytest.mark.scenario("F06")
@pytest.mark.article("province:9", "province:5.2", "province:41")
async def test_what_is_encouraged_or_allowed_stands_alike_with_all_and_is_never_late(web: Web) -> None:
    await add_table(web)
    table, _ = await seen(web)
    for clause, label in (
        ("H05-7-1", "鼓励、支持（不作要求）"),
        ("H41-1-1", "可以（不作要求）"),
        ("H05-1-1", "责任主体不是政府（只作指导）"),
    ):
        assert (of(table, clause)["state_label"], of(table, clause)["cells"]) == (label, []), clause
    never = {each.id for each in CLAUSES if not each.is_obligation}
    assert {each["id"] for each in table["clauses"] if each["state"] in ("encouraged", "allowed")} == never
    assert all(each["cells"] for each in table["clauses"] if not each["state"])


@pytest.mark.article(ENTRY)
@pytest.mark.parametrize(
    ("stage", "label"),
    [
        (RegulationStage.DRAFT, "草案，未施行"),
        (RegulationStage.PROMULGATED, "已公布，尚未施行"),
        (RegulationStage.REPEALED, "已废止"),
    ],
)
async def test_while_the_text_is_not_in_force_nothing_stands_in_any_way(
    web: Web, stage: RegulationStage, label: str
) -> None:
    await add_table(web, stage=stage)
    table, cells = await seen(web, state="reviewed", overdue="true", level="county_level")
    assert (table["stage_label"], table["is_in_force"], table["governments"], cells) == (label, False, [], {})
    assert {each["state"] for each in table["clauses"]} == {""}
    assert (len(table["clauses"]), table["counts"], table["overdue"]) == (87, [], 0)
    assert table["is_draft"] == (stage is RegulationStage.DRAFT)


@pytest.mark.scenario("F10")
@pytest.mark.article(ENTRY)
async def test_after_a_renumbering_clauses_are_called_by_the_numbers_of_the_text_in_force(web: Web) -> None:
    await add_table(web, moves=MOVES | {"9": ""})
    table, _ = await seen(web)
    assert of(table, "H30-1-1")["place"] == "第三十二条第一款（草案第三十条第一款）"
    assert (of(table, "H30-1-1")["article"], of(table, "H30-1-1")["basis"]["key"]) == (32, "province:30.1")
    gone = of(table, "H09-1-1")
    assert (gone["state_label"], gone["article"], gone["cells"]) == ("现行文本已无此条款", None, [])
    only, _ = await seen(web, article="32")
    assert {each["article"] for each in only["clauses"]} == {32}
    assert table["document_number"] == "示例公告第12号"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"under": WH, "state": "evidenced"}, {("H04-2-1", WH)}),
        ({"overdue": "true"}, {("H04-1-2", WH)}),
        ({"under": JA, "article": "4", "state": "unassigned"}, set()),
        ({"level": "county_level", "under": WH, "article": "8"}, {("H08-1-1", JA)}),
    ],
)
@pytest.mark.article(EVIDENCE)
async def test_the_table_is_filtered(web: Web, query: dict[str, str], expected: set[tuple[str, str]]) -> None:
    await add_table(web)
    table, cells = await seen(web, **query)
    assert set(cells) == expected
    assert table["total"] == len(expected)


@pytest.mark.article(EVIDENCE)
async def test_by_modality_and_with_counts_of_what_a_reader_may_choose_among(web: Web) -> None:
    await add_table(web)
    late, _ = await seen(web, under=WH, article="4", state="reviewed")
    assert (late["total"], late["overdue"]) == (1, 1)
    assert {each["label"]: each["number"] for each in late["counts"]}["佐证材料待审阅"] == 1
    table, cells = await seen(web, modality="subjectless", under=WH, state="without_evidence")
    assert {each["modality_label"] for each in table["clauses"]} == {"未写明主体"}
    assert set(cells) == {("H15-2-1", JA)}
    counts = {each["label"]: each["number"] for each in table["counts"]}
    assert counts["未提交佐证材料"] == 1
    assert counts["未明确责任主体"] > 5


async def test_the_table_of_a_whole_province_reads_the_states_of_its_columns_alone(web: Web, asked: list[str]) -> None:
    await add_table(web, a_large_tree())
    await seen(web)
    asked.clear()
    table, cells = await seen(web)
    assert (len(table["governments"]), len(cells) > 900) == (18, True)
    assert len([each for each in asked if "cases.state" in each]) == 2, "the text, and its columns at once"
    assert len([each for each in asked if each != "BEGIN"]) <= 6  # with those for the account that asks


@pytest.mark.article("province:4.1")
async def test_a_table_of_the_whole_province_never_has_a_hundred_columns(web: Web) -> None:
    await add_table(web, a_large_tree())
    whole, _ = await seen(web)
    assert (len(whole["all_governments"]), len(whole["governments"])) == (120, 18)
    assert (whole["governments"][0]["organisation"], whole["governments"][0]["below"]) == (HB, 17)
    one, _ = await seen(web, under="gov-4203")
    assert [each["region"] for each in one["governments"]] == ["420300", *(f"4203{each}" for each in range(21, 27))]
    assert (await seen(web, under="gov-nowhere"))[0]["governments"] == []


@ON_BOTH_DATABASES
@pytest.mark.article("province:4.1")
@pytest.mark.parametrize(
    ("account", "expected", "text"),
    [
        ("ops", {HB, WH, JA}, True),
        ("supervisor", {HB, WH, JA}, True),
        ("npc-hb", {HB, WH, JA}, True),
        (HB, {HB, WH, JA}, True),
        (WH, {WH, JA}, False),
        (JA, {JA}, False),
    ],
)
async def test_a_government_sees_its_own_column_and_those_below_it(
    web: Web, account: str, expected: set[str], text: bool
) -> None:
    await add_table(web)
    table, _ = await seen(web, account)
    assert {each["organisation"] for each in table["all_governments"]} == expected
    assert (table["case_id"] is not None) == text
    for each in (HB, WH, JA):
        answer = await web.get(f"/regulations/hb/governments/{each}", account)
        assert answer.status_code == (200 if each in expected else 404), each


@pytest.mark.article("province:4.1")
@pytest.mark.parametrize(
    "account", ["gov-js", "dep-wh-finance", "dep-hb-market", "prov-js", "samr", "park-js-1", "mara"]
)
async def test_to_whoever_has_no_part_in_it_there_is_no_table(web: Web, account: str) -> None:
    await add_table(web)
    there = [await web.get(f"{TABLE}{each}", account) for each in ("", ".xlsx", f"?under={WH}")]
    nowhere = await web.get("/regulations/xx/duties", account)
    assert {each.status_code for each in (*there, nowhere)} == {404}
    assert {each.json()["detail"] for each in (*there, nowhere)} == {nowhere.json()["detail"]}
    sheet = await web.get(f"/regulations/hb/governments/{WH}", account)
    assert (sheet.status_code, sheet.json()["detail"]) == (404, "该人民政府的职责清单不存在，或者您无权查看。")


async def test_a_congress_of_a_city_sees_the_governments_of_its_city(web: Web) -> None:
    await add_table(web)
    async with web.register.write() as session:
        await add_accounts(session, {"npc-wh": ("npc-wh", "武汉市人大常委会", Role.PEOPLES_CONGRESS, "420100")}, NOW)
    table, _ = await seen(web, "npc-wh")
    assert {each["organisation"] for each in table["all_governments"]} == {WH, JA}


@pytest.mark.article(EVIDENCE, "province:30.1")
async def test_the_sheet_of_a_government_has_its_clauses_with_their_bodies_and_its_campaigns(web: Web) -> None:
    await add_table(web)
    sheet = (await web.get(f"/regulations/hb/governments/{WH}", WH)).json()
    clauses = {each["id"]: each for each in sheet["clauses"]}
    assert not {"H05-7-1", "H37-1-1", "H05-1-1"} & set(clauses)
    assert (clauses["H04-2-1"]["bodies"], clauses["H04-2-1"]["handed_in_by"]) == (["武汉市财政局"], "武汉市财政局")
    assert (clauses["H04-1-2"]["is_overdue"], clauses["H04-1-2"]["due_on"]) == (True, EARLIER.isoformat())
    assert clauses["H15-2-1"]["bodies"] == []
    titles = {each["title"]: each for each in sheet["campaigns"]}
    assert titles["2025年全国质量月"]["state_label"] == "待总结"
    assert titles["2025年全国质量月"]["summary_due"] == "2025-10-15"
    assert (sheet["is_over"], sheet["sees_table"], sheet["document_number"]) == (False, True, "示例公告第12号")


@pytest.mark.article(EVIDENCE)
async def test_the_table_is_exported_as_filtered_and_entered_in_the_audit_log(web: Web) -> None:
    await add_table(web)
    answer = await web.get(f"{TABLE}.xlsx?under={WH}&article=4", WH)
    sheets = sheets_in(answer.content)
    assert list(sheets) == ["职责表", "条款和政府", "说明"]
    lines = {(each["条文原文"], each["人民政府"]): each for each in records_in(sheets["职责表"])}
    late = lines["统筹安排质量促进工作经费", "武汉市人民政府"]
    assert (late["状态"], late["责任单位"], late["逾期"]) == ("未提交佐证材料", "武汉市财政局", "逾期")
    assert (late["自行设定的期限"], late["用语"]) == (EARLIER, "应当")
    matrix = {each["条文原文"]: each for each in records_in(sheets["条款和政府"])}
    assert matrix["建立质量促进工作机制"]["武汉市人民政府"] == "佐证材料待审阅；责任单位：武汉市财政局"
    told = dict(sheets["说明"])
    assert (told["筛选条件"], told["条例"]) == ("武汉市人民政府，第四条", "湖北省质量促进条例")
    entries = (await web.get("/audit?action=table.export", "supervisor")).json()["items"]
    assert [each["actor"] for each in entries if each["action"] == "table.export"] == [WH]
