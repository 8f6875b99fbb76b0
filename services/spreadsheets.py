"""Tables as XLSX, for offices that go on working with them: a sheet each, and one that says where they come from.

What people typed stays text, whatever it begins with: nothing becomes a formula, a link or a number. The same tables
give the same bytes.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from domain.dates import CHINA

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROVENANCE = "说明"
"""Name of the last sheet."""
Cell = str | int | date | datetime | None
"""An instant is written as the date and time of Asia/Shanghai."""
_LONGEST = 32_767
"""Characters a cell holds."""
_CUT = "……（单元格放不下，全文见平台）"
_DATE, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_LABEL_WIDTH, _TEXT_WIDTH = 16, 90


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, heading → width in characters, and its rows in the order of the headings."""

    name: str
    columns: Mapping[str, int]
    rows: Sequence[Sequence[Cell]]


def workbook(tables: Sequence[Table], provenance: Sequence[tuple[str, Cell]], at: datetime) -> bytes:
    """The tables, and a sheet of label and text. ``at``: when it was made."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": at.astimezone(CHINA).replace(tzinfo=None)})
        pen = _Pen(book)
        for table in tables:
            pen.table(table)
        pen.pairs(provenance)
    return written.getvalue()


class _Pen:
    """Writes cells, each in the form of its type."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        # The quote prefix keeps a text that looks like a formula a text, even when somebody edits the cell.
        self._text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self._number = book.add_format({"valign": "top"})
        self._date = book.add_format({"valign": "top", "num_format": _DATE, "align": "left"})
        self._moment = book.add_format({"valign": "top", "num_format": _MOMENT, "align": "left"})

    def table(self, table: Table) -> None:
        sheet = self._book.add_worksheet(table.name)
        for place, (heading, width) in enumerate(table.columns.items()):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, self._head)
        for number, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                self._cell(sheet, number, place, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def pairs(self, rows: Sequence[tuple[str, Cell]]) -> None:
        sheet = self._book.add_worksheet(PROVENANCE)
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, 1, _TEXT_WIDTH)
        for number, (label, cell) in enumerate(rows):
            sheet.write_string(number, 0, label, self._head)
            self._cell(sheet, number, 1, cell)

    def _cell(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        if isinstance(cell, datetime):
            sheet.write_datetime(row, place, cell.astimezone(CHINA).replace(tzinfo=None), self._moment)
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, cell, self._date)
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self._number)
        elif cell:
            sheet.write_string(row, place, _fitting(cell), self._text)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
