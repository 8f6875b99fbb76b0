"""四（三） 各镇人民政府、街道办事处和各有关部门要建立工作台账，明确工作举措和时间进度，持续推进质量强区建设各项工作任
务。

持续推进: entries of progress with their evidence, and the days of its own that a unit moves. Reading R-D-11: whoever
moves a day gives a reason; the old day stays readable. Reading R-D-12: one entry with its files may serve several
items.
"""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.deadline import Deadline
from domain.district import measure14_activities as measure14
from domain.district.acting import by_unit, doer, filed_item, first, refuse_future, refuse_item, refused
from domain.district.ledger_case import LedgerCase
from domain.district.measures import ItemKey
from domain.district.parts import MovedDay, Step
from domain.orders import Effects
from domain.procedure.forms import Text
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s4(3)#2"),)
ENTER = "enter"
MOVE = "move"


class Progress(Form):
    items: list[ItemKey] = Field(title="事项（同一材料用于几项的，一并选择）", min_length=1, max_length=5)
    on: date = Field(title="日期")
    text: Text = Field(title="进展情况")
    step: int = Field(default=0, title="完成了第几个时间节点（没有的填0）", ge=0, le=99)
    line: measure14.Line | None = Field(default=None, title="第14项措施的佐证属于哪一类（其他事项不选）")


class DayMove(Form):
    item: ItemKey = Field(title="事项")
    step: int = Field(title="第几个时间节点", ge=1, le=99)
    day: date = Field(title="调整后的日期")
    reasons: Text = Field(title="理由")


def refuse_progress(case: LedgerCase, form: Progress, now: datetime) -> Refusal | None:
    keys = [each.value for each in form.items]
    found = first([refuse_future(form.on, now, BASIS), *(refuse_item(case, key, BASIS) for key in keys)])
    if found or not form.step:
        return found
    if len(keys) > 1:
        return refused("完成时间节点的，一次只登记一个事项。", BASIS, "请分别登记。")
    return _refuse_step(case, keys[0], form.step)


def _refuse_step(case: LedgerCase, key: str, number: int) -> Refusal | None:
    item = filed_item(case, key)
    step = item.step(number)
    if step is None:
        return refused(f"{item.label}没有第{number}个时间节点。", BASIS, "请核对台账中的序号。")
    if step.done_on:
        return refused(f"{item.label}第{number}个时间节点已经完成。", BASIS, "请核对台账中的序号。")
    return None


def take_progress(case: LedgerCase, answer: Answer) -> None:
    """A step done on its day or before was in time, also where it was entered later."""
    form: Progress = answer.form
    for key in form.items:
        item = filed_item(case, key.value)
        item.progressed_on = local_date(answer.at)
        item.evidence += len(answer.act.attachments)
        if form.line and key.value == measure14.KEY:
            item.lines = sorted({*item.lines, form.line.value})
        if form.step and (step := item.step(form.step)):
            step.done_on = form.on
            step.overdue = form.on > step.due.date


def _entered(case: LedgerCase, answer: Answer) -> Effects:
    form: Progress = answer.form
    labels = [each.label for each in form.items]
    step = filed_item(case, form.items[0].value).step(form.step) if form.step else None
    done = f"，完成“{step.what}”（{in_words(step.due.date)}）" if step else ""
    late = "，晚于所定日期" if step and form.on > step.due.date else ""
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "by": doer(case, answer),
        "items": labels,
        "on": form.on.isoformat(),
        "text": form.text,
        "step": step.what if step else "",
        "line": form.line.label if form.line else "",
        "files": len(answer.act.attachments),
    }
    return Effects(
        text=f"{doer(case, answer)}登记{'、'.join(labels)}的进展（{in_words(form.on)}）{done}{late}。",
        documents=(document("district_progress", BASIS, answer, case.office_audience, **told),),
    )


def refuse_move(case: LedgerCase, form: DayMove, now: datetime) -> Refusal | None:
    key = form.item.value
    if found := refuse_item(case, key, BASIS) or _refuse_step(case, key, form.step):
        return found
    step = filed_item(case, key).step(form.step)
    assert step is not None
    if form.day == step.due.anchor:
        return refused("日期没有变化。", BASIS, "请填写调整后的日期。")
    if form.day < local_date(now):
        return refused("调整后的日期不能早于今天（系统策略）。", BASIS, "已经完成的，请登记进展。")
    return None


def move(case: LedgerCase, answer: Answer, due: Deadline) -> None:
    """The new day takes the place of the old one, which stays readable; what was overdue is so no more."""
    form: DayMove = answer.form
    step = moved_step(case, form)
    step.moved.append(MovedDay(was=step.due.date, reasons=form.reasons, moved_on=local_date(answer.at)))
    step.due, step.overdue = due, False


def moved_step(case: LedgerCase, form: DayMove) -> Step:
    step = filed_item(case, form.item.value).step(form.step)
    assert step is not None
    return step


def _moved(case: LedgerCase, answer: Answer) -> Effects:
    form: DayMove = answer.form
    step = moved_step(case, form)
    passed = "（原日期已过）" if step.overdue else ""
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "by": doer(case, answer),
        "item": form.item.label,
        "what": step.what,
        "before": step.due.date.isoformat(),
        "after": form.day.isoformat(),
        "reasons": form.reasons,
        "times": len(step.moved) + 1,
    }
    return Effects(
        text=f"{doer(case, answer)}将{form.item.label}“{step.what}”的日期由{in_words(step.due.date)}{passed}调整为"
        f"{in_words(form.day)}。理由：{form.reasons}",
        notices=(notice("district_day_moved", BASIS, case.office_audience, **told),),
    )


PROGRESS = by_unit(
    TaskKind(
        "ledger_progress",
        "登记进展和佐证材料",
        Role.DISTRICT_UNIT,
        BASIS,
        (Action(ENTER, "登记进展", _entered, form=Progress, check=refuse_progress),),
        optional=True,
        standing=True,
    ),
    is_open=lambda case: not case.stage.is_final and any(each.filed_on and each.is_open for each in case.items),
)
MOVING = by_unit(
    TaskKind(
        "ledger_day_move",
        "调整时间进度",
        Role.DISTRICT_UNIT,
        BASIS,
        (Action(MOVE, "调整日期", _moved, form=DayMove, check=refuse_move),),
        optional=True,
        standing=True,
    ),
    is_open=lambda case: not case.stage.is_final and bool(case.open_steps),
)
