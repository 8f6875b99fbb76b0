"""第九条 鼓励公民、法人和其他组织积极参与质量促进活动。

What the text encourages, supports or allows is owed by nobody: no clause of that kind is ever assigned, dated or late
(F06). Reading R-H-8: what somebody does of their own accord may be recorded under its clause, as an initiative. The
power of the congress (可以) is recorded by the congress, when it is used.
"""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words, local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Text
from domain.procedure.records import refuse_ahead
from domain.procedure.review import document, notice
from domain.province import places
from domain.province.case import GovernmentCase
from domain.province.clause import Modality
from domain.province.clauses import BY_ID, CLAUSES
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Audience, Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("province:9"),)
RECORD = "record"
NEVER_OWED = tuple(each.id for each in CLAUSES if not each.is_obligation)
"""Ids of the clauses under which something may be recorded, and nothing is owed."""


class Initiative(Form):
    clause: Name = Field(title="条款编号（用语是鼓励、支持、可以的条款，如H05-7-1）")
    title: Name = Field(title="举措名称")
    what: Text = Field(title="做了什么（附件另附）")
    done_on: date = Field(title="日期")


def _refuse(case: GovernmentCase, form: Initiative, now: datetime) -> Refusal | None:
    if form.clause not in BY_ID:
        return _rule(f"没有编号为{form.clause}的条款。", "条款编号见条款表，如H05-7-1。")
    clause = BY_ID[form.clause]
    if clause.is_obligation:
        text = f"{case.numbers(clause.id)}“{clause.quote}”的用语是“{clause.modality.label}”，是职责，不是自愿举措。"
        return _rule(text, "请作为该条款的佐证材料提交。")
    if places.now_at(clause, case.moves) is None:
        return _rule(f"现行文本没有{case.numbers(clause.id)}。", "请核对条款。")
    return refuse_ahead(form.done_on, local_date(now), BASIS)


def _refuse_actor(case: GovernmentCase, form: Initiative, actor: Actor) -> Refusal | None:
    """A power is recorded by whoever has it."""
    is_power = BY_ID[form.clause].modality is Modality.MAY
    if is_power == (actor.role is Role.PEOPLES_CONGRESS):
        return None
    text = "“可以”是县级以上人大常委会的职权，由其记载。" if is_power else "人大常委会只记载其职权的行使。"
    clause = BY_ID[form.clause]
    remedy = f"请核对条款编号（{case.numbers(clause.id)}）。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=(clause.place,), remedy=remedy)


def _rule(text: str, remedy: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)


def _recorded(case: GovernmentCase, answer: Answer) -> Effects:
    form: Initiative = answer.form
    clause = BY_ID[form.clause]
    stated: dict[str, Any] = {
        "place": case.numbers(clause.id),
        "quote": clause.quote,
        "modality": clause.modality.label,
        "title": form.title,
        "what": form.what,
        "done_on": form.done_on.isoformat(),
        "who": case.name,
    }
    basis = (clause.place, *BASIS) if clause.modality is not Modality.MAY else (clause.place,)
    return Effects(
        text=f"记载“{form.title}”（{in_words(form.done_on)}，{stated['place']}，{clause.modality.label}，不是职责）。",
        notices=(notice("province_initiative", basis, case.audience, **stated),),
        documents=(document("province_initiative", basis, answer, case.audience, **stated),),
    )


def _matter(key: str, role: Role) -> Matter:
    action = Action(RECORD, "记载", _recorded, form=Initiative, check=_refuse, check_actor=_refuse_actor)

    def audience(case: GovernmentCase) -> Audience:
        own = case.audience
        return own if role is Role.GOVERNMENT else Audience(role=role, region=case.region)

    label = "记载自愿举措" if role is Role.GOVERNMENT else "记载人大监督"
    return Matter(
        TaskKind(key, label, role, BASIS, (action,), optional=True, standing=True),
        audiences=lambda case: (audience(case),),
        is_open=lambda case: not case.stage.is_final,
    )


BY_GOVERNMENT = _matter("province_initiative", Role.GOVERNMENT)
BY_CONGRESS = _matter("province_supervision", Role.PEOPLES_CONGRESS)
