"""Reading an XLSX back, as whoever opens it sees it."""

import io
from typing import Any

from python_calamine import CalamineWorkbook


def sheets_in(data: bytes) -> dict[str, list[list[Any]]]:
    """Name of each sheet → its rows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records_in(rows: list[list[Any]]) -> list[dict[str, Any]]:
    """The rows below the headings, each by heading."""
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
