"""四（三） 区质量强区工作领导小组办公室要适时组织开展阶段性工作总结和评估，坚持问题导向，发挥政府质量工作考核导向作用，
督促各项工作任务落实到位。

销号 (office practice, reading R-D-13): a unit proposes with evidence; the lead unit countersigns or returns it, the
office where the unit leads itself or nobody does. The office may reopen an item with reasons. Reading R-D-14: an item
may also become a continuous one (长期坚持).
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.district import measure14_activities as measure14
from domain.district.acting import OFFICE, by_unit, concerned, doer, filed_item, refuse_item, refused
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ENTRIES, ItemKey
from domain.district.parts import Closeout, Item, ItemStatus
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Reasons, Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Audience, Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s4(3)#3"),)
PROPOSE = "propose"
COUNTERSIGN = "countersign"
RETURN = "return"
REOPEN = "reopen"


class Outcome(StrEnum):
    DONE = "done"
    CONTINUOUS = "continuous"

    @property
    def label(self) -> str:
        return ItemStatus(self.value).label


class Proposal(Form):
    item: ItemKey = Field(title="事项")
    outcome: Outcome = Field(title="办理结果")
    summary: Text = Field(title="完成情况")


class Reopening(Form):
    item: ItemKey = Field(title="事项")
    reasons: Text = Field(title="理由")


def refuse(case: LedgerCase, form: Proposal, now: datetime) -> Refusal | None:
    if found := refuse_item(case, form.item.value, BASIS):
        return found
    item = filed_item(case, form.item.value)
    if item.closeout:
        return refused(f"{item.label}的销号正在核对。", BASIS, "请等待核对结果。")
    if item.open_steps:
        whats = "、".join(f"“{each.what}”" for each in item.open_steps)
        return refused(f"{item.label}尚有未完成的时间节点：{whats}。", BASIS, "请先登记完成情况。")
    return measure14.refuse_closeout(item)


def with_evidence(form: object, attachments: tuple[str, ...]) -> Refusal | None:
    if attachments:
        return None
    return refused("申请销号应当附佐证材料（系统策略）。", BASIS, "请上传佐证材料。")


def reviewer(case: LedgerCase, item: Item) -> Audience | None:
    """The lead unit, where another unit leads and has an account; None: the office."""
    if not item.lead_organisation or item.lead_organisation == case.unit.organisation:
        return None
    return Audience(role=Role.DISTRICT_UNIT, organisation=item.lead_organisation)


def _reviewer_name(case: LedgerCase, item: Item) -> str:
    return item.lead if reviewer(case, item) else OFFICE


def propose(case: LedgerCase, answer: Answer) -> None:
    item = filed_item(case, answer.form.item.value)
    item.closeout = Closeout(outcome=ItemStatus(answer.form.outcome.value), proposed_on=local_date(answer.at))
    item.evidence += len(answer.act.attachments)


def _proposed(case: LedgerCase, answer: Answer) -> Effects:
    item = filed_item(case, answer.form.item.value)
    asked = reviewer(case, item) or case.office_audience
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "by": doer(case, answer),
        "item": item.label,
        "outcome": answer.form.outcome.label,
        "reviewer": _reviewer_name(case, item),
        "summary": answer.form.summary,
        "files": len(answer.act.attachments),
    }
    return Effects(
        text=f"{doer(case, answer)}就{item.label}提出销号（{answer.form.outcome.label}），由{told['reviewer']}核对。",
        notices=(notice("district_closeout_proposed", BASIS, asked, **told),),
        documents=(document("district_closeout", BASIS, answer, asked, **told),),
    )


def item_about(case: LedgerCase, answer: Answer) -> Item:
    return filed_item(case, answer.task.about)


def _who(case: LedgerCase, answer: Answer) -> str:
    return OFFICE if answer.act.actor.role is Role.LEADING_GROUP_OFFICE else item_about(case, answer).lead


def _countersigned(case: LedgerCase, answer: Answer) -> Effects:
    item = item_about(case, answer)
    assert item.closeout is not None
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "item": item.label,
        "who": _who(case, answer),
        "outcome": item.closeout.outcome.label,
    }
    return Effects(
        text=f"{told['who']}核对{case.unit.name}的{item.label}，同意销号（{told['outcome']}）。",
        notices=(notice("district_closeout_settled", BASIS, *concerned(case), **told, agreed=True, reasons=""),),
    )


def _returned(case: LedgerCase, answer: Answer) -> Effects:
    item, reasons = item_about(case, answer), answer.form.reasons
    told: dict[str, Any] = {"unit": case.unit.name, "item": item.label, "who": _who(case, answer), "outcome": "退回"}
    return Effects(
        text=f"{told['who']}退回{case.unit.name}就{item.label}提出的销号。理由：{reasons}",
        notices=(notice("district_closeout_settled", BASIS, *concerned(case), **told, agreed=False, reasons=reasons),),
    )


def settle(case: LedgerCase, answer: Answer) -> None:
    item = item_about(case, answer)
    assert item.closeout is not None
    if answer.act.action == COUNTERSIGN:
        item.closed_on, item.outcome = local_date(answer.at), item.closeout.outcome
    item.closeout = None


def refuse_reopening(case: LedgerCase, form: Reopening, now: datetime) -> Refusal | None:
    item = case.item(form.item.value)
    if item and (item.closed_on or item.declined_on):
        return None
    return refused(
        f"{ENTRIES[form.item.value].label}没有销号，也没有记录为不予承办。", BASIS, "仍在办理的事项不需要恢复。"
    )


def _reopened(case: LedgerCase, answer: Answer) -> Effects:
    form: Reopening = answer.form
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "item": form.item.label,
        "reasons": form.reasons,
        "asks": case.unit.is_vertical,
    }
    return Effects(
        text=f"{OFFICE}恢复{case.unit.name}的{form.item.label}。理由：{form.reasons}",
        notices=(notice("district_item_reopened", BASIS, case.debtor, **told),),
    )


def reopen(case: LedgerCase, answer: Answer) -> None:
    item = filed_item(case, answer.form.item.value)
    item.closed_on = item.outcome = item.declined_on = None
    item.reopened += 1


PROPOSING = by_unit(
    TaskKind(
        "ledger_closeout",
        "提出销号",
        Role.DISTRICT_UNIT,
        BASIS,
        (Action(PROPOSE, "提出销号", _proposed, form=Proposal, check=refuse, attached=with_evidence),),
        optional=True,
        standing=True,
    ),
    is_open=lambda case: not case.stage.is_final and any(each.filed_on and each.is_open for each in case.items),
)
_ACTIONS = (
    Action(COUNTERSIGN, "同意销号", _countersigned),
    Action(RETURN, "退回", _returned, form=Reasons),
)
CHECK = TaskKind("ledger_closeout_check", "核对销号（牵头单位）", Role.DISTRICT_UNIT, BASIS, _ACTIONS)
OFFICE_CHECK = TaskKind("ledger_closeout_office_check", "核对销号", Role.LEADING_GROUP_OFFICE, BASIS, _ACTIONS)
REOPENING = Matter(
    TaskKind(
        "ledger_reopening",
        "恢复已销号的事项",
        Role.LEADING_GROUP_OFFICE,
        BASIS,
        (Action(REOPEN, "恢复", _reopened, form=Reopening, check=refuse_reopening),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.office_audience,),
    is_open=lambda case: (
        not case.stage.is_final and any(each.is_here and (each.closed_on or each.declined_on) for each in case.items)
    ),
)
