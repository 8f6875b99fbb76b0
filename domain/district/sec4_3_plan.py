"""四（三） 各镇人民政府、街道办事处和各有关部门要建立工作台账，明确工作举措和时间进度，持续推进质量强区建设各项工作任
务。

Who keeps a ledger. The text names 17 departments in the brackets of the measures, and no member unit, town or street;
it bears no date of issue either. Reading R-D-2: they are entered, never guessed; while no member unit is known the
three items of the safeguards stand unassigned and operations is told. Reading R-D-3: without date of issue the plan
does not start. Reading R-D-4: the safeguards are items of the member units (系统策略 ``safeguard_units``) and of
every town and street.
"""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.deadline import Deadline
from domain.district.acting import OFFICE, refused
from domain.district.case import PlanCase, PlanStage
from domain.district.measures import DEPARTMENTS, MEASURES, SAFEGUARDS, labels, measures_of
from domain.district.parts import PlanUnit, UnitKind
from domain.matter import Matter
from domain.naming import normalised
from domain.orders import Effects
from domain.procedure.forms import Name
from domain.procedure.review import document, notice
from domain.refusal import Refusal
from domain.roles import Audience, Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("district:s4(3)#2"),)
PREPARE = "prepare"
ADD = "add"
_GROUP = [each.key for each in SAFEGUARDS]
OPS = Audience(role=Role.OPS)


class UnitRow(Form):
    name: Name = Field(title="单位名称")
    organisation: str = Field(default="", title="平台单位编号（没有账号的不填）", max_length=100)
    address: str = Field(default="", title="联系地址或者邮箱（没有账号的填写）", max_length=200)


class Preparation(Form):
    issued_on: date = Field(title="方案印发日期")
    document_number: Name = Field(title="发文字号")
    issuing_body: Name = Field(title="发文机关")
    members: list[UnitRow] = Field(default_factory=list, title="领导小组成员单位", max_length=80)
    towns: list[UnitRow] = Field(default_factory=list, title="镇人民政府、街道办事处", max_length=60)


class Addition(Form):
    kind: UnitKind = Field(title="类别")
    unit: UnitRow = Field(title="单位")


class RegisteredUnit(BaseModel):
    id: str
    name: str


class DistrictUnits(BaseModel):
    """What the register knows of the district: its units, and the office (organisation id; empty: there is none)."""

    units: list[RegisteredUnit] = Field(default_factory=list)
    office: str = ""

    def account_of(self, row: UnitRow) -> str:
        """The unit's account: the one given, else one of exactly this name."""
        if row.organisation:
            return row.organisation
        return next((each.id for each in self.units if normalised(each.name) == normalised(row.name)), "")


def refuse(case: PlanCase, form: Preparation, now: datetime) -> Refusal | None:
    if not form.members:
        text = f"没有登记成员单位，{labels(_GROUP)}无人承担，不能启动。"
        return refused(text, BASIS, "方案没有列出成员单位，请按领导小组的名单登记，不得推定。")
    if not form.towns:
        return refused(
            "没有登记镇人民政府、街道办事处，不能启动。", BASIS, "方案没有列出，请按实际名单登记，不得推定。"
        )
    if form.issued_on > local_date(now):
        return refused("印发日期不能晚于今天。", BASIS, "方案印发以后再启动。")
    return _refuse_rows([*form.members, *form.towns])


def _refuse_rows(rows: list[UnitRow]) -> Refusal | None:
    names = [normalised(each.name) for each in rows]
    twice = next((each.name for each in rows if names.count(normalised(each.name)) > 1), "")
    if twice:
        return refused(f"{twice}登记了两次。", BASIS, "请删去重复的一行。")
    unreachable = next((each.name for each in rows if not each.organisation and not each.address), "")
    return refused_unreachable(unreachable) if unreachable else None


def refused_unreachable(name: str) -> Refusal:
    return refused(
        f"{name}没有账号，也没有联系地址。", BASIS, "没有账号的单位由领导小组办公室代录，请填写联系地址或者邮箱。"
    )


def refuse_unknown(case: PlanCase, form: Any, now: datetime, facts: DistrictUnits) -> Refusal | None:
    """What the register says against it: no office, or a unit that is not there."""
    if not facts.office:
        return refused(f"平台没有登记本区的{OFFICE}，不能启动。", BASIS, "请先登记该办公室及其账号。")
    rows = [form.unit] if isinstance(form, Addition) else [*form.members, *form.towns]
    known = {each.id for each in facts.units}
    strange = next((each for each in rows if each.organisation and each.organisation not in known), None)
    if strange is None:
        return None
    return refused(f"平台没有登记编号为{strange.organisation}的本区单位（{strange.name}）。", BASIS, "请核对单位编号。")


UNITS = Enquiry("district_units", DistrictUnits, refuse=refuse_unknown)


def units_of(case: PlanCase, form: Preparation, facts: DistrictUnits) -> list[PlanUnit]:
    """Every unit with its items, in the order of the text: the departments, then members, towns and streets."""
    found: dict[str, PlanUnit] = {}
    for name in DEPARTMENTS:
        _join(case, found, UnitRow(name=name, address="—"), UnitKind.DEPARTMENT, facts)
    for kind, rows in ((UnitKind.MEMBER, form.members), (UnitKind.TOWN, form.towns)):
        for row in rows:
            _join(case, found, row, kind, facts)
    return list(found.values())


