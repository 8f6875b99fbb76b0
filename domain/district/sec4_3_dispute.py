"""四（三） 区质量强区工作领导小组办公室要适时组织开展阶段性工作总结和评估，坚持问题导向，发挥政府质量工作考核导向作用，
督促各项工作任务落实到位。

Reading R-D-16: units at odds over an item lay it before its lead unit; the office decides where one of them leads or
nobody does. Reading R-D-15: a body that answers upward may decline what the district asks; it is recorded, and the
office is told so that it can be taken up with the body above. Nothing else follows.
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.district.acting import OFFICE, by_unit, concerned, doer, filed_item, refused
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ENTRIES, ItemKey
from domain.district.parts import Dispute, Item
from domain.district.sec4_3_closeout import reviewer
from domain.orders import Effects
from domain.procedure.forms import Name, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Audience, Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s4(3)#3"),)
RAISE = "raise"
DECIDE = "decide"
DECLINE = "decline"


class Raising(Form):
    item: ItemKey = Field(title="事项")
    other: Name = Field(title="与哪个单位意见不一致")
    question: Text = Field(title="争议内容")


class Decision(Form):
    decision: Text = Field(title="处理意见")


class Declining(Form):
    item: ItemKey = Field(title="事项")
    reasons: Text = Field(title="理由")
    superior: Name = Field(title="上级主管单位")


def _refuse_absent(case: LedgerCase, key: str) -> Refusal | None:
    item, label = case.item(key), ENTRIES[key].label
    if item is None or not item.is_open:
        return refused(f"{label}不是{case.unit.name}台账中尚未办结的事项。", BASIS, "请选择本单位未办结的事项。")
    return None


def refuse_raising(case: LedgerCase, form: Raising, now: datetime) -> Refusal | None:
    if found := _refuse_absent(case, form.item.value):
        return found
    if filed_item(case, form.item.value).dispute:
        return refused(f"{form.item.label}的争议正在处理。", BASIS, "请等待处理意见。")
    return None


def refuse_declining(case: LedgerCase, form: Declining, now: datetime) -> Refusal | None:
    return _refuse_absent(case, form.item.value)


def decider(case: LedgerCase, item: Item) -> Audience | None:
    """The lead unit, unless it is one of the two; None: the office."""
    assert item.dispute is not None
    return None if item.dispute.other == item.lead else reviewer(case, item)


def raise_dispute(case: LedgerCase, answer: Answer) -> None:
    form: Raising = answer.form
    filed_item(case, form.item.value).dispute = Dispute(other=form.other, question=form.question)


def _raised(case: LedgerCase, answer: Answer) -> Effects:
    form: Raising = answer.form
    item = filed_item(case, form.item.value)
    lead = None if form.other == item.lead else reviewer(case, item)
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "item": item.label,
        "other": form.other,
        "question": form.question,
        "decider": item.lead if lead else OFFICE,
    }
    return Effects(
        text=f"{doer(case, answer)}就{item.label}与{form.other}意见不一致，提请{told['decider']}处理。",
        notices=(notice("district_dispute", BASIS, lead or case.office_audience, **told),),
    )


def _decided(case: LedgerCase, answer: Answer) -> Effects:
    item = filed_item(case, answer.task.about)
    assert item.dispute is not None
    who = OFFICE if answer.act.actor.role is Role.LEADING_GROUP_OFFICE else item.lead
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "item": item.label,
        "other": item.dispute.other,
        "question": item.dispute.question,
        "who": who,
        "decision": answer.form.decision,
    }
    return Effects(
        text=f"{who}就{case.unit.name}与{item.dispute.other}对{item.label}的争议提出处理意见：{answer.form.decision}",
        notices=(notice("district_dispute_decided", BASIS, *concerned(case), **told),),
        documents=(document("district_dispute_decision", BASIS, answer, *concerned(case), **told),),
    )


def decide(case: LedgerCase, answer: Answer) -> None:
    filed_item(case, answer.task.about).dispute = None


def _declined(case: LedgerCase, answer: Answer) -> Effects:
    form: Declining = answer.form
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "item": form.item.label,
        "reasons": form.reasons,
        "superior": form.superior,
        "by": doer(case, answer),
    }
    return Effects(
        text=f"{doer(case, answer)}不予承办{form.item.label}。理由：{form.reasons}区级只能商请、不能指令，"
        f"已告知{OFFICE}，可以向{form.superior}反映。",
        notices=(notice("district_declined", BASIS, case.office_audience, **told),),
        documents=(document("district_declined", BASIS, answer, case.office_audience, **told),),
    )


def decline(case: LedgerCase, answer: Answer) -> None:
    filed_item(case, answer.form.item.value).declined_on = local_date(answer.at)


def _has_open(case: LedgerCase) -> bool:
    return not case.stage.is_final and any(each.is_open for each in case.items)


RAISING = by_unit(
    TaskKind(
        "ledger_dispute",
        "提请处理职责争议",
        Role.DISTRICT_UNIT,
        BASIS,
        (Action(RAISE, "提请处理", _raised, form=Raising, check=refuse_raising),),
        optional=True,
        standing=True,
    ),
    is_open=_has_open,
)
_DECIDING = (Action(DECIDE, "提出处理意见", _decided, form=Decision),)
DECISION = TaskKind("ledger_dispute_decision", "处理职责争议（牵头单位）", Role.DISTRICT_UNIT, BASIS, _DECIDING)
OFFICE_DECISION = TaskKind(
    "ledger_dispute_office_decision", "处理职责争议", Role.LEADING_GROUP_OFFICE, BASIS, _DECIDING
)
DECLINING = by_unit(
    TaskKind(
        "ledger_declining",
        "不予承办（垂直管理单位）",
        Role.DISTRICT_UNIT,
        BASIS,
        (Action(DECLINE, "不予承办", _declined, form=Declining, check=refuse_declining),),
        optional=True,
        standing=True,
    ),
    is_open=lambda case: _has_open(case) and case.unit.is_vertical,
)
