"""Who acts in a ledger: the unit itself, or the office for one without an account, which is visible as such (代录)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.citation import Basis
from domain.dates import local_date
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ENTRIES
from domain.district.parts import Item
from domain.matter import Matter
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Answer, TaskKind

OFFICE = "区质量强区工作领导小组办公室"
ON_BEHALF = "_on_behalf"


def on_behalf(kind: TaskKind) -> TaskKind:
    """The same for the office, which enters it for a unit without an account."""
    return replace(kind, key=f"{kind.key}{ON_BEHALF}", label=f"{kind.label}（代录）", role=Role.LEADING_GROUP_OFFICE)


def is_on_behalf(answer: Answer) -> bool:
    return answer.task.kind.endswith(ON_BEHALF)


def doer(case: LedgerCase, answer: Answer) -> str:
    """区科技局, or 示例镇人民政府（区质量强区工作领导小组办公室代录）."""
    return f"{case.unit.name}（{OFFICE}代录）" if is_on_behalf(answer) else case.unit.name


def by_unit(kind: TaskKind, is_open: Callable[[LedgerCase], bool]) -> tuple[Matter, Matter]:
    """What a unit may do at any time, or the office for one without an account."""

    def own(case: LedgerCase) -> bool:
        return case.unit.has_account and is_open(case)

    def for_it(case: LedgerCase) -> bool:
        return not case.unit.has_account and is_open(case)

    return (
        Matter(kind, audiences=lambda case: (case.unit.audience,), is_open=own),
        Matter(on_behalf(kind), audiences=lambda case: (case.office_audience,), is_open=for_it),
    )


def concerned(case: LedgerCase) -> tuple[Audience, ...]:
    """Unit and office."""
    return tuple(dict.fromkeys((case.debtor, case.office_audience)))


def refused(text: str, basis: Basis, remedy: str = "") -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy=remedy)


def refuse_item(case: LedgerCase, key: str, basis: Basis) -> Refusal | None:
    """Why nothing can be entered for it here: it is not in this ledger, not filed, or closed."""
    item, label = case.item(key), ENTRIES[key].label
    if item is None:
        return refused(f"{label}不在{case.unit.name}的台账中。", basis, "请选择本单位台账中的事项。")
    if item.closed_on:
        return refused(f"{label}已经销号。", basis, "需要继续办理的，请领导小组办公室说明理由后恢复。")
    if item.declined_on:
        return refused(f"{label}已经记录为不予承办。", basis, "需要继续办理的，请领导小组办公室恢复。")
    if item.filed_on is None:
        return refused(f"{label}尚未建账。", basis, "请先填写工作举措和时间进度。")
    return None


def filed_item(case: LedgerCase, key: str) -> Item:
    """Raises ``AssertionError`` where ``refuse_item`` refuses for its absence."""
    item = case.item(key)
    assert item is not None
    return item


def refuse_future(day: object, now: datetime, basis: Basis) -> Refusal | None:
    if day is None or day <= local_date(now):  # type: ignore[operator]
        return None
    return refused("日期不能晚于今天。", basis, "请填写已经发生的日期。")


def first(found: Sequence[Refusal | None]) -> Refusal | None:
    return next((each for each in found if each), None)
