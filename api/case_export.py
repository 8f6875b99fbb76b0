"""案件列表 as XLSX and CSV: the whole filtered list, written and sent as its lines are read.

Each export is entered in the audit log before its first line.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO

from api import audit
from api.case_listing import CaseLine, CaseQuery, every_line, in_words
from api.deps import Services
from api.identity import Identity
from api.words import PROGRAMMES
from domain.dates import local_date
from services.spreadsheets import BYTE_ORDER_MARK, Cell, LongTable, csv_lines

TITLE = "案件列表"
COLUMNS = {
    "案件编号": 28, "园区或者项目": 32, "类别": 24, "所在地": 16, "行政区划代码": 12, "所处阶段": 24, "待谁办理": 28,
    "最近应办日期": 12, "是否逾期": 8, "下一个日期": 12, "下一个日期的事项": 32, "立案时间": 18, "办结时间": 18,
}  # fmt: skip
"""Heading → width in characters."""
_NOTE = "“最近应办日期”是案件中尚未办结的事项里最早的应办日期。本表是导出之时的情况，以后的变化以平台为准。"
_CHUNK = 64 * 1024


async def csv_of_cases(services: Services, me: Identity, query: CaseQuery) -> AsyncIterator[str]:
    """The list as CSV, a piece at a time."""
    today = local_date(await _entered(services, me, query))

    async def pieces() -> AsyncIterator[str]:
        yield BYTE_ORDER_MARK + csv_lines([tuple(COLUMNS)])
        async for batch in every_line(services, me.actor, query):
            yield csv_lines(_cells(each, today) for each in batch)

    return pieces()


async def workbook_of_cases(services: Services, me: Identity, query: CaseQuery) -> AsyncIterator[bytes]:
    """The list as XLSX, a piece at a time, with a sheet that says where it comes from."""
    now = await _entered(services, me, query)
    file = TemporaryFile()  # noqa: SIM115 - closed when its last piece has left
    try:
        await _write(services, me, query, now, file)
    except BaseException:
        file.close()
        raise
    return _pieces(file)


async def _write(services: Services, me: Identity, query: CaseQuery, now: datetime, file: IO[bytes]) -> None:
    table = await asyncio.to_thread(LongTable, file, TITLE, COLUMNS, now)
    async for batch in every_line(services, me.actor, query):
        await asyncio.to_thread(table.add, [_cells(each, local_date(now)) for each in batch])
    await asyncio.to_thread(table.close, _provenance(services, me, query, now, table.rows))


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        file.seek(0)
        while piece := await asyncio.to_thread(file.read, _CHUNK):
            yield piece


async def _entered(services: Services, me: Identity, query: CaseQuery) -> datetime:
    """The instant of an export the audit log knows of."""
    detail = f"导出{TITLE}（{in_words(query) or '全部'}）"
    await audit.record_reading(services, me.actor, "table.export", "cases", detail=detail)
    return await services.clock.now()


def _cells(line: CaseLine, today: date) -> tuple[Cell, ...]:
    return (
        line.id,
        line.subject.name,
        PROGRAMMES[line.programme],
        line.subject.region_name,
        line.subject.region,
        line.state,
        "、".join(line.waiting_for),
        line.due,
        "是" if line.due and line.due < today else "",
        line.coming.date if line.coming else None,
        line.coming.label if line.coming else "",
        line.opened_at,
        line.closed_at,
    )


def _provenance(services: Services, me: Identity, query: CaseQuery, now: datetime, rows: int) -> list[tuple[str, Cell]]:
    return [
        ("表名", TITLE),
        ("筛选条件", in_words(query) or "无"),
        ("行数", rows),
        ("导出时间", now),
        ("导出单位", me.organisation.name),
        ("导出人", me.account.display_name),
        ("来源", services.settings.base_url),
        ("注意", _NOTE),
    ]
