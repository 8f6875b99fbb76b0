"""第七条 园区管理制度健全规范、质量工作基础扎实、产业集聚效应显著、主导产业质量特色优势明显，且近三年来未发生重大质量事故、重大安全事故、严重环境违法行为，未发生重大侵权假冒违法行为和严重损害消费者权益事件，未发生严重损害营商环境、市场秩序事件，未纳入相关部门严重违法失信名单，未发生重大舆情事件等。

The check-list goes with every application. Whether something was 重大 or 严重 is decided by law or by an
official body (第七条第二句), never by the system: an item that occurred stops the application, a pending
determination holds it (reading R-7-2). What 等 adds, only an official decision says (reading R-7-4).
"""

from datetime import date
from enum import StrEnum
from typing import Protocol

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words
from domain.deadline import Deadline, Line, Lines, certain
from domain.derivation import parameter_lines
from domain.policy import PARAMETERS, ZonePolicy
from domain.procedure.forms import Name
from domain.refusal import Refusal, RefusalKind
from domain.task import Form
from domain.windows import look_back_from

BASIS = (Citation("zone:7"),)
_KEY = "zone-look-back"
_LABEL = "近三年来的起始日"
_ANCHOR = "核查日"

POSITIVE = {
    "P1": "园区管理制度健全规范",
    "P2": "质量工作基础扎实",
    "P3": "产业集聚效应显著",
    "P4": "主导产业质量特色优势明显",
}
NEGATIVE = {
    "N1": "重大质量事故",
    "N2": "重大安全事故",
    "N3": "严重环境违法行为",
    "N4": "重大侵权假冒违法行为",
    "N5": "严重损害消费者权益事件",
    "N6": "严重损害营商环境事件",
    "N7": "严重损害市场秩序事件",
    "N8": "纳入相关部门严重违法失信名单",
    "N9": "重大舆情事件",
}
LISTING = "N8"
"""Not an event but a state that lasts: from the day of the entry to the day it was taken off."""
OPEN = "N10"
"""等: the list is open, and only an official decision with its basis may add to it, never the platform."""
ITEMS = NEGATIVE | {OPEN: "第七条“等”字所指的其他情形"}


class Occurred(StrEnum):
    NO = "no"
    YES = "yes"
    PENDING = "pending"

    @property
    def label(self) -> str:
        return {"no": "未发生", "yes": "已发生", "pending": "待相关部门认定"}[self]


class NegativeItem(Form):
    """One item of the check-list (第七条核查表)."""

    item: str = Field(title="情形编号", pattern="^N([1-9]|10)$")
    occurred: Occurred = Field(title="近三年来是否发生")
    occurred_on: date | None = Field(default=None, title="发生日期（纳入名单的，纳入日期）")
    determined_on: date | None = Field(default=None, title="认定日期")
    removed_on: date | None = Field(default=None, title="移出名单的日期（仅限严重违法失信名单）")
    authority: str = Field(default="", title="认定机关", max_length=200)
    legal_basis: str = Field(default="", title="认定依据", max_length=500)
    where: str = Field(default="", title="发生地点", max_length=200)
    evidence: list[Name] = Field(default_factory=list, title="佐证材料（文件编号）", max_length=20)


class Dated(Protocol):
    """What says when an item of 第七条 happened, all days in Asia/Shanghai; None where it is not known or not over."""

    @property
    def item(self) -> str: ...
    @property
    def occurred_on(self) -> date | None: ...
    @property
    def determined_on(self) -> date | None: ...
    @property
    def removed_on(self) -> date | None: ...


class CheckList(Form):
    """第七条核查表: the four conditions and every negative item, each answered."""

    conditions_met: list[str] = Field(title="符合的条件（P1—P4）", max_length=4)
    items: list[NegativeItem] = Field(title="负面情形核查", max_length=len(ITEMS))


