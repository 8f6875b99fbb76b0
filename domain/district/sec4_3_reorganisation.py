"""四（三） 各镇人民政府、街道办事处和各有关部门要建立工作台账，明确工作举措和时间进度，持续推进质量强区建设各项工作任
务。

Departments are renamed, merged and split while the plan runs, and its text stays. Reading R-D-18: the office enters
the decision it rests on; items go to the ledger of whoever took the work over with all that stands in them, the
ledger they leave keeps them as they were, and every name a unit bore is kept. A split: the new unit is added first,
then items go over.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.district.acting import OFFICE, first, refused
from domain.district.case import PlanCase, PlanStage
from domain.district.dispatches import dispatch, ledger_id
from domain.district.measures import ItemKey, labels
from domain.district.parts import PlanUnit
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Text
from domain.procedure.review import document
from domain.refusal import Refusal
from domain.roles import Actor, Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:s4(3)#2"),)
REORGANISE = "reorganise"


class Change(StrEnum):
    RENAME = "rename"
    TRANSFER = "transfer"
    MERGE = "merge"

    @property
    def label(self) -> str:
        return {"rename": "更名", "transfer": "移交部分事项", "merge": "并入另一单位"}[self]


class Reorganisation(Form):
    change: Change = Field(title="调整方式")
    unit: Name = Field(title="单位（名称）")
    new_name: str = Field(default="", title="更名后的名称（更名的填写）", max_length=200)
    to: str = Field(default="", title="接收单位的名称（移交、并入的填写）", max_length=200)
    items: list[ItemKey] = Field(default_factory=list, title="移交的事项（移交部分事项的选择）", max_length=24)
    decision: Name = Field(title="依据的文件")
    reasons: Text = Field(title="说明")


def unit_named(case: PlanCase, name: str) -> PlanUnit | None:
    return next((each for each in case.present if each.name == name), None)


def refuse(case: PlanCase, form: Reorganisation, now: datetime) -> Refusal | None:
    if unit_named(case, form.unit) is None:
        return refused(f"没有名为{form.unit}的单位。", BASIS, "请填写台账单位的现名称。")
    return _refuse_rename(case, form) if form.change is Change.RENAME else _refuse_handover(case, form)


def _refuse_rename(case: PlanCase, form: Reorganisation) -> Refusal | None:
    if not form.new_name or unit_named(case, form.new_name):
        return refused(
            "更名后的名称没有填写，或者已有单位使用。", BASIS, "请填写更名后的名称；两个单位合并的，选择并入。"
        )
    return None


def _refuse_handover(case: PlanCase, form: Reorganisation) -> Refusal | None:
    unit, to = unit_named(case, form.unit), unit_named(case, form.to)
    assert unit is not None
    strange = [each.value for each in form.items if each.value not in unit.items]
    return first(
        [
            refused("没有该接收单位。", BASIS, "新设单位请先增列。") if to is None else None,
            refused("接收单位不能是本单位。", BASIS, "请填写另一单位。") if to is unit else None,
            refused(f"{labels(strange)}不是{unit.name}的事项。", BASIS, "请选择该单位的事项。") if strange else None,
            refused("没有选择移交的事项。", BASIS, "请选择至少一项；全部移交的，选择并入。")
            if form.change is Change.TRANSFER and not form.items
            else None,
        ]
    )


def moved(case: PlanCase, form: Reorganisation) -> list[str]:
    """The keys of the items that go over, in the order of the plan."""
    unit = unit_named(case, form.unit)
    assert unit is not None
    chosen = {each.value for each in form.items}
    return [key for key in unit.items if form.change is Change.MERGE or key in chosen]


def reorganise(case: PlanCase, answer: Answer) -> None:
    form: Reorganisation = answer.form
    unit, actor, today = unit_named(case, form.unit), answer.act.actor, local_date(answer.at)
    assert unit is not None
    if form.change is Change.RENAME:
        unit.rename(form.new_name, today)
        dispatch(case, actor, unit.id, "rename", {"name": form.new_name})
        _lead_changed(case, actor, unit, unit.leads)
        return
    to = unit_named(case, form.to)
    assert to is not None
    keys = moved(case, form)
    last = _hand_over(case, actor, unit, to, keys)
    _lead_changed(case, actor, to, [key for key in keys if key in to.leads])
    if form.change is Change.MERGE:
        unit.ended_on = today
        dispatch(case, actor, unit.id, "close", {"reasons": f"{unit.name}并入{to.name}（{form.decision}）。"}, last)


def _hand_over(case: PlanCase, actor: Actor, unit: PlanUnit, to: PlanUnit, keys: list[str]) -> int:
    """First the one ledger lets go, then the other takes what stands there; answers the number of the last dispatch."""
    to.items = [*to.items, *(key for key in keys if key not in to.items)]
    to.leads = [*to.leads, *(key for key in keys if key in unit.leads and key not in to.leads)]
    unit.items = [key for key in unit.items if key not in keys]
    unit.leads = [key for key in unit.leads if key not in keys]
    released = dispatch(case, actor, unit.id, "release", {"items": keys, "to": to.name})
    taking = {"items": keys, "source": ledger_id(case, unit.id), "name": unit.name}
    return dispatch(case, actor, to.id, "receive", taking, released)


def _lead_changed(case: PlanCase, actor: Actor, lead: PlanUnit, keys: list[str]) -> None:
    """Every ledger with one of these measures learns who leads it now, when all before it is done."""
    last = case.dispatched
    for each in case.present:
        own = [key for key in keys if key in each.items]
        if own:
            data = {"items": own, "lead": lead.name, "organisation": lead.organisation}
            dispatch(case, actor, each.id, "follow", data, last)


def _reorganised(case: PlanCase, answer: Answer) -> Effects:
    form: Reorganisation = answer.form
    keys = [] if form.change is Change.RENAME else moved(case, form)
    result = f"更名为{form.new_name}" if form.change is Change.RENAME else f"由{form.to}承接{labels(keys)}"
    told: dict[str, Any] = {"unit": form.unit, "change": form.change.label, "result": result}
    told |= {"decision": form.decision, "reasons": form.reasons}
    audiences = tuple(each.audience for each in case.present if each.has_account and each.name in {form.unit, form.to})
    return Effects(
        text=f"{OFFICE}登记{form.unit}{form.change.label}（{form.decision}）：{result}。方案文本不变，原名称予以保留。",
        documents=(document("district_reorganisation", BASIS, answer, *audiences, **told),),
    )


REORGANISING = Matter(
    TaskKind(
        "plan_reorganisation",
        "登记单位更名、移交和合并",
        Role.LEADING_GROUP_OFFICE,
        BASIS,
        (Action(REORGANISE, "登记", _reorganised, form=Reorganisation, check=refuse),),
        optional=True,
    ),
    audiences=lambda case: (case.office_audience,),
    is_open=lambda case: case.stage in {PlanStage.RUNNING, PlanStage.FINAL_REVIEW_DUE},
)