def _join(case: PlanCase, found: dict[str, PlanUnit], row: UnitRow, kind: UnitKind, facts: DistrictUnits) -> None:
    """A department that is a member too stays one unit."""
    organisation = facts.account_of(row)
    name = normalised(row.name)
    known = next(
        (each for each in found.values() if normalised(each.name) == name or organisation and each.id == organisation),
        None,
    )
    unit = known or _new_unit(case, row, organisation)
    unit.kinds.append(kind)
    unit.address = unit.address if row.address in {"", "—"} else row.address
    unit.items = _items(case, unit)
    unit.leads = [each.key for each in MEASURES if each.lead == unit.name]
    found[unit.id] = unit


def _new_unit(case: PlanCase, row: UnitRow, organisation: str) -> PlanUnit:
    if not organisation:
        case.units_named += 1
    return PlanUnit(
        id=organisation or f"u{case.units_named}",
        name=row.name,
        organisation=organisation,
        address="" if row.address == "—" else row.address,
    )


def _items(case: PlanCase, unit: PlanUnit) -> list[str]:
    """Its measures by name, and the safeguards as a member, town or street (系统策略 ``safeguard_units``)."""
    has_group = {UnitKind.MEMBER, UnitKind.TOWN} & set(unit.kinds)
    if case.policy.safeguard_units == "departments_too":
        has_group = set(unit.kinds)
    return [*measures_of(unit.name), *(_GROUP if has_group else [])]


def start(case: PlanCase, answer: Answer, target: Deadline) -> None:
    form: Preparation = answer.form
    case.office = answer.facts.office
    case.issued_on, case.document_number, case.issuing_body = form.issued_on, form.document_number, form.issuing_body
    case.policy = case.policy.model_copy(update={"regulation": form.issued_on.isoformat()})
    case.target = target
    case.units = units_of(case, form, answer.facts)


def add(case: PlanCase, answer: Answer) -> None:
    """Its ledger begins at once; a unit that is there already has what the further kind brings with it."""
    form: Addition = answer.form
    unit = _new_unit(case, form.unit, answer.facts.account_of(form.unit))
    unit.kinds = [form.kind]
    unit.items = [] if form.kind is UnitKind.DEPARTMENT else _items(case, unit)
    case.units.append(unit)


def refuse_addition(case: PlanCase, form: Addition, now: datetime) -> Refusal | None:
    names = {normalised(each.name): each for each in case.present}
    if normalised(form.unit.name) in names or form.unit.organisation in {each.organisation for each in case.present} - {
        ""
    }:
        return refused(f"{form.unit.name}已有台账。", BASIS, "需要移交事项的，请办理职责调整。")
    if not form.unit.organisation and not form.unit.address:
        return refused_unreachable(form.unit.name)
    return None


def opened(case: PlanCase) -> Effects:
    """The plan is loaded, and nobody answers for the safeguards yet; or it is taken over as it stands."""
    if case.stage is not PlanStage.LOADED:
        return Effects(text=f"{case.title}作为在办方案接入，当前阶段：{case.label}。")
    text = f"{case.title}已载入。没有登记印发日期、成员单位和镇、街道，{labels(case.unassigned)}无人承担，不能启动。"
    told: dict[str, Any] = {"items": labels(case.unassigned), "title": case.title}
    return Effects(text=text, notices=(notice("district_plan_loaded", BASIS, OPS, **told),))


def _prepared(case: PlanCase, answer: Answer) -> Effects:
    form: Preparation = answer.form
    facts = answer.facts or DistrictUnits()
    units = units_of(case.model_copy(), form, facts)
    items = sum(len(each.items) for each in units)
    by_hand = [each.name for each in units if not each.has_account]
    told: dict[str, Any] = {
        "issued_on": form.issued_on.isoformat(),
        "number": form.document_number,
        "body": form.issuing_body,
        "units": len(units),
        "items": items,
        "by_hand": by_hand,
    }
    office = Audience(role=Role.LEADING_GROUP_OFFICE, region=case.region)
    return Effects(
        text=f"登记{case.title}（{form.issuing_body}，{form.document_number}，{in_words(form.issued_on)}印发）："
        f"{len(units)}个单位，{items}项，向各单位开立工作台账。",
        notices=(notice("district_plan_started", BASIS, office, OPS, **told),),
    )


def _added(case: PlanCase, answer: Answer) -> Effects:
    form: Addition = answer.form
    return Effects(
        text=f"{OFFICE}增列{form.unit.name}（{form.kind.label}），开立工作台账。",
        documents=(document("district_unit_added", BASIS, answer, name=form.unit.name, unit_kind=form.kind.label),),
    )


PREPARATION = TaskKind(
    "plan_preparation",
    "登记印发日期和单位名单，启动方案",
    Role.OPS,
    BASIS,
    (Action(PREPARE, "启动", _prepared, form=Preparation, check=refuse, enquiry=UNITS),),
)
ADDING = Matter(
    TaskKind(
        "plan_unit_adding",
        "增列单位",
        Role.LEADING_GROUP_OFFICE,
        BASIS,
        (Action(ADD, "增列", _added, form=Addition, check=refuse_addition, enquiry=UNITS),),
        optional=True,
    ),
    audiences=lambda case: (case.office_audience,),
    is_open=lambda case: case.stage in {PlanStage.RUNNING, PlanStage.FINAL_REVIEW_DUE},
)
