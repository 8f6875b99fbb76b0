"""A sheet of running cases: the one to fill in, and what a filled one says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.zone.case import Stage
from domain.zone.taking_over import STAGES, Handover
from services.filled_sheet import Fault, Unreadable, filled_rows
from services.sheet_reading import day, plain
from services.spreadsheets import Table, workbook

SHEET = "在办案件"
PARK, STAGE, REPORTS = "园区（编号或者名称）", "所处阶段", "已接收的年度工作报告"
_DAYS = {"approved_on": "同意创建日期", "applied_on": "验收申请日期", "recognised_on": "认定公布日期"}
HEADINGS = {"": PARK, "stage": STAGE, **_DAYS, "reports": REPORTS}
"""Field of ``Handover`` → its heading; of the park, which is none, the empty one."""
MOST = 500
_WIDTHS = dict(zip(HEADINGS.values(), (32, 20, 16, 16, 16, 48), strict=True))
_EXAMPLES = (
    ("示例一园区", Stage.CREATION.label, "2026-03-02", "", "", ""),
    ("示例二园区", Stage.ACCEPTANCE.label, "2025-03-03", "2026-04-01", "", ""),
    ("示例三园区", Stage.IN_TERM.label, "", "", "2024-06-03", "2024：2025-01-20；2025：2026-01-22"),
)
_STAGES = {each.label: each for each in Stage}
_BETWEEN = re.compile(r"[;；、,，\n]+")
_NOTES = (
    ("一行一案", f"第一行是标题，不能改动；示例各行请删除。一次最多{MOST}件，同一园区只填写一行。"),
    (PARK, "填写平台“园区”页的编号，或者园区现在的全称。园区应当先在平台登记。"),
    (
        STAGE,
        f"只接入{'、'.join(each.label for each in STAGES)}。其他阶段的案件请在原处办结后再接入，或者在平台重新办理。",
    ),
    ("日期", "写作2026-03-02。创建中：填写同意创建日期；验收申请审核：另填验收申请日期；示范期内：填写认定公布日期。"),
    (REPORTS, "写作“年份：接收日期”，几份之间用分号隔开。没有填写的年份视为尚未报送，到期或者逾期的由平台办理。"),
    ("接入以前的事", "接入以前应发的提醒不再补发；接入时已经逾期的，只作标记，不产生其他后果。"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``park``: what is written there of it. ``told`` is null where the row cannot be read."""

    row: int
    park: str
    told: Handover | None


def template(at: datetime) -> bytes:
    """The sheet to fill in, with an example of each stage and a sheet of explanations. ``at``: when it was made."""
    return workbook([Table(SHEET, _WIDTHS, _EXAMPLES)], _NOTES, at)


def read(data: bytes) -> tuple[list[Line], list[Fault]]:
    """The rows of a filled sheet, and what is wrong in them. Raises ``Unreadable``."""
    filled = filled_rows(data, HEADINGS)
    if not 0 < len(filled) <= MOST:
        raise Unreadable(f"表中应有1至{MOST}件案件，现有{len(filled)}件。")
    faults: list[Fault] = []
    lines = [_line(number, cells, faults) for number, cells in filled]
    return lines, faults


def _line(number: int, cells: Mapping[str, Any], faults: list[Fault]) -> Line:
    before = len(faults)
    park, label = plain(cells[""]), plain(cells["stage"])
    if not park:
        faults.append(Fault(number, "", "请填写园区"))
    if label not in _STAGES:
        faults.append(Fault(number, "stage", f"应为{'、'.join(each.label for each in STAGES)}之一"))
    told: dict[str, Any] = {name: _day(number, name, cells[name], faults) for name in _DAYS}
    told["reports"] = dict(_reports(number, plain(cells["reports"]), faults))
    if len(faults) > before:
        return Line(number, park, None)
    return Line(number, park, Handover(stage=_STAGES[label], **told))


def _day(number: int, field: str, cell: Any, faults: list[Fault]) -> date | None:
    if not plain(cell):
        return None
    try:
        return day(cell)
    except ValueError:
        faults.append(Fault(number, field, "应为日期，如2026-03-02"))
        return None


def _reports(number: int, text: str, faults: list[Fault]) -> Iterator[tuple[int, date]]:
    known: set[int] = set()
    for each in filter(None, map(str.strip, _BETWEEN.split(text))):
        year, _, received = each.replace(":", "：").partition("：")
        try:
            if not re.fullmatch(r"\d{4}", year.strip()) or int(year) in known:
                raise ValueError(year)
            known.add(int(year))
            yield int(year), day(received)
        except ValueError:
            faults.append(Fault(number, "reports", "应写作“2025：2026-01-22”，每年一份，几份之间用分号隔开"))
