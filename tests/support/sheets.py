"""Reading an XLSX back, as whoever opens it sees it."""

import io
import zipfile
from typing import Any

import httpx2
from python_calamine import CalamineWorkbook


def sheets_in(data: bytes) -> dict[str, list[list[Any]]]:
    """Name of each sheet → its rows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def words_of(answer: httpx2.Response) -> str:
    """What an answer says; of a workbook its parts, without the instant at which it was packed."""
    if not answer.content.startswith(b"PK"):
        return answer.text
    parts = zipfile.ZipFile(io.BytesIO(answer.content))
    return "\n".join(f"{name}: {parts.read(name)!r}" for name in parts.namelist() if "docProps" not in name)


def records_in(rows: list[list[Any]]) -> list[dict[str, Any]]:
    """The rows below the headings, each by heading."""
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
