"""第四十条 强化质量工作考核，将县级以上人民政府履行质量促进工作职责情况纳入高质量发展评价体系，考核评价结果作为各级领导
班子及有关领导干部综合考核评价的重要内容。

Here how it is shown that a duty is performed (佐证材料). The text asks for no such paper. Reading R-H-7: whoever does
the work of a clause may hand evidence in at any time, and the government reads it; where a day was set (R-H-14) it is
asked for. Reading R-H-6: of 应当支持 and 应当鼓励和支持 the support given is shown, and no result of it is owed.
"""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Basis
from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Reasons, Text
from domain.procedure.records import refuse_ahead
from domain.procedure.review import document, notice
from domain.province.art04_assignment import refuse_clause
from domain.province.art40_duty_dates import BASIS
from domain.province.case import GovernmentCase
from domain.province.clause import Clause
from domain.province.clauses import BY_ID
from domain.province.parts import Body, ClauseDuty
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role
from domain.task import Action, Answer, Form, TaskKind

HAND_IN, CONFIRM, RETURN = "hand_in", "confirm", "return"


class Evidence(Form):
    """What was done. Files go with the act."""

    what: Text = Field(title="工作情况（附件另附）")
    done_on: date = Field(title="完成或者截至的日期")


class ClauseEvidence(Evidence):
    """Of one of the clauses the body is responsible for."""

    clause: Name = Field(title="条款编号（如H04-1-1）")


def clause_of(answer: Answer) -> Clause:
    """The clause an answer is about: named in the form, or by the task."""
    return BY_ID[answer.task.about or answer.form.clause]


def _basis(clause: Clause) -> Basis:
    return (clause.place, *BASIS)


def _refuse_evidence(case: GovernmentCase, form: Evidence, now: datetime) -> Refusal | None:
    return refuse_ahead(form.done_on, local_date(now), BASIS)


def _refuse_any(case: GovernmentCase, form: ClauseEvidence, now: datetime) -> Refusal | None:
    if refusal := refuse_clause(case, form.clause):
        return refusal
    clause = BY_ID[form.clause]
    if not case.bodies(clause):
        text = f"{case.numbers(clause.id)}“{clause.quote}”没有写明主体，责任主体尚未明确（系统策略）。"
        remedy = "请技术运维先明确责任主体。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=_basis(clause), remedy=remedy)
    return _refuse_evidence(case, form, now)


def _refuse_stranger(case: GovernmentCase, form: ClauseEvidence, actor: Actor) -> Refusal | None:
    clause = BY_ID[form.clause]
    bodies = case.bodies(clause)
    if any(each.organisation == actor.organisation for each in bodies):
        return None
    text = f"{case.numbers(clause.id)}的责任单位是{'、'.join(each.name for each in bodies)}。"
    remedy = "由责任单位提交；分工有误的，由该人民政府重新分工。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=_basis(clause), remedy=remedy)


def _by(case: GovernmentCase, answer: Answer) -> str:
    """Its name; of a body the clause is not assigned to, on a page that foretells, its id."""
    own = answer.act.actor.organisation
    return next((each.name for each in case.bodies(clause_of(answer)) if each.organisation == own), own)


def _handed_in(case: GovernmentCase, answer: Answer) -> Effects:
    clause, who = clause_of(answer), _by(case, answer)
    duty, form = case.duty(clause.id), answer.form
    late = "，晚于自行设定的期限" if duty.overdue else ""
    stated: dict[str, Any] = {
        "who": who,
        "place": case.numbers(clause.id),
        "quote": clause.quote,
        "number": duty.handed_in + 1,
        "what": form.what,
        "done_on": form.done_on.isoformat(),
        "no_result": not clause.owes_result,
    }
    return Effects(
        text=f"{who}提交{stated['place']}的佐证材料（第{stated['number']}份，截至{in_words(form.done_on)}）{late}。",
        notices=(notice("province_evidence", _basis(clause), case.audience, **stated),),
        documents=(document("province_evidence", _basis(clause), answer, case.audience, **stated),),
    )


def take(case: GovernmentCase, answer: Answer) -> None:
    """Evidence answers the day that was set, if one was."""
    duty = case.duties.setdefault(clause_of(answer).id, ClauseDuty())
    duty.handed_in += 1
    duty.handed_in_on, duty.handed_in_by = local_date(answer.at), answer.act.actor.organisation
    duty.reviewed, duty.due_on, duty.due_set_at, duty.overdue = False, None, None, False


def _confirmed(case: GovernmentCase, answer: Answer) -> Effects:
    return Effects(text=f"{case.name}审阅{case.numbers(answer.task.about)}的佐证材料，予以确认。")


def _returned(case: GovernmentCase, answer: Answer) -> Effects:
    clause = BY_ID[answer.task.about]
    stated: dict[str, Any] = {"place": case.numbers(clause.id), "quote": clause.quote, "reasons": answer.form.reasons}
    stated["who"] = "、".join(each.name for each in case.bodies(clause))
    audience = (each.audience for each in case.bodies(clause))
    return Effects(
        text=f"{case.name}退回{stated['place']}的佐证材料，请补充：{answer.form.reasons}",
        notices=(notice("province_evidence_returned", _basis(clause), *audience, **stated),),
    )


def reviewed(case: GovernmentCase, answer: Answer) -> None:
    """What is returned counts as not handed in; the day it was to come by is not set again by itself."""
    duty = case.duties[answer.task.about]
    if answer.act.action == CONFIRM:
        duty.reviewed = True
    else:
        duty.handed_in -= 1


_ANY = Action(
    HAND_IN,
    "提交佐证材料",
    _handed_in,
    form=ClauseEvidence,
    check=_refuse_any,
    check_actor=_refuse_stranger,
)


def _is_asked_as(body: Body, role: Role) -> bool:
    """A regulator with an office of its own on this platform is asked as the department it is."""
    return (body.role is Role.GOVERNMENT) == (role is Role.GOVERNMENT)


def _matter(key: str, role: Role) -> Matter:
    return Matter(
        TaskKind(key, "提交佐证材料", role, BASIS, (_ANY,), optional=True, standing=True),
        audiences=lambda case: [each.audience for each in bodies(case) if _is_asked_as(each, role)],
        is_open=lambda case: not case.stage.is_final,
    )


def bodies(case: GovernmentCase) -> list[Body]:
    """Everybody who does the work of some clause, each once; the government first."""
    found = (each for clause in case.clauses for each in case.bodies(clause))
    return list(dict.fromkeys((case.government, *found)))


BY_GOVERNMENT = _matter("province_evidence", Role.GOVERNMENT)
BY_DEPARTMENT = _matter("province_department_evidence", Role.GOVERNMENT_DEPARTMENT)
_ASKED = (Action(HAND_IN, "提交佐证材料", _handed_in, form=Evidence, check=_refuse_evidence),)
DUE = TaskKind("province_due_evidence", "在设定的期限前提交佐证材料", Role.GOVERNMENT, BASIS, _ASKED)
DUE_OF_DEPARTMENT = TaskKind(
    "province_department_due_evidence", "在设定的期限前提交佐证材料", Role.GOVERNMENT_DEPARTMENT, BASIS, _ASKED
)
REVIEW = TaskKind(
    "province_evidence_review",
    "审阅佐证材料",
    Role.GOVERNMENT,
    BASIS,
    (
        Action(CONFIRM, "予以确认", _confirmed),
        Action(RETURN, "退回补充", _returned, form=Reasons),
    ),
)
