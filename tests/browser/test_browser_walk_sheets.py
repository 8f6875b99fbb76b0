"""Running cases come in by a sheet, and a list goes out by one; both as people open them."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.async_api import Browser, FilePayload

from db.models import Case
from domain.zone.case import Stage, ZoneCase
from services.spreadsheets import MEDIA_TYPE
from tests.support.page_rows import add_many_cases
from tests.support.portal import Person, Portal
from tests.support.web import Web
from tests.support.world import World

HEADINGS = ("园区（编号或者名称）", "所处阶段", "同意创建日期", "验收申请日期", "认定公布日期", "已接收的年度工作报告")


def first_sheet(path: Path) -> Worksheet:
    found = load_workbook(path).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def filled(template: Path, folder: Path, *row: str) -> FilePayload:
    """The template with its examples replaced by one row."""
    book = load_workbook(template)
    sheet = book.worksheets[0]
    assert tuple(each.value for each in sheet[1]) == HEADINGS
    sheet.delete_rows(2, sheet.max_row)
    sheet.append(row)
    book.save(folder / "filled.xlsx")
    return {"name": "在办案件.xlsx", "mimeType": MEDIA_TYPE, "buffer": (folder / "filled.xlsx").read_bytes()}


@pytest.mark.served
@pytest.mark.timeout(300)
@pytest.mark.starts_at("2025-10-09T09:00")
async def test_a_case_comes_in_by_a_sheet_that_a_second_person_confirms(
    portal: Portal, world: World, tmp_path: Path
) -> None:
    ops = await portal.person("ops")
    await ops.follows("案件")
    await ops.follows("批量接入在办案件")
    template = await ops.saves("下载模板")

    await _uploads(ops, filled(template, tmp_path, "没有的园区", "创建中", "2025-09-01"))
    await ops.reads("表中有误1处，不能提出接入", "平台没有登记这个园区，请先登记，或者改正编号、名称")
    wrong = first_sheet(await ops.saves("下载标注了错误的原表")).cell(2, 1)
    assert (wrong.value, wrong.comment is not None) == ("没有的园区", True)

    await ops.follows("批量接入在办案件")
    await _uploads(
        ops, filled(template, tmp_path, "示例一号园区", "示范期内", "", "", "2023-06-01", "2023：2024-01-20")
    )
    await ops.reads("共1件，没有发现错误", "示范期最后一日：2026年6月1日", "接入时已逾期")
    await ops.looks(tmp_path / "preview")
    await ops.presses("提出接入1件")
    await ops.reads("待确认", "等待市场监管总局的第二人确认")
    async with world.register.read() as session:
        assert await session.get(Case, world.case_id) is None, "one person alone brings nothing in"

    samr = await portal.person("samr")
    await samr.goes_to("/case-imports")
    await samr.follows("在办案件.xlsx")
    await samr.presses("确认接入1件")
    await samr.reads("已确认")
    await world.row()
    await samr.page.reload()
    await samr.reads("已接入1件，共1件")
    await samr.looks(tmp_path / "progress")

    park = await portal.person("park-js-1")
    await park.goes_to(f"/cases/{world.case_id}")
    case = await world.state()
    assert (case.stage, await park.answer_to("进展到哪里")) == (Stage.IN_TERM, "示范期内")
    assert case.term is not None
    assert case.term.last_day.date == date(2026, 6, 1)
    assert (await park.answer_to("示范期最后一日")).startswith("2026年6月1日")


async def _uploads(person: Person, sheet: FilePayload) -> None:
    await person.attaches("填好的表", sheet)
    await person.presses("上传并核对")
    await person.is_at("接入前核对")


async def test_a_list_goes_out_as_it_is_filtered_in_both_forms(
    web: Web, address: str, browser: Browser, tmp_path: Path
) -> None:
    """Whoever exports gets the lines that are shown, and no others."""
    ids = await add_many_cases(web, 30)
    other: ZoneCase = await web.add_case("zj-1", stage=Stage.CREATION)
    portal = Portal(address, browser)
    samr = await portal.person("samr")
    await samr.follows("案件")
    await samr.page.get_by_label("省份", exact=True).select_option("浙江省")
    await samr.presses("筛选")
    await samr.reads("示例二号园区")
    await samr.looks(tmp_path / "filtered")
    rows = [[each.value for each in row] for row in first_sheet(await samr.saves("导出XLSX")).iter_rows()]
    assert [row[0] for row in rows] == ["案件编号", other.id]
    text = (await samr.saves("导出CSV")).read_text(encoding="utf-8-sig")
    assert [line.split(",")[0] for line in text.splitlines()] == ["案件编号", other.id]

    await samr.follows("查看全部")
    rows = [[each.value for each in row] for row in first_sheet(await samr.saves("导出XLSX")).iter_rows()]
    assert {row[0] for row in rows[1:]} == {*ids, other.id}
    assert dict(zip(rows[0], rows[-1], strict=True)).keys() >= {"园区或者项目", "所处阶段", "最近应办日期"}

    province = await portal.person("prov-zj")
    await province.follows("案件")
    rows = [[each.value for each in row] for row in first_sheet(await province.saves("导出XLSX")).iter_rows()]
    assert [row[0] for row in rows[1:]] == [other.id], "a province takes along only what it may see"
    assert portal.strange == []
