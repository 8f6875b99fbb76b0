"""A calendar release handed in as a file: JSON, or a small fixed sheet (XLSX, CSV), with the place of every mistake.

The sheet says what the notice says: year, number and date of issue in the second column of the first rows, then
one row for each period off (from, to) and each make-up workday.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import xlsxwriter
from pydantic import ValidationError

from domain.working_days import CalendarRelease
from services.sheet_reading import NoWorkbook, Row, day, first_sheet, plain

YEAR, NUMBER, ISSUED = "年份", "文号", "发布日期"
OFF, MAKE_UP = "放假", "上班"
TEMPLATE = (
    (YEAR, "2027"),
    (NUMBER, "国办发明电〔2026〕　号"),
    (ISSUED, "2026-11-04"),
    ("类别", "自", "至", "说明"),
    (OFF, "2027-01-01", "2027-01-03", "元旦"),
    (MAKE_UP, "2027-01-09", "", "填写一天的，“至”可以不填"),
)
"""The sheet to fill in, with one example of each row."""

_HEADING = "类别"
_LONGEST_PERIOD = timedelta(days=31)
_MOST_ROWS = 1000
_NOT_OURS = "无法读取文件：请上传JSON文件，或者按模板填写的XLSX、CSV文件"
_FIELDS = {"year": YEAR, "document_number": NUMBER, "issued_on": ISSUED}


class Unreadable(Exception):
    """A file that is no calendar release; ``faults`` say in Chinese what is wrong, and where."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("；".join(faults))
        self.faults = tuple(faults)


def read(data: bytes) -> CalendarRelease:
    """The release in a file, its days not yet looked at. Raises ``Unreadable``."""
    if data.startswith(b"PK\x03\x04"):
        return _of_rows(_of_workbook(data))
    text = _text(data)
    if text.lstrip().startswith("{"):
        return _of_json(text)
    return _of_rows(list(csv.reader(io.StringIO(text, newline=""))))


def template() -> bytes:
    """The sheet to fill in, as XLSX."""
    written = io.BytesIO()
    # Strings stay strings: a date is typed as 2027-01-01, and nothing becomes a formula.
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("节假日安排")
        sheet.set_column("A:D", 24)
        for number, row in enumerate(TEMPLATE):
            sheet.write_row(number, 0, row)
    return written.getvalue()


def _of_workbook(data: bytes) -> list[Row]:
    try:
        return first_sheet(data)
    except NoWorkbook as error:
        raise Unreadable([_NOT_OURS]) from error


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable([_NOT_OURS])


def _of_json(text: str) -> CalendarRelease:
    try:
        found = json.loads(text)
        strange = sorted(set(found) - set(CalendarRelease.model_fields))
        if strange:
            raise Unreadable([f"不认识的字段：{'、'.join(strange)}"])
        return CalendarRelease.model_validate_json(text)
    except json.JSONDecodeError as error:
        raise Unreadable([f"第{error.lineno}行：不是有效的JSON"]) from error
    except (ValidationError, RecursionError) as error:
        places = error.errors() if isinstance(error, ValidationError) else []
        faults = [f"{'.'.join(map(str, each['loc'])) or '文件'}：缺少，或者格式不正确" for each in places]
        raise Unreadable(faults or ["不是有效的JSON"]) from error


def _of_rows(rows: Sequence[Row]) -> CalendarRelease:
    sheet = _Sheet(rows[:_MOST_ROWS])
    facts = {name: sheet.head(label) for name, label in _FIELDS.items()}
    off, made_up = sheet.days(OFF), sheet.days(MAKE_UP)
    if sheet.faults:
        raise Unreadable(sheet.faults)
    return CalendarRelease.model_validate({**facts, "days_off": off, "make_up_workdays": made_up})


class _Sheet:
    """Rows being read; ``faults`` gathers what is wrong with them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.faults: list[str] = []
        self._rows = [(number, [*row, "", "", "", ""][:4]) for number, row in enumerate(rows, start=1)]
        known = {YEAR, NUMBER, ISSUED, _HEADING, OFF, MAKE_UP, ""}
        for number, row in self._rows:
            if plain(row[0]) not in known:
                self._wrong(number, "A", f"不认识“{plain(row[0])[:20]}”，应为{OFF}或者{MAKE_UP}")

    def head(self, label: str) -> Any:
        """What stands beside ``label``: a date, a number, or a text."""
        for number, row in self._rows:
            if plain(row[0]) == label:
                return self._fact(label, number, row[1])
        self.faults.append(f"缺少“{label}”一行")
        return None

    def _fact(self, label: str, number: int, cell: Any) -> Any:
        if label == ISSUED:
            return self._date(number, "B", cell)
        text = plain(cell)
        if label == YEAR and not re.fullmatch(r"\d{4}(\.0)?", text):
            self._wrong(number, "B", "应为四位数的年份")
            return None
        return int(float(text)) if label == YEAR else text

    def days(self, kind: str) -> list[date]:
        """Every day of the rows of one kind, in the order of the sheet."""
        return [day for number, row in self._rows if plain(row[0]) == kind for day in self._period(number, row)]

    def _period(self, number: int, row: Row) -> Iterator[date]:
        first = self._date(number, "B", row[1])
        last = self._date(number, "C", row[2]) if plain(row[2]) else first
        if first is None or last is None:
            return
        if not timedelta(0) <= last - first <= _LONGEST_PERIOD:
            self._wrong(number, "C", "“至”应当不早于“自”，并在31天以内")
            return
        yield from (first + timedelta(days=each) for each in range((last - first).days + 1))

    def _date(self, number: int, column: str, cell: Any) -> date | None:
        try:
            return day(cell)
        except ValueError:
            self._wrong(number, column, "应为日期，如2027-01-01")
            return None

    def _wrong(self, number: int, column: str, text: str) -> None:
        self.faults.append(f"第{number}行{column}列：{text}")
