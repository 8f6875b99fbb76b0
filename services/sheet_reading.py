"""Reading a sheet that somebody filled in: its rows as people count them, and what a cell says."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

_LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes: a small file may hold a sheet that fills the memory."""
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")

Row = Sequence[Any]


class NoWorkbook(Exception):
    """Bytes that are no workbook, or one too large to read."""


def first_sheet(data: bytes) -> list[Row]:
    """The rows of the first sheet, empty ones too, so that they count as people see them. Raises ``NoWorkbook``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(part.file_size for part in package.infolist()) > _LARGEST_UNPACKED:
                raise NoWorkbook
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return list(book.get_sheet_by_index(0).to_python(skip_empty_area=False))
    except (CalamineError, zipfile.BadZipFile, ValueError, IndexError) as error:
        raise NoWorkbook from error


def plain(cell: Any) -> str:
    """What stands in a cell, as text; a whole number without its point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def day(cell: Any) -> date:
    """The day in a cell: a date, or one typed as 2027-01-01 or 2027年1月1日. Raises ``ValueError``."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DATE.fullmatch(plain(cell))
    if match is None:
        raise ValueError(plain(cell))
    return date(*map(int, match.groups()))
