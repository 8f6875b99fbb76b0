"""Sheets of running cases: filled in, handed in, confirmed, and waited for."""

import asyncio
from collections.abc import Sequence
from typing import Any

from services.case_sheet import HEADINGS, SHEET
from services.spreadsheets import MEDIA_TYPE, Cell, Table, workbook
from tests.support.web import NOW, Caller

OF = {name: place for place, name in enumerate(HEADINGS)}
"""Field → its column, counted from 0."""


def sheet(*rows: Sequence[Cell], headings: Sequence[str] = tuple(HEADINGS.values())) -> bytes:
    """A filled sheet; what a row leaves out at its end is empty."""
    filled = [(*row, *[""] * (len(headings) - len(row))) for row in rows]
    return workbook([Table(SHEET, dict.fromkeys(headings, 20), filled)], (), NOW)


async def hand_in(web: Caller, data: bytes, account: str = "ops") -> str:
    """The id of the uploaded file."""
    answer = await web.post("/files", account, files={"file": ("在办案件.xlsx", data, MEDIA_TYPE)})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def proposed(web: Caller, data: bytes, account: str = "ops") -> dict[str, Any]:
    answer = await web.post("/case-imports", account, json={"file_id": await hand_in(web, data, account)})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def confirmed(web: Caller, data: bytes) -> dict[str, Any]:
    """Proposed by operations, confirmed by 总局."""
    answer = await web.post(f"/case-imports/{(await proposed(web, data))['id']}/confirm", "samr")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def until_settled(web: Caller, import_id: str) -> dict[str, Any]:
    """The import once each of its rows has been settled."""
    for _ in range(400):
        found: dict[str, Any] = (await web.get(f"/case-imports/{import_id}", "samr")).json()
        if found["taken_over"] + found["failed"] == found["total"]:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"never settled: {found}")
