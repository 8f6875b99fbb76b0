"""Sheets of a unit's ledger: filled in and handed in."""

from collections.abc import Sequence

from services.ledger_sheet import HEADINGS, SHEET
from services.spreadsheets import MEDIA_TYPE, Cell, Table, workbook
from tests.support.web import NOW, Caller

EIGHT, SEVEN = "第8项措施“加强企业质量能力建设”", "第7项措施“夯实质量工作基础”"


def ledger_sheet(*rows: Sequence[Cell]) -> bytes:
    """A filled sheet, its cells in the order of ``HEADINGS``; what a row leaves out at its end is empty."""
    filled = [(*row, *[""] * (len(HEADINGS) - len(row))) for row in rows]
    return workbook([Table(SHEET, dict.fromkeys(HEADINGS.values(), 20), filled)], (), NOW)


async def hand_in(web: Caller, data: bytes, account: str) -> str:
    """The id of the uploaded file."""
    answer = await web.post("/files", account, files={"file": ("台账.xlsx", data, MEDIA_TYPE)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
