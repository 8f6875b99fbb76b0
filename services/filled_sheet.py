"""A sheet that people fill in: its rows by their headings, and the very file with its mistakes marked."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from services.sheet_reading import NoWorkbook, Row, first_sheet, plain

_MARKED = "错误说明"
_NOT_READ = "无法读取文件，请上传按模板填写的XLSX文件。"
Headings = Mapping[str, str]
"""Field → the heading of its column."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell; ``row`` as people count, ``field`` of the sheet's headings."""

    row: int
    field: str
    text: str


class Unreadable(Exception):
    """A file that is no such sheet, said in Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def filled_rows(data: bytes, headings: Headings) -> list[tuple[int, dict[str, Any]]]:
    """The number of each row in which anything stands, as people count, and its cells by field.

    Raises ``Unreadable`` for what is no workbook, and unless each heading stands in the first row once.
    """
    rows = _rows(data)
    places = _places(rows[0] if rows else (), headings)
    filled = ((number, row) for number, row in enumerate(rows[1:], start=2) if any(map(plain, row)))
    return [(number, _cells(row, places, headings)) for number, row in filled]


def marked(data: bytes, faults: Iterable[Fault], headings: Headings) -> bytes:
    """The very file, with every wrong cell coloured and commented, and what is wrong beside its row.

    Raises ``Unreadable`` for what ``filled_rows`` does not read.
    """
    first = [plain(each) for each in (_rows(data) or [()])[0]]
    places = _places(first, headings)
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    red, beside = PatternFill("solid", fgColor="F6D7D2"), len(first) + 1
    sheet.cell(1, beside, _MARKED).font = Font(bold=True)
    told: dict[int, list[str]] = {}
    for fault in faults:
        heading = headings[fault.field]
        cell = sheet.cell(fault.row, places[heading] + 1)
        cell.fill = red
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{before}{fault.text}", "质程")
        told.setdefault(fault.row, []).append(f"{heading}：{fault.text}")
    for number, texts in told.items():
        sheet.cell(number, beside, "\n".join(texts)).fill = red
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _rows(data: bytes) -> list[Row]:
    try:
        return first_sheet(data)
    except NoWorkbook as error:
        raise Unreadable(_NOT_READ) from error


def _places(first: Row, headings: Headings) -> dict[str, int]:
    """Heading → column. Raises ``Unreadable`` unless each stands there once."""
    found = [plain(each) for each in first]
    wrong = [each for each in headings.values() if found.count(each) != 1]
    if wrong:
        raise Unreadable(f"第1行的标题与模板不符，缺少或者重复：{'、'.join(wrong)}。")
    return {each: found.index(each) for each in headings.values()}


def _cells(row: Row, places: Mapping[str, int], headings: Headings) -> dict[str, Any]:
    return {field: row[place] if (place := places[name]) < len(row) else "" for field, name in headings.items()}
