"""A sheet of running cases: the template reads as it is, mistakes are found to the cell and marked in the very file."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from domain.zone.case import Stage
from services.case_sheet import HEADINGS, MOST, read, template
from services.filled_sheet import Unreadable, marked
from tests.support.imports import sheet
from tests.support.sheets import sheets_in
from tests.support.web import NOW


def test_the_template_reads_as_it_is_given_out_and_explains_itself() -> None:
    lines, faults = read(template(NOW))
    assert faults == []
    assert [line.told.stage for line in lines if line.told] == [Stage.CREATION, Stage.ACCEPTANCE, Stage.IN_TERM]
    assert lines[2].told is not None
    assert lines[2].told.reports == {2024: date(2025, 1, 20), 2025: date(2026, 1, 22)}
    assert "不再补发" in dict(sheets_in(template(NOW))["说明"])["接入以前的事"]


def test_dates_are_read_as_dates_and_as_people_type_them() -> None:
    for cell in (date(2026, 3, 2), "2026-03-02", "2026/3/2", "2026年3月2日"):
        (line,), faults = read(sheet(("甲", "创建中", cell)))
        assert faults == []
        assert line.told is not None
        assert line.told.approved_on == date(2026, 3, 2)


def test_every_mistake_is_told_with_its_row_and_column() -> None:
    _, faults = read(sheet(("", "创建", "昨天"), ("乙", "示范期内", "", "", "2024-06-03", "2024年报；2025：x")))
    assert [(each.row, HEADINGS[each.field]) for each in faults] == [
        (2, "园区（编号或者名称）"),
        (2, "所处阶段"),
        (2, "同意创建日期"),
        (3, "已接收的年度工作报告"),
        (3, "已接收的年度工作报告"),
    ]


def test_the_marked_file_is_the_very_file_with_what_is_wrong_beside_it_and_reads_again() -> None:
    headings = ("备注", *HEADINGS.values())
    data = sheet(("=1+1", "甲", "创建中", "昨天"), ("自己的话", "乙", "创建中", "2026-03-02"), headings=headings)
    _, faults = read(data)
    found = load_workbook(io.BytesIO(marked(data, faults, HEADINGS))).worksheets[0]
    assert found.cell(3, 1).value == "自己的话"
    wrong = found.cell(2, 4)
    assert wrong.comment is not None
    assert wrong.comment.text == "应为日期，如2026-03-02"
    assert wrong.fill.fgColor.rgb == "00F6D7D2"
    assert found.cell(3, 4).comment is None
    assert [found.cell(row, 8).value for row in (1, 2, 3)] == ["错误说明", "同意创建日期：应为日期，如2026-03-02", None]
    assert [each.text for each in read(marked(data, faults, HEADINGS))[1]] == [each.text for each in faults]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"PK\x03\x04 nothing", "无法读取文件"),
        (b"", "无法读取文件"),
        (sheet(), "现有0件"),
        (sheet(*[("甲", "创建中")] * (MOST + 1)), f"应有1至{MOST}件"),
        (sheet(("甲",), headings=("园区",)), "缺少或者重复：园区（编号或者名称）、所处阶段"),
    ],
)
def test_what_is_no_such_sheet_is_said_to_be_none(data: bytes, text: str) -> None:
    with pytest.raises(Unreadable, match=text):
        read(data)