def look_back(anchor: date, policy: ZonePolicy) -> Deadline:
    """近三年来, by the date of occurrence (reading R-7-1). ``date`` is the first day, ``anchor`` the last; both count."""
    if policy.look_back_mode == "rolling":
        period = look_back_from(
            _KEY,
            _LABEL,
            BASIS,
            anchor=anchor,
            anchor_label=_ANCHOR,
            years=policy.look_back_years,
            parameter="look_back_years",
        )
    else:
        period = _since_new_year(anchor, policy.look_back_years)
    mode = parameter_lines("look_back_mode", PARAMETERS["look_back_mode"].values[policy.look_back_mode])
    return period.model_copy(update={"lines": Lines(lambda: (*period.lines, *mode))})


def _since_new_year(anchor: date, years: int) -> Deadline:
    first = date(anchor.year - years, 1, 1)
    span = f"自{in_words(first)}至{in_words(anchor)}，首尾两日均计入。"
    return certain(
        _KEY,
        _LABEL,
        BASIS,
        anchor=anchor,
        anchor_label=_ANCHOR,
        day=first,
        lines=(
            *parameter_lines("look_back_years", f"{years}年"),
            Line(text=span, in_text=False, dates=(first, anchor)),
        ),
    )


def refuse(check_list: CheckList, today: date, policy: ZonePolicy) -> Refusal | None:
    """Why an application with this check-list must be turned away on ``today``, or None."""
    answered = {entry.item: entry for entry in check_list.items}
    missing = [code for code in POSITIVE if code not in check_list.conditions_met]
    missing += [code for code in NEGATIVE if code not in answered]
    if missing:
        words = "、".join({**POSITIVE, **NEGATIVE}[code] for code in missing)
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"第七条核查表不完整或条件不符合：{words}。",
            basis=BASIS,
            remedy="请逐项核查后填写。",
        )
    first = look_back(today, policy).date
    for entry in check_list.items:
        if refusal := _refuse_item(entry, first, today, policy):
            return refusal
    return None


def falls_within(fact: Dated, first: date, last: date, policy: ZonePolicy) -> bool:
    """Whether it counts for the years from ``first`` to ``last``, both included (R-7-1, R-7-3).

    A day that is not known stands against the park: what is not determined yet would count from the day it is.
    """
    if fact.item == LISTING:
        listed = fact.occurred_on is None or fact.occurred_on <= last
        return listed and (fact.removed_on is None or fact.removed_on >= first)
    day = fact.determined_on if policy.look_back_date == "determination" else fact.occurred_on
    return day is None or first <= day <= last


def _refuse_item(entry: NegativeItem, first: date, today: date, policy: ZonePolicy) -> Refusal | None:
    name = ITEMS[entry.item]
    if entry.item == OPEN and entry.occurred is not Occurred.NO and not _is_decided(entry):
        text = f"“{name}”只能依据有关机关的认定填写，认定机关、认定日期和认定依据缺一不可（系统策略）。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="没有认定的，请填写“未发生”。")
    if any(day and day > today for day in (entry.occurred_on, entry.determined_on, entry.removed_on)):
        text = f"“{name}”的日期不能晚于今天（{in_words(today)}）。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对日期。")
    if entry.occurred is Occurred.PENDING:
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"“{name}”尚待有关机关认定，认定前不能判断是否符合第七条。",
            basis=BASIS,
            remedy="请在认定结果作出后提交。",
        )
    if entry.occurred is Occurred.YES and falls_within(entry, first, today, policy):
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"近三年来（{in_words(first)}至{in_words(today)}）发生“{name}”，不符合第七条。",
            basis=BASIS,
            remedy=f"{_decisive(entry, policy)}早于{in_words(first)}的，请如实填写{_decisive(entry, policy)}。",
        )
    return None


def _is_decided(entry: NegativeItem) -> bool:
    """Whether an official body has said so, and on what ground (reading R-7-4)."""
    return bool(entry.authority and entry.determined_on and entry.legal_basis)


def _decisive(entry: NegativeItem, policy: ZonePolicy) -> str:
    """The day that says whether an item lies within the years."""
    if entry.item == LISTING:
        return "移出名单的日期"
    return "认定日期" if policy.look_back_date == "determination" else "发生日期"
