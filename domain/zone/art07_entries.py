"""第七条 其中严重和重大事故、事件、行为的标准依法确定，没有法律法规规定的，由相关部门另行确定。

What officials write down of one fact, in a case or between cases: that it came to their knowledge, what the competent
body determined, and that a listing was taken off. Whether something was 重大 or 严重 is never said by the platform.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from domain.citation import Basis
from domain.dates import local_date
from domain.procedure.forms import Name
from domain.refusal import Refusal, RefusalKind
from domain.task import Form
from domain.zone.art07_check import DETERMINATION_BASIS
from domain.zone.art07_negative_list import BASIS, ITEMS, LISTING, OPEN
from domain.zone.parts import Determination, NegativeFact


class Item(StrEnum):
    """The items of 第七条; the last is its 等."""

    N1 = "N1"
    N2 = "N2"
    N3 = "N3"
    N4 = "N4"
    N5 = "N5"
    N6 = "N6"
    N7 = "N7"
    N8 = "N8"
    N9 = "N9"
    N10 = "N10"

    @property
    def label(self) -> str:
        return ITEMS[self]


class Outcome(StrEnum):
    """What the competent body found."""

    CONFIRMED = "confirmed"
    DENIED = "denied"

    @property
    def label(self) -> str:
        return Determination(self.value).label


class Standard(StrEnum):
    """By what 严重 and 重大 are measured."""

    BY_LAW = "by_law"
    BY_DEPARTMENT = "by_department"

    @property
    def label(self) -> str:
        return {"by_law": "依法确定", "by_department": "由相关部门另行确定"}[self]


class FactReport(Form):
    """Something that may go against 第七条, as it comes to an official's knowledge."""

    item: Item = Field(title="情形")
    what: Name = Field(title="事由")
    where: Name = Field(title="园区内的地点或者企业")
    occurred_on: date = Field(title="发生日期（列入名单的，为列入日期）")
    removed_on: date | None = Field(default=None, title="移出名单的日期")
    evidence: list[Name] = Field(title="证据材料（文件编号）", min_length=1, max_length=20)
    decision: str = Field(default="", title="认定属于其他情形的决定（机关和文号）", max_length=200)
    stated_basis: str = Field(default="", title="该决定所依据的规定", max_length=200)


class Finding(Form):
    """What the competent body determined."""

    outcome: Outcome = Field(title="认定结果")
    authority: Name = Field(title="认定机关")
    determined_on: date = Field(title="认定日期")
    standard: Standard = Field(title="认定标准")
    source: Name = Field(title="法律法规名称和条款，或者部门文件名称和文号")


class Removal(Form):
    removed_on: date = Field(title="移出名单的日期")


def refused(text: str, basis: Basis = BASIS, remedy: str = "") -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy=remedy)


def refuse_report(form: FactReport, now: datetime) -> Refusal | None:
    """Why something must not be recorded so at ``now`` (UTC)."""
    if form.occurred_on > local_date(now):
        return refused("发生日期不能晚于今日。")
    if form.removed_on and (form.item != LISTING or form.removed_on < form.occurred_on):
        return refused("移出日期只适用于列入名单的情形，且不能早于列入日期。")
    if form.item == OPEN and not (form.decision and form.stated_basis):
        return refused(
            "第七条以“等”字所指的其他情形，只能依有关机关的决定录入，并写明决定文号和所依据的规定。",
            remedy="请填写决定的机关、文号和依据。",
        )
    return None


def refuse_finding(fact: NegativeFact, form: Finding, now: datetime) -> Refusal | None:
    if not fact.occurred_on <= form.determined_on <= local_date(now):
        return refused("认定日期不能早于发生日期，也不能晚于今日。", DETERMINATION_BASIS)
    return None


def refuse_removal(fact: NegativeFact, form: Removal, now: datetime) -> Refusal | None:
    if fact.item != LISTING:
        return refused("只有纳入名单的情形可以录入移出名单。")
    if not fact.occurred_on <= form.removed_on <= local_date(now):
        return refused("移出日期不能早于列入日期，也不能晚于今日。")
    return None


def written(form: FactReport, number: int, at: datetime) -> NegativeFact:
    """What a report says, as the fact of this number, recorded at ``at`` (UTC)."""
    return NegativeFact(
        number=number,
        item=form.item.value,
        what=form.what,
        where=form.where,
        occurred_on=form.occurred_on,
        removed_on=form.removed_on,
        authority=form.decision,
        legal_basis=form.stated_basis,
        evidence=tuple(form.evidence),
        recorded_at=at,
    )


def removed(fact: NegativeFact, form: Removal, at: datetime) -> NegativeFact:
    """The listing, taken off; entered at ``at`` (UTC)."""
    return fact.model_copy(update={"removed_on": form.removed_on, "changed_at": at})


def found(fact: NegativeFact, form: Finding, at: datetime) -> NegativeFact:
    """The fact as the competent body found it; entered at ``at`` (UTC)."""
    return fact.model_copy(
        update={
            "determination": Determination(form.outcome.value),
            "determined_on": form.determined_on,
            "authority": form.authority,
            "legal_basis": f"{form.standard.label}：{form.source}",
            "changed_at": at,
        }
    )
