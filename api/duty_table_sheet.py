"""The table of duties as XLSX, as filtered: a line for each clause of each government, and clauses × governments."""

from collections.abc import Iterator, Sequence

from api import duty_table, sheets
from api.deps import Services
from api.duty_table import DutyQuery
from api.duty_table_views import DutyCell, DutyClause, DutyTableView
from api.identity import Identity
from api.sheets import Origin, Sheet
from domain.dates import in_words
from services.spreadsheets import Cell, Table

NAME = "职责表"
OVERDUE = "逾期（自行设定的日期已过）"
BY_NOBODY = "条例没有规定期限；期限由政府自行设定的才有逾期，逾期本身不产生后果。鼓励、支持、可以不作要求。"


async def exported(services: Services, me: Identity, key: str, wanted: DutyQuery) -> Sheet:
    """Raises 404."""
    found = await duty_table.table(services, me.actor, key, wanted)
    view = found.view
    standing = f"{view.document_number}，{view.stage_label}" if view.document_number else view.stage_label
    subject = (("条例", view.title), ("文本", standing), ("筛选条件", in_chinese(view, wanted) or "全部"))
    origin = Origin(NAME, "province", found.policy, subject, BY_NOBODY)
    return await sheets.made(services, me, origin, (_lines(view), _matrix(view)), view.case_id)


def in_chinese(view: DutyTableView, wanted: DutyQuery) -> str:
    """What the table is filtered by; empty where by nothing."""
    under = next((each.name for each in view.all_governments if each.organisation == wanted.under), wanted.under)
    article = next((_article(each.place) for each in view.clauses if each.article == wanted.article), "")
    chosen = (each.label for each in (wanted.level, wanted.modality, wanted.state) if each)
    of_article = article if wanted.article else ""
    return "，".join(filter(None, (under, of_article, *chosen, OVERDUE if wanted.overdue else "")))


def _article(place: str) -> str:
    """第三十条第一款 → 第三十条."""
    return place.partition("条")[0] + "条"


def told(cell: DutyCell) -> str:
    """One cell in one line."""
    bodies = [each for each in cell.bodies if each != cell.government_name]
    return "；".join(
        filter(
            None,
            (
                cell.state_label,
                OVERDUE if cell.is_overdue else "",
                f"责任单位：{'、'.join(bodies)}" if bodies else "",
                f"自行设定的期限：{in_words(cell.due_on)}" if cell.due_on else "",
            ),
        )
    )


def _lines(view: DutyTableView) -> Table:
    return Table(
        NAME,
        {
            "章": 16, "条款": 24, "条文原文": 60, "用语": 16, "条文写明的主体": 40, "适用层级": 24, "人民政府": 24,
            "状态": 24, "责任单位": 30, "佐证材料份数": 10, "最近提交": 12, "自行设定的期限": 14, "逾期": 8,
        },
        [line for clause in view.clauses for line in _of_clause(clause)],
    )  # fmt: skip


def _of_clause(clause: DutyClause) -> Iterator[Sequence[Cell]]:
    head = (
        clause.chapter,
        clause.place,
        clause.quote,
        clause.modality_label,
        "、".join(clause.responsible) or "未写明",
        "、".join(clause.levels) or "未写明",
    )
    if not clause.cells:
        yield (*head, "", clause.state_label, "", None, None, None, "")
    for cell in clause.cells:
        yield (
            *head,
            cell.government_name,
            cell.state_label,
            "、".join(cell.bodies),
            cell.handed_in,
            cell.handed_in_on,
            cell.due_on,
            "逾期" if cell.is_overdue else "",
        )


def _matrix(view: DutyTableView) -> Table:
    columns = {"条款": 24, "条文原文": 60, "用语": 16, **{each.name: 24 for each in view.governments}}
    rows: list[Sequence[Cell]] = []
    for clause in view.clauses:
        cells = {each.government: told(each) for each in clause.cells}
        shown = (cells.get(each.organisation, clause.state_label) for each in view.governments)
        rows.append((clause.place, clause.quote, clause.modality_label, *shown))
    return Table("条款和政府", columns, rows)
