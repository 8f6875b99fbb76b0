"""四（三） 区质量强区工作领导小组办公室要适时组织开展阶段性工作总结和评估，坚持问题导向，发挥政府质量工作考核导向作用，
督促各项工作任务落实到位。

督促 (系统策略): reminders around each day a unit set itself, in three colours that always stand with their words;
from the first day after it the office is copied. Reading R-D-15: a branch office of the city and the tax bureau are
asked (商请), never instructed. A passed day is marked; nothing else follows from it by itself.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.district.acting import OFFICE, refuse_item, refused
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ItemKey
from domain.district.parts import Item, Step
from domain.duty import Duty
from domain.ladder import Rung, rungs_around
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s4(3)#3"),)
ISSUE = "issue"


class Colour(StrEnum):
    """督办 in three colours. The colour never stands without its words."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"

    @property
    def label(self) -> str:
        return {"blue": "蓝色（提醒）", "yellow": "黄色（逾期督办）", "red": "红色（重点督办）"}[self]


def colour(step: Step, case: LedgerCase, today: date) -> Colour:
    """Blue up to its day, yellow from the first rung after it, red from the last (系统策略)."""
    after = sorted(case.policy.ledger_ladder_after)
    late = (today - step.due.date).days
    if not after or late < after[0]:
        return Colour.BLUE
    return Colour.RED if len(after) > 1 and late >= after[-1] else Colour.YELLOW


def duty(case: LedgerCase, item: Item, step: Step) -> Duty:
    """What a unit owes by a day of its own. A day moved is a duty with another day, reminded of anew."""
    facts: dict[str, Any] = {
        "unit": case.unit.name,
        "item": item.label,
        "what": step.what,
        "asks": case.unit.is_vertical,
        "by_office": not case.unit.has_account,
    }
    return Duty(
        id=f"{case.id}-{item.key}-{step.number}",
        kind="district_ledger",
        title=f"{item.label}：{step.what}",
        debtor=case.debtor,
        due=step.due,
        basis=BASIS,
        opened_at=item.since or case.stage_since,
        rungs=_rungs(case, step),
        facts=facts,
    )


def _rungs(case: LedgerCase, step: Step) -> tuple[Rung, ...]:
    policy = case.policy
    rungs = rungs_around(
        step.due.date, before=policy.ledger_ladder_before, after=policy.ledger_ladder_after, at=policy.reminder_time
    )
    return tuple(_worded(case, step, rung) for rung in rungs)


def _worded(case: LedgerCase, step: Step, rung: Rung) -> Rung:
    copies = (case.office_audience,) if case.unit.has_account else ()
    found = colour(step, case, local_date(rung.planned_at))
    if found is Colour.RED:
        return rung.model_copy(update={"wording": "district_ledger_red", "copies": copies})
    if found is Colour.YELLOW:
        return rung.model_copy(update={"wording": "district_ledger_yellow", "copies": copies})
    return rung.model_copy(update={"wording": "district_ledger_blue"})


def overdue_at(case: LedgerCase) -> datetime | None:
    """The instant (UTC) at which the next day of its own passes, of those not marked yet."""
    found = (step.due.closes_at for _, step in case.open_steps if not step.overdue)
    return min((each for each in found if each), default=None)


def mark_overdue(case: LedgerCase, now: datetime) -> list[tuple[Item, Step]]:
    """Mark the days passed by ``now``; answers those newly marked."""
    passed = [
        (item, step)
        for item, step in case.open_steps
        if not step.overdue and step.due.closes_at and step.due.closes_at <= now
    ]
    for _, step in passed:
        step.overdue = True
    return passed


def overdue(case: LedgerCase, found: list[tuple[Item, Step]]) -> Effects:
    said = "；".join(f"{item.label}“{step.what}”（{step.due.words}）" for item, step in found)
    return Effects(text=f"{case.unit.name}自定的日期已过，尚未登记完成：{said}。由领导小组办公室督促，不产生其他后果。")


class Order(Form):
    item: ItemKey = Field(title="事项")
    requirement: Text = Field(title="督促的内容和要求")
    answer_by: date | None = Field(default=None, title="希望反馈的日期（可以不填）")


def refuse_order(case: LedgerCase, form: Order, now: datetime) -> Refusal | None:
    item = case.item(form.item.value)
    if item and item.is_unfiled:
        return None
    if found := refuse_item(case, form.item.value, BASIS):
        return found
    if form.answer_by and form.answer_by < local_date(now):
        return refused("希望反馈的日期不能早于今天。", BASIS, "请填写今后的日期，或者不填。")
    return None


def _issued(case: LedgerCase, answer: Answer) -> Effects:
    form: Order = answer.form
    asks = case.unit.is_vertical
    late = [each for item, each in case.open_steps if item.key == form.item.value and each.overdue]
    worst = max((colour(each, case, local_date(answer.at)) for each in late), key=list(Colour).index, default=None)
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "item": form.item.label,
        "requirement": form.requirement,
        "answer_by": form.answer_by.isoformat() if form.answer_by else "",
        "asks": asks,
        "colour": worst.label if worst else "",
        "late": [f"{each.what}（{each.due.words}）" for each in late],
        "by_office": not case.unit.has_account,
        "address": case.unit.address,
    }
    until = f"，希望{in_words(form.answer_by)}前反馈" if form.answer_by else ""
    recipients = (case.unit.audience,) if case.unit.has_account else ()
    return Effects(
        text=f"{OFFICE}就{form.item.label}向{case.unit.name}发出{'商请函' if asks else '督办单'}{until}。",
        notices=(notice("district_supervision", BASIS, case.debtor, **told),),
        documents=(document("district_supervision_order", BASIS, answer, *recipients, **told),),
    )


def issue(case: LedgerCase, answer: Answer) -> None:
    item = case.item(answer.form.item.value)
    assert item is not None
    item.supervised += 1


ORDERING = Matter(
    TaskKind(
        "ledger_supervision",
        "发出督办单（对垂直管理单位为商请函）",
        Role.LEADING_GROUP_OFFICE,
        BASIS,
        (Action(ISSUE, "发出", _issued, form=Order, check=refuse_order),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.office_audience,),
    is_open=lambda case: not case.stage.is_final and any(each.is_open for each in case.items),
)
