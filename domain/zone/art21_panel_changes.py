"""第二十一条 市场监管总局对验收申请材料进行审核，并征求相关部门意见，对满足本办法第七条至第十四条有关条件的园区，组织专家评审组，开展评估验收工作。

Reading R-21-4: until the report is in, an expert may recuse themselves and 总局 may replace one, with reasons.
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.matter import Matter
from domain.orders import Effects
from domain.procedure.forms import Name, Reasons, Text
from domain.procedure.review import notice
from domain.refusal import Refusal, RefusalKind
from domain.roles import SAMR, Audience, Role
from domain.task import Action, Answer, Enquiry, Form, TaskKind
from domain.zone.art21_panel import Declaration, PanelFacts, expert, refuse_declared, refuse_registered
from domain.zone.case import Stage, ZoneCase

BASIS = (Citation("zone:21#1"),)
RECUSE = "recuse"
REPLACE = "replace"
REPORT_IN = Effects(text="未予办理：评估验收报告刚刚已经提交，专家不再更换。")


class PanelRecusal(Form):
    relation: Text = Field(title="应当回避或者不能继续评审的情形")


class PanelReplacement(Reasons):
    """更换专家: who goes, who comes with their declaration, and who leads then."""

    expert: Name = Field(title="更换的专家（账号）")
    successor: Name = Field(title="接替的专家（账号）")
    employer: Name = Field(title="接替专家的工作单位")
    has_conflict: bool = Field(title="接替专家与园区或者其创建主体有利害关系")
    leader: str = Field(default="", title="更换后的组长（账号；组长未更换的不填）", max_length=200)

    @property
    def declaration(self) -> Declaration:
        return Declaration(expert=self.successor, employer=self.employer, has_conflict=self.has_conflict)


def _own(answer: Answer) -> str:
    return answer.act.actor.organisation


def _recused(case: ZoneCase, answer: Answer) -> Effects:
    who = _own(answer)
    return Effects(
        text=f"评审专家{who}申请回避，由市场监管总局更换。",
        notices=(notice("panel_recusal", BASIS, SAMR, expert=who, relation=answer.form.relation),),
    )


def refuse_recused(case: ZoneCase) -> Refusal | None:
    """No report while somebody sits who asked to go."""
    recused = case.proceeding.recused
    if not recused:
        return None
    text = f"{'、'.join(recused)}已申请回避，更换之前不得提交评估验收报告（系统策略）。"
    return Refusal(kind=RefusalKind.NOT_YET, text=text, basis=BASIS, remedy="请等待市场监管总局更换专家。")


def panel_after(case: ZoneCase, form: PanelReplacement) -> list[str]:
    """The panel with the successor in the place of whoever goes."""
    return [form.successor if each == form.expert else each for each in case.proceeding.panel]


def leader_after(case: ZoneCase, form: PanelReplacement) -> str:
    return form.leader or case.proceeding.panel_leader


def _refuse(case: ZoneCase, form: PanelReplacement, now: datetime) -> Refusal | None:
    panel = case.proceeding.panel
    if form.expert not in panel:
        return _rule(f"{form.expert}不是本次评估验收的专家评审组成员。", "请核对名单。")
    if form.successor in panel:
        return _rule(f"{form.successor}已是专家评审组成员。", "请另选专家。")
    if leader_after(case, form) not in panel_after(case, form):
        return _rule("更换后的组长应当是专家评审组成员；更换组长的，应当同时确定新的组长。", "请填写更换后的组长。")
    return refuse_declared(case, (form.declaration,))


def _refuse_unregistered(case: ZoneCase, form: PanelReplacement, now: datetime, facts: PanelFacts) -> Refusal | None:
    return refuse_registered(case, (form.successor,), facts)


def _rule(text: str, remedy: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy=remedy)


def _replaced(case: ZoneCase, answer: Answer) -> Effects:
    form: PanelReplacement = answer.form
    experts, leader = panel_after(case, form), leader_after(case, form)
    told: dict[str, Any] = {"left": form.expert, "joined": form.successor, "leader": leader}
    staying = (expert(each) for each in (form.expert, *experts) if each != form.successor)
    return Effects(
        text=f"市场监管总局更换评审专家：{form.expert}不再担任，由{form.successor}接替，组长为{leader}。"
        f"理由：{form.reasons}",
        notices=(
            notice("panel_changed", BASIS, *staying, case.applicant, case.province, **told),
            notice("panel_formed", BASIS, expert(form.successor), experts=experts),
        ),
    )


def _sitting(case: ZoneCase) -> list[Audience]:
    return [expert(each) for each in case.proceeding.panel if each not in case.proceeding.recused]


def take_recusal(case: ZoneCase, answer: Answer) -> None:
    case.proceeding.recused.append(_own(answer))


def take_replacement(case: ZoneCase, answer: Answer) -> None:
    """The successor sits and the other does not; declarations given before stand."""
    form, proceeding = answer.form, case.proceeding
    proceeding.panel, proceeding.panel_leader = panel_after(case, form), leader_after(case, form)
    proceeding.recused = [each for each in proceeding.recused if each != form.expert]


RECUSAL = Matter(
    TaskKind(
        "panel_recusal",
        "申请回避",
        Role.EXPERT,
        BASIS,
        (Action(RECUSE, "申请回避", _recused, form=PanelRecusal, irreversible=True),),
        optional=True,
    ),
    audiences=_sitting,
    is_open=lambda case: case.stage is Stage.EVALUATION and bool(case.proceeding.panel),
)
REPLACEMENT = Matter(
    TaskKind(
        "panel_replacement",
        "更换评审专家",
        Role.SAMR,
        BASIS,
        (
            Action(
                REPLACE,
                "更换专家",
                _replaced,
                form=PanelReplacement,
                check=_refuse,
                enquiry=Enquiry("panel", PanelFacts, _refuse_unregistered),
            ),
        ),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (SAMR,),
    is_open=lambda case: case.stage is Stage.EVALUATION and bool(case.proceeding.panel),
)
