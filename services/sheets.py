"""A table as a spreadsheet (XLSX) that a person files: a heading, facts about it, and rows that stay what they are."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from domain.dates import CHINA

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | datetime | None
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters; a Chinese one counts two."""

    label: str
    width: int


def table(
    title: str,
    facts: Iterable[tuple[str, str]],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    at: datetime,
) -> bytes:
    """One sheet: the title, the facts, the columns' labels, the rows. Instants are written in Beijing time.

    Nothing becomes a formula or a link, whatever somebody typed. ``at`` (aware) is the moment of making: the same
    input gives the same bytes.
    """
    written = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": title, "created": _local(at)})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"})
        sheet = book.add_worksheet(title[:31])
        sheet.write_string(0, 0, title, bold)
        line = 0
        for line, (label, text) in enumerate(facts, start=1):
            sheet.write_string(line, 0, label)
            sheet.write_string(line, 1, text)
        head = line + 2
        for number, column in enumerate(columns):
            sheet.set_column(number, number, min(column.width, _WIDEST))
            sheet.write_string(head, number, column.label, bold)
        sheet.freeze_panes(head + 1, 0)
        for place, row in enumerate(rows, start=head + 1):
            for number, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(place, number, _local(cell), instant)
                else:
                    sheet.write(place, number, cell, wrapped)
    return written.getvalue()


def _local(moment: datetime) -> datetime:
    """As a spreadsheet knows moments: without a time zone, here that of Beijing."""
    return moment.astimezone(CHINA).replace(tzinfo=None)
