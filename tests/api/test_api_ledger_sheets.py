"""四（三） 建立工作台账 by sheet: taken along, looked at with the rules of the form, marked, and filed as one act."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from domain.district.parts import Schedule
from tests.support.district_cases import DistrictWorld
from tests.support.ledger_sheets import EIGHT, SEVEN, hand_in, ledger_sheet
from tests.support.plan_walls import add_district_people, add_ledger, add_street, an_item, unfiled
from tests.support.sheets import records_in, sheets_in
from tests.support.web import ON_BOTH_DATABASES, Web, on_world
from tests.support.world import World

LEDGER = "district:s4(3)#2"
TASK = "district-441602-1-ledger-yc-science-task-1"
BY_OFFICE = "district-441602-1-ledger-u1-task-1"
AHEAD = date(2026, 4, 10)
GROUP = "保障措施一“加强组织领导”"


@pytest.fixture
async def science(web: Web) -> Web:
    """区科技局 has filed measure 9 and neither 7 nor 8; a street without an account has filed nothing."""
    await add_district_people(web.register)
    done = an_item("9", AHEAD)
    await add_ledger(web, "yc-science", [unfiled("7"), unfiled("8"), done])
    await add_street(web)
    return web


async def checked(web: Web, *rows: tuple[Any, ...], account: str = "yc-science", task: str = TASK) -> Any:
    file = await hand_in(web, ledger_sheet(*rows), account)
    answer = await web.get(f"/ledger-sheets/{task}/files/{file}/check", account)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.article(LEDGER)
async def test_the_sheet_has_a_locked_line_for_each_item_and_what_is_filed_beside_it(science: Web) -> None:
    answer = await science.get(f"/ledger-sheets/{TASK}/template.xlsx", "yc-science")
    sheets = sheets_in(answer.content)
    assert list(sheets) == ["待建账事项", "已建账事项", "说明"]
    assert [each["事项"] for each in records_in(sheets["待建账事项"])] == [SEVEN] * 3 + [EIGHT] * 3
    [filed] = records_in(sheets["已建账事项"])
    assert (filed["完成日期"], filed["工作举措"]) == (AHEAD, "开展专项行动。")
    first = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert first.protection.sheet
    assert [first.cell(2, column).protection.locked for column in (1, 2, 5)] == [True, False, False]
    assert not first.column_dimensions["A"].protection.locked
    read = [each["action"] for each in (await science.get("/audit", "supervisor")).json()["items"]]
    assert "table.export" in read


@ON_BOTH_DATABASES
@pytest.mark.article(LEDGER)
async def test_a_good_sheet_tells_what_would_be_filed_and_writes_nothing(science: Web) -> None:
    found = await checked(
        science,
        (EIGHT, "发放创新券。", "", "完成发放", AHEAD, "业务股"),
        (EIGHT, "", "", "复查", "2026年6月30日"),
        (SEVEN,),
    )
    assert (found["faults"], found["unit"], found["left"]) == (0, "区科技局", [SEVEN])
    assert [(each["number"], each["day"]) for each in found["rows"]] == [(2, "2026-04-10"), (3, "2026-06-30")]
    assert [each["label"] for each in found["foreseen"]["dates"]] == ["台账时间进度到期日"]
    assert [each["title"] for each in found["foreseen"]["documents"]]
    ledger = (await science.get("/cases/district-441602-1-ledger-yc-science", "yc-science")).json()
    assert ledger["state"]["key"] == "establishing"


@pytest.mark.article(LEDGER)
@pytest.mark.parametrize(
    ("rows", "heading", "text"),
    [
        ([("做好事", "a", "", "", AHEAD)], "事项", "不是方案的事项，请照抄模板中的事项"),
        ([("", "a", "", "", AHEAD)], "事项", "请填写事项"),
        ([("第5项措施“推动质量社会监督”", "a", "", "", AHEAD)], "事项", "不在区科技局待建账的事项中"),
        ([("第9项措施“加大质量人才培养力度”", "a", "", "", AHEAD)], "事项", "已经建账的，请调整时间进度或者登记进展"),
        ([(EIGHT, "", "", "完成", AHEAD)], "工作举措", "没有填写工作举措"),
        ([(EIGHT, "a", "", "完成", date(2025, 10, 8))], "完成日期", "2025年10月8日（周三）已经过去（系统策略）"),
        ([(EIGHT, "a", "", "完成", "下半年")], "完成日期", "应为日期，如2027-03-02"),
        ([(EIGHT, "a", "", "完成")], "时间进度", "没有填写时间进度"),
        ([(EIGHT, "a", "长期坚持"), (EIGHT, "", "", "完成", AHEAD)], "时间进度", "不能既按日期推进、又不写日期"),
        ([(EIGHT, "a", "长期坚持", "", AHEAD)], "时间进度", "选择了长期坚持，不填写日期"),
        ([(EIGHT, "a", "每季度", "", AHEAD)], "时间进度", "应为按所列日期、长期坚持、适时开展之一"),
        ([(EIGHT, "举" * 501, "长期坚持")], "工作举措", "最多500个字"),
    ],
)
async def test_what_the_form_refuses_is_said_at_its_cell(
    science: Web, rows: list[tuple[Any, ...]], heading: str, text: str
) -> None:
    found = await checked(science, *rows)
    [fault] = [fault for row in found["rows"] for fault in row["faults"]]
    assert fault["heading"] == heading
    assert text in fault["text"]
    assert (found["faults"], found["foreseen"]) == (1, None)


@pytest.mark.article(LEDGER)
async def test_today_is_not_past_and_each_day_that_is_stands_at_its_own_line(science: Web) -> None:
    days = [date(2025, 10, day) for day in (7, 8, 9, 10)]
    found = await checked(science, *((EIGHT, "a", "", "完成", each) for each in days))
    assert [len(each["faults"]) for each in found["rows"]] == [1, 1, 0, 0]


@pytest.mark.article(LEDGER)
async def test_a_faulty_sheet_files_nothing_and_comes_back_marked(science: Web) -> None:
    data = ledger_sheet((EIGHT, "", "", "完成", AHEAD), (SEVEN, "a", "", "完成", date(2025, 1, 1)))
    file = await hand_in(science, data, "yc-science")
    refused = await science.post(f"/ledger-sheets/{TASK}", "yc-science", json={"file_id": file})
    assert (refused.status_code, refused.json()["detail"]) == (422, "表中有误（2处），未作任何变更。")
    assert [each["loc"][-1] for each in refused.json()["errors"]] == [2, 3]
    marked = await science.get(f"/ledger-sheets/{TASK}/files/{file}/marked.xlsx", "yc-science")
    sheet = load_workbook(io.BytesIO(marked.content)).worksheets[0]
    assert (sheet.cell(2, 1).value, sheet.cell(2, 7).value[:5]) == (EIGHT, "工作举措：")
    assert "已经过去" in sheet.cell(3, 5).comment.text


@pytest.mark.parametrize(
    ("account", "task", "status"),
    [
        ("yc-science", TASK, 200),
        ("yc-office", TASK, 403),
        ("yc-office", BY_OFFICE, 200),
        ("yc-tax", TASK, 404),
        ("samr", TASK, 404),
        (None, TASK, 401),
        ("yc-science", "district-441602-1-ledger-yc-science-task-9", 404),
    ],
)
async def test_only_whoever_is_asked_to_file_has_the_sheet(
    science: Web, account: str | None, task: str, status: int
) -> None:
    assert (await science.get(f"/ledger-sheets/{task}/template.xlsx", account)).status_code == status


async def test_a_file_of_somebody_else_is_not_there(science: Web) -> None:
    file = await hand_in(science, ledger_sheet((EIGHT, "a", "长期坚持")), "yc-office")
    for answer in (
        await science.get(f"/ledger-sheets/{TASK}/files/{file}/check", "yc-science"),
        await science.post(f"/ledger-sheets/{TASK}", "yc-science", json={"file_id": file}),
    ):
        assert answer.status_code == 404
    broken = await hand_in(science, ledger_sheet((EIGHT,)), "yc-science")
    answer = await science.get(f"/ledger-sheets/{TASK}/files/{broken}/check", "yc-science")
    assert (answer.status_code, answer.json()["detail"]) == (422, "表中应填写1至150行，现有0行。未作任何变更。")


@pytest.mark.article(LEDGER)
@pytest.mark.starts_at("2025-03-03T09:00")
async def test_a_sheet_is_filed_once_by_the_same_act_as_the_form(world: World, tmp_path: Path) -> None:
    district = DistrictWorld(world.env, world.register, world.mail)
    await district.begin_ledger("yc-science", ["7", "8"])
    caller = on_world(world, tmp_path)
    task = (await district.task("ledger_filing", "yc-science")).id
    data = ledger_sheet(
        (SEVEN, "走访企业。", "", "完成走访", date(2025, 9, 30), "业务股"), (EIGHT, "培育。", "长期坚持")
    )
    async with caller.client:
        file = await hand_in(caller, data, "yc-science")
        sent = {"json": {"file_id": file}, "headers": {"Idempotency-Key": "sheet-1"}}
        first = await caller.post(f"/ledger-sheets/{task}", "yc-science", **sent)
        again = await caller.post(f"/ledger-sheets/{task}", "yc-science", **sent)
        late = await caller.post(f"/ledger-sheets/{task}", "yc-science", json={"file_id": file})
    assert (first.status_code, first.json()["case"]["state"]["key"]) == (200, "running"), first.text
    assert (again.status_code, again.json()) == (200, first.json())
    assert late.status_code in (409, 422)
    seven, eight = (await district.ledger()).items
    assert (seven.steps[0].due.date, seven.measures, seven.office) == (date(2025, 9, 30), "走访企业。", "业务股")
    assert (eight.schedule, eight.steps) == (Schedule.CONTINUOUS, [])
    assert len([each for each in await district.texts() if "建立工作台账，明确2项" in each]) == 1


@pytest.mark.article(LEDGER)
async def test_the_office_files_for_a_unit_without_an_account(science: Web) -> None:
    found = await checked(science, (GROUP, "成立专班。", "", "印发", AHEAD), account="yc-office", task=BY_OFFICE)
    assert (found["faults"], found["unit"], len(found["left"])) == (0, "示例街道办事处", 2)
