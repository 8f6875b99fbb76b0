"""四（三） 建立工作台账 as a sheet: the one of a unit to fill in, and what a filled one says.

A line for each day of an item. A line in which nothing but its item stands is left for a further day, or for later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from domain.district.ledger_case import LedgerCase
from domain.district.measures import ItemKey
from domain.district.parts import Item, Schedule
from domain.district.sec4_3_establishing import LedgerRow
from services.filled_sheet import Fault, Unreadable, filled_rows
from services.sheet_reading import day, plain
from services.spreadsheets import Cell, Table, workbook

SHEET, FILED = "待建账事项", "已建账事项"
HEADINGS = {
    "item": "事项",
    "measures": "工作举措",
    "schedule": "时间进度",
    "what": "完成内容",
    "day": "完成日期",
    "office": "承办科室",
}
"""Field of ``LedgerRow`` → its heading."""
MOST = 150
"""Lines that say something; as many as the form takes."""
_WIDTHS = dict(zip(HEADINGS.values(), (44, 50, 16, 40, 16, 20), strict=True))
_LINES_AN_ITEM = 3
_SCHEDULES = {each.label: each for each in Schedule}
_ITEMS = {each.label: each for each in ItemKey} | {each.value: each for each in ItemKey}
_NOTES = (
    ("事项", "事项由方案确定，不能改动。同一事项有几个时间节点的，每个节点填写一行；行数不够的，在表末照抄事项续填。"),
    ("工作举措", "同一事项有几行的，填写一次。建账须同时明确工作举措和时间进度。"),
    ("时间进度", f"{'、'.join(_SCHEDULES)}之一；空着的，有日期即为按所列日期。"),
    ("完成日期", "写作2027-03-02，由本单位自行确定，不能早于报送之日（系统策略）。长期坚持、适时开展的不填写。"),
    ("留空的行", "只有事项、其他都空着的行不报送；暂不建账的事项可以以后再报。"),
    ("报送", "在平台的“建立工作台账”中上传，核对无误后报送。"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that says something. ``shown``: its cells as text by field; ``told`` is null where it cannot be read."""

    row: int
    shown: dict[str, str]
    told: LedgerRow | None


def template(case: LedgerCase, at: datetime) -> bytes:
    """The sheet of a unit: what it has not filed yet, to be filled in, and beside it what it has. ``at``: made when."""
    blank = ("", "", "", "", "")
    open_ = [(each.label, *blank) for each in case.unfiled for _ in range(_LINES_AN_ITEM)]
    filed = [line for each in case.items if each.is_here and each.filed_on for line in _filed(each)]
    to_fill = Table(SHEET, _WIDTHS, open_, fixed=(HEADINGS["item"],), choices={HEADINGS["schedule"]: list(_SCHEDULES)})
    about = (("单位", case.unit.name), ("方案", case.plan_title))
    return workbook([to_fill, Table(FILED, _WIDTHS, filed)], (*about, *_NOTES), at)


def _filed(item: Item) -> list[tuple[Cell, ...]]:
    head = (item.label, item.measures, item.schedule.label)
    if not item.steps:
        return [(*head, "", None, item.office)]
    return [(*head, each.what, each.due.date, item.office) for each in item.steps]


def read(data: bytes) -> tuple[list[Line], list[Fault]]:
    """The lines of a filled sheet, and what cannot be read in them. Raises ``Unreadable``."""
    said = [(row, cells) for row, cells in filled_rows(data, HEADINGS) if _says_something(cells)]
    if not 0 < len(said) <= MOST:
        raise Unreadable(f"表中应填写1至{MOST}行，现有{len(said)}行。")
    faults: list[Fault] = []
    return [_line(row, cells, faults) for row, cells in said], faults


def _says_something(cells: Mapping[str, Any]) -> bool:
    return any(plain(cell) for field, cell in cells.items() if field != "item")


def _line(row: int, cells: Mapping[str, Any], faults: list[Fault]) -> Line:
    before = len(faults)
    shown = {field: plain(cell) for field, cell in cells.items()}
    item = _ITEMS.get(shown["item"])
    if item is None:
        text = "不是方案的事项，请照抄模板中的事项" if shown["item"] else "请填写事项"
        faults.append(Fault(row, "item", text))
    due = _day(row, cells["day"], faults)
    if due:
        shown["day"] = due.isoformat()
    schedule = _SCHEDULES.get(shown["schedule"] or Schedule.DATED.label)
    if schedule is None:
        faults.append(Fault(row, "schedule", f"应为{'、'.join(_SCHEDULES)}之一"))
    told = {name: shown[name] for name in ("measures", "what", "office")}
    try:
        made = LedgerRow(item=item or ItemKey.M1, schedule=schedule or Schedule.DATED, day=due, **told)
    except ValidationError as error:
        faults += [Fault(row, str(each["loc"][0]), f"最多{each['ctx']['max_length']}个字") for each in error.errors()]
        return Line(row, shown, None)
    return Line(row, shown, made if len(faults) == before else None)


def _day(row: int, cell: Any, faults: list[Fault]) -> date | None:
    if not plain(cell):
        return None
    try:
        return day(cell)
    except ValueError:
        faults.append(Fault(row, "day", "应为日期，如2027-03-02"))
        return None
