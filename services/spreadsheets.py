"""Tables as XLSX, for offices that go on working with them: a sheet each, and one that says where they come from.

What people typed stays text, whatever it begins with: nothing becomes a formula, a link or a number. The same tables
give the same bytes. A long table is written as its rows come (``LongTable``), or as CSV (``csv_lines``).
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

from domain.dates import CHINA

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_MEDIA_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Before a CSV: without it Excel reads Chinese as something else."""
PROVENANCE = "说明"
"""Name of the last sheet."""
Cell = str | int | date | datetime | None
"""An instant is written as the date and time of Asia/Shanghai."""
_LAST_ROW = 500
"""Of a sheet to be filled in: as far as choices are offered."""
_LONGEST = 32_767
"""Characters a cell holds."""
_CUT = "……（单元格放不下，全文见平台）"
_DATE, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_LABEL_WIDTH, _TEXT_WIDTH = 16, 90
_STARTS_A_FORMULA = tuple("=+-@＝＋－＠\t\r\n")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, heading → width in characters, and its rows in the order of the headings.

    ``fixed``: of a sheet to be filled in the headings whose cells stay as they are; every other cell is open.
    ``choices``: heading → what may be chosen there.
    """

    name: str
    columns: Mapping[str, int]
    rows: Sequence[Sequence[Cell]]
    fixed: Sequence[str] = ()
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


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


class LongTable:
    """A workbook of one table, written into ``file`` as its rows come; nothing of it but a few rows is in memory."""

    def __init__(self, file: IO[bytes], name: str, columns: Mapping[str, int], at: datetime) -> None:
        """``columns``: heading → width in characters. ``at``: when it is made."""
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"created": at.astimezone(CHINA).replace(tzinfo=None)})
        self._pen = _Pen(self._book)
        self._sheet = self._pen.sheet(name, columns)
        self._width = len(columns)
        self.rows = 0

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        for row in rows:
            self.rows += 1
            self._pen.row(self._sheet, self.rows, row)

    def close(self, provenance: Sequence[tuple[str, Cell]]) -> None:
        """The last sheet, and the end of the file."""
        self._pen.filtered(self._sheet, self.rows, self._width)
        self._pen.pairs(provenance)
        self._book.close()


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Lines of CSV; days as 2025-10-09, instants as 2025-10-09 10:00 in Asia/Shanghai. A text that a program would
    take for a formula gets a ' in front of it."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_plain(cell) for cell in row] for row in rows)
    return written.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell.astimezone(CHINA):%Y-%m-%d %H:%M}"
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_STARTS_A_FORMULA) else text


class _Pen:
    """Writes cells, each in the form of its type."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        # The quote prefix keeps a text that looks like a formula a text, even when somebody edits the cell.
        self._text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self._open = book.add_format({"text_wrap": True, "valign": "top", "locked": False})
        self._number = book.add_format({"valign": "top"})
        self._date = book.add_format({"valign": "top", "num_format": _DATE, "align": "left"})
        self._moment = book.add_format({"valign": "top", "num_format": _MOMENT, "align": "left"})

    def table(self, table: Table) -> None:
        sheet = self.sheet(table.name, table.columns)
        for number, row in enumerate(table.rows, start=1):
            self.row(sheet, number, row)
        if table.fixed:
            self._open_to_be_filled(sheet, table)
        else:
            self.filtered(sheet, len(table.rows), len(table.columns))

    def _open_to_be_filled(self, sheet: Any, table: Table) -> None:
        """Lock what is fixed; no password, since it only keeps people from writing over it unawares."""
        for place, (heading, width) in enumerate(table.columns.items()):
            sheet.set_column(place, place, width, self._open)
            if chosen := table.choices.get(heading):
                sheet.data_validation(1, place, _LAST_ROW, place, {"validate": "list", "source": list(chosen)})
            if heading not in table.fixed:
                for number, row in enumerate(table.rows, start=1):
                    sheet.write_string(number, place, str(row[place]), self._open)
        sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})

    def sheet(self, name: str, columns: Mapping[str, int]) -> Any:
        """A sheet with its headings, printed on each page."""
        sheet = self._book.add_worksheet(name)
        for place, (heading, width) in enumerate(columns.items()):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, heading, self._head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def row(self, sheet: Any, number: int, cells: Sequence[Cell]) -> None:
        for place, cell in enumerate(cells):
            self._cell(sheet, number, place, cell)

    def filtered(self, sheet: Any, rows: int, columns: int) -> None:
        sheet.autofilter(0, 0, max(rows, 1), columns - 1)

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
