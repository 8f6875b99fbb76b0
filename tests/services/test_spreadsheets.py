"""Tables as XLSX: dates are dates, what was typed is text whatever it begins with, the headings stay in sight."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from services.spreadsheets import Cell, Table, workbook
from tests.support.sheets import sheets_in

AT = datetime(2026, 3, 1, 18, tzinfo=UTC)
INJECTIONS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    '=HYPERLINK("http://x","y")',
    "\t=1",
    "http://x",
    "007",
]


def book_of(*rows: tuple[Cell, ...]) -> bytes:
    return workbook([Table("台账", {"甲": 10, "乙": 20}, rows)], [("表名", "台账"), ("导出时间", AT)], AT)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_dates_instants_and_numbers_keep_their_type_in_shanghai_time() -> None:
    found = sheets_in(book_of((date(2026, 3, 1), AT), (42, "文字")))
    assert found["台账"] == [["甲", "乙"], [date(2026, 3, 1), datetime(2026, 3, 2, 2)], [42.0, "文字"]]  # noqa: DTZ001
    assert found["说明"] == [["表名", "台账"], ["导出时间", datetime(2026, 3, 2, 2)]]  # noqa: DTZ001


@pytest.mark.parametrize("typed", INJECTIONS)
def test_what_looks_like_a_formula_a_link_or_a_number_stays_text(typed: str) -> None:
    data = book_of((typed, None))
    assert sheets_in(data)["台账"][1][0] == typed
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert '<c r="A2" s="2" t="s">' in sheet
    assert 'quotePrefix="1"' in part(data, "xl/styles.xml")


def test_the_headings_are_frozen_and_can_be_filtered() -> None:
    sheet = part(book_of(("甲", "乙")), "xl/worksheets/sheet1.xml")
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet
    assert '<autoFilter ref="A1:B2"/>' in sheet


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    cell = sheets_in(book_of(("长" * 40_000, None)))["台账"][1][0]
    assert len(cell) == 32_767
    assert cell.endswith("……（单元格放不下，全文见平台）")


def test_the_same_tables_give_the_same_bytes() -> None:
    assert book_of(("甲", AT)) == book_of(("甲", AT))


def test_a_table_without_rows_still_has_its_headings() -> None:
    assert sheets_in(book_of())["台账"] == [["甲", "乙"]]
