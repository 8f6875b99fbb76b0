"""四（三） 区质量强区工作领导小组办公室要适时组织开展阶段性工作总结和评估，坚持问题导向，发挥政府质量工作考核导向作用，
督促各项工作任务落实到位。

Here in a ledger: what the office has decided in the plan's own case comes in, each once. What is taken from another
ledger is read there as it was recorded last.
"""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.district.acting import OFFICE, refused
from domain.district.dispatches import INSTRUCTION
from domain.district.figures import CarriedItems
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ItemKey, labels
from domain.district.parts import Item, ReviewRequest
from domain.district.sec4_3_input import asked
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Text
from domain.procedure.review import notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("district:s4(3)#3"),)
CLOSE = "close"


class ReviewAsked(Form):
    number: int = Field(title="第几次", ge=1)
    is_final: bool = Field(title="是否终期")
    due_on: date = Field(title="材料报送日期")
    focus: Text = Field(title="重点")


class ReviewOver(Form):
    number: int = Field(title="第几次", ge=1)


class Release(Form):
    items: list[ItemKey] = Field(title="移交的事项", max_length=24)
    to: Name = Field(title="接收单位")


class Reception(Form):
    items: list[ItemKey] = Field(title="接收的事项", max_length=24)
    source: Name = Field(title="原台账案件编号")
    name: Name = Field(title="原单位")


class Renaming(Form):
    name: Name = Field(title="更名后的名称")


class NewLead(Form):
    items: list[ItemKey] = Field(title="事项", max_length=24)
    lead: Name = Field(title="牵头单位")
    organisation: str = Field(default="", title="平台单位编号（没有账号的不填）", max_length=100)


class Ending(Form):
    reasons: Text = Field(title="理由")


CARRIED = Enquiry("district_items", CarriedItems, refuse=lambda case, form, now, facts: None)


def _refuse_release(case: LedgerCase, form: Release, now: datetime) -> Refusal | None:
    strange = [each.value for each in form.items if case.item(each.value) is None]
    return refused(f"{labels(strange)}不在本台账中。", BASIS, "请核对事项。") if strange else None


def apply(case: LedgerCase, answer: Answer) -> None:
    """Put what was decided into the ledger; ``close`` is the workflow's own."""
    match answer.form:
        case ReviewAsked() as form:
            request = ReviewRequest(number=form.number, is_final=form.is_final, due_on=form.due_on)
            case.reviews.append(request)
        case ReviewOver() as form:
            for each in case.reviews:
                each.over = each.over or each.number == form.number
        case Release() as form:
            _release(case, form)
        case Reception() as form:
            _receive(case, form, answer)
        case Renaming() as form:
            case.unit.rename(form.name, local_date(answer.at))
        case NewLead() as form:
            _follow(case, form)


def _release(case: LedgerCase, form: Release) -> None:
    """What stands in it stays as it was."""
    for each in form.items:
        item = case.item(each.value)
        assert item is not None
        item.reassigned_to, item.closeout, item.dispute = form.to, None, None


def _receive(case: LedgerCase, form: Reception, answer: Answer) -> None:
    """An item the unit has already goes on as one: its days follow the unit's own."""
    facts: CarriedItems = answer.facts
    for key in form.items:
        came = next((each for each in reversed(facts.items) if each.key == key.value), None) or Item(key=key.value)
        own = case.item(key.value)
        if own is None:
            here = {"reassigned_to": "", "received_from": form.name, "since": answer.at}
            case.items.append(came.model_copy(update=here))
        else:
            _join(own, came, form.name)


def _join(own: Item, came: Item, name: str) -> None:
    last = max((each.number for each in own.steps), default=0)
    own.steps += [each.model_copy(update={"number": last + n}) for n, each in enumerate(came.steps, start=1)]
    own.measures = "；".join(each for each in (own.measures, came.measures) if each)
    own.filed_on = own.filed_on or came.filed_on
    own.lines = sorted({*own.lines, *came.lines})
    own.received_from = name


def _follow(case: LedgerCase, form: NewLead) -> None:
    for key in form.items:
        if item := case.item(key.value):
            item.lead, item.lead_organisation = form.lead, form.organisation


def _asked(case: LedgerCase, answer: Answer) -> Effects:
    form: ReviewAsked = answer.form
    request = ReviewRequest(number=form.number, is_final=form.is_final, due_on=form.due_on)
    return asked(case.model_copy(update={"reviews": [*case.reviews, request]}), focus=form.focus)


def _said(text: Any) -> Any:
    """Effects that are a line of the record alone."""
    return lambda case, answer: Effects(text=text(case, answer.form))


def _received(case: LedgerCase, answer: Answer) -> Effects:
    form: Reception = answer.form
    names = labels([each.value for each in form.items])
    told: dict[str, Any] = {"unit": case.unit.name, "items": names, "from_unit": form.name}
    return Effects(
        text=f"{case.unit.name}承接{form.name}的{names}，原有内容一并转入。",
        notices=(notice("district_items_received", BASIS, case.debtor, **told),),
    )


def _closed(case: LedgerCase, answer: Answer) -> Effects:
    told: dict[str, Any] = {"unit": case.unit.name, "reasons": answer.form.reasons}
    return Effects(
        text=f"{case.unit.name}的工作台账结束：{answer.form.reasons}",
        notices=(notice("district_ledger_closed", BASIS, case.debtor, **told),),
    )


INSTRUCTING = Matter(
    TaskKind(
        INSTRUCTION,
        "接收方案案件转来的安排",
        Role.LEADING_GROUP_OFFICE,
        BASIS,
        (
            Action("ask", "请求报送材料", _asked, form=ReviewAsked),
            Action(
                "review_over",
                "总结评估已完成",
                _said(lambda case, form: f"{OFFICE}已完成第{form.number}次总结评估，不再征集材料。"),
                form=ReviewOver,
            ),
            Action(
                "release",
                "移交事项",
                _said(
                    lambda case, form: (
                        f"{labels([each.value for each in form.items])}移交{form.to}，本台账的内容予以保留。"
                    )
                ),
                form=Release,
                check=_refuse_release,
            ),
            Action("receive", "接收事项", _received, form=Reception, enquiry=CARRIED),
            Action(
                "rename",
                "单位更名",
                _said(lambda case, form: f"{case.unit.name}更名为{form.name}，原名称予以保留。"),
                form=Renaming,
            ),
            Action(
                "follow",
                "牵头单位变更",
                _said(lambda case, form: f"{labels([each.value for each in form.items])}由{form.lead}牵头。"),
                form=NewLead,
            ),
            Action(CLOSE, "结束台账", _closed, form=Ending, irreversible=True),
        ),
        optional=True,
        standing=True,
        by_errand=True,
    ),
    audiences=lambda case: (case.office_audience,),
    is_open=lambda case: not case.stage.is_final,
)
