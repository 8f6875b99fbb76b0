"""第四条 县级以上人民政府发展改革、经济和信息化、科学技术、教育、财政、生态环境、住房和城乡建设、交通运输、水行政、
农业农村、商务、文化和旅游、卫生健康、市场监督管理、统计、知识产权等有关部门在各自职责范围内做好质量促进工作。

责任分工: which body does the work of which clause. Reading R-H-5: 等 leaves the list open, and each government assigns
its own. Reading R-H-2: where a clause names nobody, nobody is responsible before operations have named the body; what
the context suggests binds nobody. Until a clause is assigned, the government it names does it itself.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name
from domain.procedure.review import document, notice
from domain.province.case import OPS, GovernmentCase
from domain.province.clause import Clause
from domain.province.clauses import BY_ID
from domain.province.parts import Body, ClauseDuty
from domain.refusal import Refusal, RefusalKind
from domain.roles import Role, covers
from domain.task import Action, Answer, Enquiry, Form, TaskKind

BASIS = (Citation("province:4.3"),)
ASSIGN, NAME = "assign", "name"


class AssignmentRow(Form):
    """One clause and one body that does its work; a clause with several bodies has several rows."""

    clause: Name = Field(title="条款编号（如H04-1-1，见责任分工表）")
    organisation: Name = Field(title="责任单位（单位账号）")


class Assignment(Form):
    """It takes the place of what the clauses named in it were assigned before."""

    rows: list[AssignmentRow] = Field(title="责任分工", min_length=1, max_length=200)


class RegisteredBodies(BaseModel):
    """Those of the organisations asked about that are governments or departments of one."""

    bodies: dict[str, tuple[Body, str]]
    """Organisation id → the body and its GB/T 2260 code."""


def refuse_clause(case: GovernmentCase, clause_id: str) -> Refusal | None:
    """Why a clause asks nothing of this government, or None."""
    clause = BY_ID.get(clause_id)
    if clause is None:
        return _rule(f"没有编号为{clause_id}的条款。", "条款编号见责任分工表，如H04-1-1。")
    place = f"{case.numbers(clause.id)}“{clause.quote}”"
    if not clause.is_obligation:
        text = f"{place}的用语是“{clause.modality.label}”，不是职责，不分工、不设期限。"
        return _rule(text, "可以作为自愿举措记载。", clause)
    if not clause.is_for_governments:
        who = "、".join(clause.responsible)
        return _rule(f"{place}的责任主体是{who}，不列入政府职责。", "对其只作指导记录。", clause)
    if not case.is_asked(clause):
        levels = "、".join(level.label for level in clause.levels)
        return _rule(f"{place}只适用于{levels}人民政府，{case.name}不在其中。", "请核对条款。", clause)
    return None


def _rule(text: str, remedy: str, clause: Clause | None = None) -> Refusal:
    basis = (clause.place, *BASIS) if clause else BASIS
    return Refusal(kind=RefusalKind.RULE, text=text, basis=basis, remedy=remedy)


def _refuse_assignment(case: GovernmentCase, form: Assignment, now: datetime) -> Refusal | None:
    for row in form.rows:
        if refusal := refuse_clause(case, row.clause):
            return refusal
        clause = BY_ID[row.clause]
        if not case.bodies(clause):
            text = f"{case.numbers(clause.id)}“{clause.quote}”没有写明主体，责任主体未明确以前不能分工（系统策略）。"
            hint = f"（按上下文可能是{clause.by_context}，不具约束力）" if clause.by_context else ""
            return _rule(text, f"请技术运维先明确责任主体{hint}。", clause)
    return _refuse_twice(form)


def _refuse_naming(case: GovernmentCase, form: Assignment, now: datetime) -> Refusal | None:
    for row in form.rows:
        if refusal := refuse_clause(case, row.clause):
            return refusal
        clause = BY_ID[row.clause]
        if not clause.names_nobody:
            text = f"{case.numbers(clause.id)}写明了责任主体：{'、'.join(clause.responsible)}。"
            return _rule(text, "由该人民政府分工。", clause)
    return _refuse_twice(form)


def _refuse_twice(form: Assignment) -> Refusal | None:
    rows = [(row.clause, row.organisation) for row in form.rows]
    return _rule("同一条款的责任单位不得重复。", "请删去重复的一行。") if len(set(rows)) < len(rows) else None


def _refuse_unregistered(
    case: GovernmentCase, form: Assignment, now: datetime, facts: RegisteredBodies
) -> Refusal | None:
    for row in form.rows:
        body, region = facts.bodies.get(row.organisation, (None, ""))
        if body is None:
            text = f"{row.organisation}不是已登记的县级以上人民政府或者有关部门。"
            return _rule(text, "请核对单位账号。")
        if not covers(region, case.region):
            text = f"{body.name}（行政区划代码{region}）的职责不及于{case.name}。"
            return _rule(text, "请分工给本级的有关部门。")
    return None


def _grouped(answer: Answer) -> dict[str, list[Body]]:
    """Clause → the bodies it is assigned to, as the register knows them. A page that foretells knows neither: there a
    body is named by its id, and what is no clause is left out."""
    known: dict[str, tuple[Body, str]] = answer.facts.bodies if answer.facts else {}
    found: dict[str, list[Body]] = {}
    for row in (each for each in answer.form.rows if each.clause in BY_ID):
        body = known[row.organisation][0] if row.organisation in known else _unknown(row.organisation)
        found.setdefault(row.clause, []).append(body)
    return found


def _unknown(organisation: str) -> Body:
    return Body(organisation=organisation, name=organisation)


def assign(case: GovernmentCase, answer: Answer) -> None:
    for clause_id, bodies in _grouped(answer).items():
        case.duties.setdefault(clause_id, ClauseDuty()).bodies = bodies


def table(case: GovernmentCase, grouped: dict[str, list[Body]]) -> list[dict[str, str]]:
    """The rows of a 责任分工表, in the order of the text."""
    return [
        {
            "id": clause.id,
            "place": case.numbers(clause.id),
            "quote": clause.quote,
            "bodies": "、".join(each.name for each in grouped[clause.id]),
            "evidence": clause.evidence,
        }
        for clause in BY_ID.values()
        if clause.id in grouped
    ]


def _assigned(case: GovernmentCase, answer: Answer) -> Effects:
    grouped = _grouped(answer)
    bodies = _each(grouped.values())
    stated: dict[str, Any] = {"who": case.name, "rows": table(case, grouped)}
    audience = tuple(each.audience for each in bodies)
    names = "、".join(each.name for each in bodies)
    return Effects(
        text=f"{case.name}责任分工：{len(grouped)}项条款，责任单位{names}。",
        notices=(notice("province_assigned", BASIS, *audience, **stated),),
        documents=(document("province_assignment", BASIS, answer, *audience, **stated),),
    )


def _named(case: GovernmentCase, answer: Answer) -> Effects:
    grouped = _grouped(answer)
    bodies = _each(grouped.values())
    stated: dict[str, Any] = {"who": case.name, "rows": table(case, grouped)}
    audience = (case.audience, *(each.audience for each in bodies if each.organisation != case.organisation))
    names = "、".join(each.name for each in bodies)
    return Effects(
        text=f"明确{case.name}{len(grouped)}项未写明主体的条款的责任主体（系统策略）：{names}。",
        notices=(notice("province_named", BASIS, *audience, **stated),),
    )


def _each(found: Iterable[list[Body]]) -> list[Body]:
    return list(dict.fromkeys(each for bodies in found for each in bodies))


REGISTERED = Enquiry("government_bodies", RegisteredBodies, _refuse_unregistered)
_ASSIGN = Action(ASSIGN, "确定责任分工", _assigned, form=Assignment, check=_refuse_assignment, enquiry=REGISTERED)
_NAME = Action(NAME, "明确责任主体", _named, form=Assignment, check=_refuse_naming, enquiry=REGISTERED)
ASSIGNING = Matter(
    TaskKind("province_assignment", "责任分工", Role.GOVERNMENT, BASIS, (_ASSIGN,), optional=True, standing=True),
    audiences=lambda case: (case.audience,),
    is_open=lambda case: not case.stage.is_final,
)
NAMING = Matter(
    TaskKind(
        "province_naming", "明确未写明主体的条款的责任主体", Role.OPS, BASIS, (_NAME,), optional=True, standing=True
    ),
    audiences=lambda case: (OPS,),
    is_open=lambda case: not case.stage.is_final and any(each.names_nobody for each in case.clauses),
)
