"""第七条 近三年来未发生重大质量事故、重大安全事故、严重环境违法行为，未发生重大侵权假冒违法行为和严重损害消费者权益事件，未发生严重损害营商环境、市场秩序事件，未纳入相关部门严重违法失信名单，未发生重大舆情事件等。

The check (核查) of what officials have recorded, made anew at every gate: the application, the province's list, 总局's
approval, the panel, the recognition, the renewal. What an official body has confirmed within the three years blocks;
what it has still to determine holds and neither passes nor fails (reading R-7-2); what it has denied counts for nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.orders import DocumentOrder
from domain.policy import ZonePolicy
from domain.procedure.review import document
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience
from domain.task import Answer
from domain.zone.art07_negative_list import BASIS, ITEMS, POSITIVE, CheckList, falls_within, look_back
from domain.zone.case import Stage, ZoneCase
from domain.zone.parts import Determination, NegativeFact

DETERMINATION_BASIS = (Citation("zone:7#2"),)


class CheckResult(StrEnum):
    CLEAR = "clear"
    HELD = "held"
    BLOCKED = "blocked"

    @property
    def label(self) -> str:
        return {"clear": "未发现第七条所列情形", "held": "有待认定的情形，暂缓", "blocked": "不符合第七条"}[self]


class Assessment(BaseModel):
    """What stands against a park on the day ``last``; the three years begin with ``first``, both days included."""

    model_config = ConfigDict(frozen=True)

    first: date
    last: date
    confirmed: tuple[NegativeFact, ...] = ()
    pending: tuple[NegativeFact, ...] = ()

    @property
    def result(self) -> CheckResult:
        if self.confirmed:
            return CheckResult.BLOCKED
        return CheckResult.HELD if self.pending else CheckResult.CLEAR

    @property
    def words(self) -> str:
        """One clause for the record."""
        return f"近三年来（{in_words(self.first)}至{in_words(self.last)}）{self.result.label}"


def assess(facts: Iterable[NegativeFact], on: date, policy: ZonePolicy) -> Assessment:
    """The check of ``facts`` on a day in Asia/Shanghai."""
    first = look_back(on, policy).date
    within = [each for each in facts if falls_within(each, first, on, policy)]
    return Assessment(
        first=first,
        last=on,
        confirmed=tuple(each for each in within if each.determination is Determination.CONFIRMED),
        pending=tuple(each for each in within if each.determination is Determination.PENDING),
    )


def gate(case: ZoneCase, now: datetime) -> Refusal | None:
    """Why a positive act on the park must not be done at ``now`` (UTC), or None when nothing stands against it."""
    return refuse_on(case, local_date(now))


def refuse_on(case: ZoneCase, on: date, also: Sequence[NegativeFact] = ()) -> Refusal | None:
    """As ``gate``, by a day in Asia/Shanghai: that of the receipt on paper may lie behind.

    ``also``: facts recorded elsewhere that the case does not hold yet.
    """
    found = assess([*case.negative_facts, *also], on, case.policy)
    if found.confirmed:
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"近三年来（{in_words(found.first)}至{in_words(found.last)}）{_listed(found.confirmed)}，不符合第七条。",
            basis=BASIS,
            remedy=_INSTEAD.get(case.stage, ""),
        )
    if found.pending:
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"{_listed(found.pending)}，尚待有关机关认定，认定前既不视为符合、也不视为不符合第七条，暂缓办理。",
            basis=(*BASIS, *DETERMINATION_BASIS),
            remedy=f"请在认定结果录入后办理。{_ELSEWHERE if also else ''}",
        )
    return None


_ELSEWHERE = "本案件之外记载的情形，由该园区所在地省级市场监管部门或者市场监管总局在园区页面录入认定结果。"
_INSTEAD = {
    Stage.NOMINATION: "可以不列入创建名单，并说明理由。",
    Stage.LEADING_GROUP_DECLINED: "可以不列入创建名单，并说明理由。",
    Stage.APPROVAL: "可以不予同意，并说明理由。",
    Stage.MATERIAL_REVIEW: "请退回验收申请材料，并反馈改进意见。",
    Stage.RECOGNITION: "认定决定暂缓作出，由市场监管总局研究处理。",
}


def _listed(facts: Sequence[NegativeFact]) -> str:
    return "；".join(
        f"{in_words(each.occurred_on)}{each.where}“{ITEMS[each.item]}”"
        f"（{each.origin.words if each.origin else f'第{each.number}项'}）"
        for each in facts
    )


def checked(case: ZoneCase, answer: Answer, *recipients: Audience) -> DocumentOrder:
    """第七条核查表 as an official draws it up at a gate: every item with what is on record of it."""
    found = assess(case.negative_facts, local_date(answer.at), case.policy)
    rows = [row for item in ITEMS for row in _rows(item, case.negative_facts, found)]
    return _sheet(answer, recipients, found, rows)


def declared(case: ZoneCase, answer: Answer, check_list: CheckList, on: date, *recipients: Audience) -> DocumentOrder:
    """第七条核查表 as the park itself declares it with its application: the four conditions, then every item."""
    found = assess((), on, case.policy)
    rows = [
        _row(
            each.item,
            each.occurred.label,
            each.occurred_on,
            each.determined_on,
            _joined(each.where, each.authority, each.legal_basis, *each.evidence),
        )
        for each in check_list.items
    ]
    conditions = [
        {"condition": words, "met": "符合" if code in check_list.conditions_met else "不符合"}
        for code, words in POSITIVE.items()
    ]
    return _sheet(answer, recipients, found, rows, conditions=conditions)


def _sheet(
    answer: Answer, recipients: Iterable[Audience], found: Assessment, rows: list[dict[str, str]], **more: Any
) -> DocumentOrder:
    return document(
        "article_7_check",
        BASIS,
        answer,
        *recipients,
        first=found.first.isoformat(),
        last=found.last.isoformat(),
        result=found.result.label,
        rows=rows,
        **more,
    )


def _rows(item: str, facts: Iterable[NegativeFact], found: Assessment) -> list[dict[str, str]]:
    of_item = [each for each in facts if each.item == item]
    if not of_item:
        return [_row(item, "没有记录", None, None, "")]
    return [
        _row(item, each.determination.label, each.occurred_on, each.determined_on, _note(each, found))
        for each in of_item
    ]


def _row(item: str, occurred: str, occurred_on: date | None, determined_on: date | None, note: str) -> dict[str, str]:
    """One line of the sheet, in words."""
    return {
        "item": ITEMS[item],
        "occurred": occurred,
        "occurred_on": in_words(occurred_on) if occurred_on else "",
        "determined_on": in_words(determined_on) if determined_on else "",
        "note": note,
    }


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def _note(fact: NegativeFact, found: Assessment) -> str:
    counted = fact in found.confirmed or fact in found.pending
    origin = fact.origin.words if fact.origin else ""
    return _joined(fact.where, fact.what, fact.authority, fact.legal_basis, origin) + ("" if counted else "（不计入）")
