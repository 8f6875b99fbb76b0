"""第四条 县级以上人民政府应当将质量促进工作纳入国民经济和社会发展规划，统筹安排质量促进工作经费。

Here which governments there are. The article names them by their level alone; which bodies count as one, and of what
level a 开发区, a 林区 or a 直管市 is, operations enter from the official tables (reading R-H-4). Governments come,
merge and end: what one has open closes with it, and what it was asked is asked of its successor anew (reading R-H-12).
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Text
from domain.procedure.review import notice
from domain.province.art02_scope import refuse_outside
from domain.province.case import OPS, RegulationCase, RegulationStage
from domain.province.clause import Level
from domain.province.parts import Government
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role, covers
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("province:4.1"),)
CHANGE = "change"
_OPEN = frozenset({RegulationStage.PROMULGATED, RegulationStage.IN_FORCE, RegulationStage.AMENDED})


class GovernmentRow(Form):
    """One government of the tree."""

    organisation: Name = Field(title="单位账号")
    name: Name = Field(title="人民政府名称")
    region: Annotated[str, Field(pattern=r"^\d{6}$")] = Field(title="行政区划代码（GB/T 2260）")
    level: Level = Field(title="层级（开发区、林区、直管市按实际确定）")


class RegisteredGovernments(BaseModel):
    """Those of the organisations asked about that are governments: organisation id → (name, GB/T 2260)."""

    found: dict[str, tuple[str, str]]


def refuse_rows(rows: Iterable[GovernmentRow], there: Iterable[str] = ()) -> Refusal | None:
    """``there``: organisations the tree has already."""
    known = set(there)
    for row in rows:
        if row.organisation in known:
            text = f"{row.name}（{row.organisation}）已经列入，不得重复。"
            return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请删去重复的一行。")
        if refusal := refuse_outside(row.name, row.region):
            return refusal
        known.add(row.organisation)
    return None


def refuse_unregistered(rows: Iterable[GovernmentRow], facts: RegisteredGovernments) -> Refusal | None:
    """A government is one of the register, under the name and the seat the register has."""
    for row in rows:
        known = facts.found.get(row.organisation)
        if known is None:
            text = f"{row.name}（{row.organisation}）不是已登记的县级以上人民政府。"
            return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请先登记该单位，再列入。")
        if known != (row.name, row.region):
            text = f"{row.name}（行政区划代码{row.region}）与登记的单位信息不符。"
            remedy = f"{row.organisation}登记为{known[0]}，行政区划代码{known[1]}。"
            return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)
    return None


def as_governments(rows: Iterable[GovernmentRow], since: date | None = None) -> list[Government]:
    return [Government(**row.model_dump(), since=since) for row in rows]


def above(government: Government, others: Iterable[Government]) -> Government | None:
    """The one of ``others`` right above it, by their GB/T 2260 codes; None of one above which there is none."""
    found = (each for each in others if covers(each.region, government.region))
    wider = [each for each in found if not covers(government.region, each.region)]
    return max(wider, key=lambda each: len(each.region.rstrip("0")), default=None)


class ChangeKind(StrEnum):
    CREATED = "created"
    MERGED = "merged"
    DISSOLVED = "dissolved"

    @property
    def label(self) -> str:
        return {"created": "设立", "merged": "合并", "dissolved": "撤销"}[self]


class TreeChange(Form):
    """What became of the tree, with the decision it rests on. What merges into one already there creates none."""

    kind: ChangeKind = Field(title="变动")
    decision: Name = Field(title="批准文件的名称和文号")
    ending: list[Name] = Field(default=[], title="终止的人民政府（单位账号，每行一个；设立的不填）", max_length=20)
    created: list[GovernmentRow] = Field(default=[], title="设立的，或者合并后的人民政府", max_length=20)
    reasons: Text = Field(title="说明")


def _refuse(case: RegulationCase, form: TreeChange, now: datetime) -> Refusal | None:
    if form.kind is ChangeKind.CREATED and form.ending:
        return _rule("设立不终止其他人民政府。", "合并、撤销的，请另选变动种类。")
    if form.kind is not ChangeKind.CREATED and not form.ending:
        return _rule(f"{form.kind.label}应当写明终止的人民政府。", "请填写单位账号。")
    if form.kind is ChangeKind.CREATED and not form.created:
        return _rule("设立应当写明设立的人民政府。", "请填写单位账号、名称和行政区划代码。")
    living = {each.organisation for each in case.living}
    for each in form.ending:
        if each not in living:
            return _rule(f"{each}不在现有的人民政府之列。", "请核对单位账号。")
    return refuse_rows(form.created, {each.organisation for each in case.governments})


def _rule(text: str, remedy: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)


def _changed(case: RegulationCase, answer: Answer) -> Effects:
    form: TreeChange = answer.form
    ending = [found.name for each in form.ending if (found := case.government(each))]
    created = [each.name for each in form.created]
    parts = [f"终止：{'、'.join(ending)}" if ending else "", f"列入：{'、'.join(created)}" if created else ""]
    told: dict[str, Any] = {"what": form.kind.label, "ending": ending, "created": created, "decision": form.decision}
    ended = tuple(found.audience for each in form.ending if (found := case.government(each)))
    audience = (*ended, *(each.audience for each in as_governments(form.created)))
    return Effects(
        text=f"人民政府{form.kind.label}（{form.decision}）。{'；'.join(each for each in parts if each)}。",
        notices=(notice("province_tree_changed", BASIS, *audience, **told),),
    )


def change(case: RegulationCase, answer: Answer) -> None:
    """Take the change over. The regulation counts for a new government from the day it is entered here."""
    form: TreeChange = answer.form
    today = local_date(answer.at)
    for organisation in form.ending:
        found = case.government(organisation)
        assert found is not None
        found.ended_on, found.ended_by = today, answer.act.actor
        found.why = f"{form.kind.label}（{form.decision}，{in_words(today)}录入）"
    case.governments += as_governments(form.created, today if case.stage.is_in_force else None)


REGISTERED = Enquiry(
    "governments",
    RegisteredGovernments,
    lambda case, form, now, facts: refuse_unregistered(form.created, facts),
    needed=lambda form: bool(form.created),
)
CHANGING = Matter(
    TaskKind(
        "province_tree",
        "录入人民政府的设立、合并、撤销",
        Role.OPS,
        BASIS,
        (Action(CHANGE, "录入变动", _changed, form=TreeChange, check=_refuse, enquiry=REGISTERED, irreversible=True),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (OPS,),
    is_open=lambda case: case.stage in _OPEN,
)
