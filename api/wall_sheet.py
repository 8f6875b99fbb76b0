"""The wall chart as XLSX, as filtered: a line for each item of each unit, and measures × units."""

from collections.abc import Sequence

from api import sheets, wall
from api.deps import Services
from api.identity import Identity
from api.sheets import Origin, Sheet
from api.wall import WallQuery
from api.wall_cells import LEAD
from api.wall_views import WallCell, WallView
from domain.dates import in_words
from services.spreadsheets import Cell, Table

NAME = "台账挂图"
_NOTE = "方案没有规定日期，各日期由承办单位自行确定；颜色和牵头均为系统策略，不产生其他后果。"


async def exported(services: Services, me: Identity, plan_id: str, wanted: WallQuery) -> Sheet:
    """Raises 404."""
    found = await wall.wall(services, me.actor, plan_id, wanted)
    view = found.view
    subject = (("方案", view.title), ("方案编号", plan_id), ("筛选条件", in_chinese(view, wanted) or "全部"))
    note = _NOTE if view.is_whole else f"只含本单位的事项和本单位牵头的措施。{_NOTE}"
    origin = Origin(NAME, "district", found.policy, subject, note)
    return await sheets.made(services, me, origin, (_lines(view), _matrix(view)), view.case_id)


def in_chinese(view: WallView, wanted: WallQuery) -> str:
    """What the wall is filtered by; empty where by nothing."""
    unit = next((each.name for each in view.all_units if each.id == wanted.unit), wanted.unit)
    chosen = (each.label for each in (wanted.measure, wanted.status, wanted.overdue) if each)
    return "，".join(filter(None, (unit, *chosen)))


def told(cell: WallCell) -> str:
    """One cell in one line."""
    day = f"{in_words(cell.next_on)}：{cell.next_what}" if cell.next_on else cell.schedule_label or cell.next_what
    return "；".join(filter(None, (cell.status_label, LEAD if cell.is_lead else "", day, cell.colour_label)))


def _lines(view: WallView) -> Table:
    return Table(
        NAME,
        {
            "类别": 20, "措施": 40, "单位": 24, "牵头": 12, "状态": 14, "时间进度": 14, "下一日期": 12,
            "该日期完成的内容": 40, "督办": 18, "时间节点数": 10, "已完成节点数": 12, "承办科室": 16, "工作举措": 60,
            "缺项": 24,
        },
        [
            (
                measure.group,
                measure.label,
                cell.unit_name,
                LEAD if cell.is_lead else "",
                cell.status_label,
                cell.schedule_label,
                cell.next_on,
                cell.next_what,
                cell.colour_label,
                cell.steps,
                cell.steps_done,
                cell.office,
                cell.measures,
                "，".join(measure.flags),
            )
            for measure in view.measures
            for cell in measure.cells
        ],
    )  # fmt: skip


def _matrix(view: WallView) -> Table:
    columns = {"措施": 40, "缺项": 20, **{each.name: 24 for each in view.units}}
    rows: list[Sequence[Cell]] = []
    for measure in view.measures:
        by_unit = {each.unit: told(each) for each in measure.cells}
        rows.append((measure.label, "，".join(measure.flags), *(by_unit.get(each.id, "") for each in view.units)))
    return Table("措施和单位", columns, rows)
