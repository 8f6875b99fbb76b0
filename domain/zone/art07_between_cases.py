"""第七条 其中严重和重大事故、事件、行为的标准依法确定，没有法律法规规定的，由相关部门另行确定。

Here what is recorded, and determined, of a park while no case of it runs (系统策略, reading R-7-6): by the regulator of
its province or by 总局. While one runs there is one place for it, the case.
"""

from datetime import datetime

from pydantic import Field

from domain.citation import Basis
from domain.dates import in_words
from domain.procedure.forms import Name
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Role, covers
from domain.task import Form
from domain.zone.art07_check import DETERMINATION_BASIS
from domain.zone.art07_entries import FactReport, Finding, Removal, refused, written
from domain.zone.art07_negative_list import BASIS, ITEMS
from domain.zone.parts import FactOrigin, NegativeFact

ENTRY_BASIS = (*BASIS, *DETERMINATION_BASIS)


class Chosen(Form):
    """Which fact, by its ``FactOrigin.key``."""

    fact: Name = Field(title="情形")


class ParkFinding(Finding, Chosen):
    """What the competent body determined of a fact that no running case holds."""


class ParkRemoval(Removal, Chosen):
    """A listing that no running case holds was taken off."""


def refuse_recorder(actor: Actor, region: str) -> Refusal | None:
    """Who may record facts of a park seated in ``region`` (GB/T 2260)."""
    if actor.role is Role.SAMR:
        return None
    if actor.role is Role.PROVINCIAL_REGULATOR and covers(actor.jurisdiction, region):
        return None
    text = "园区在案件之外的第七条情形，由园区所在地省级市场监管部门或者市场监管总局录入。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=BASIS)


def refuse_beside(case_id: str) -> Refusal | None:
    """Why nothing is recorded beside a running case; ``case_id`` is empty where there is none."""
    return _refuse_outside(case_id, f"该园区正在办理案件{case_id}，第七条情形在该案件中录入，不另行登记。", BASIS)


def refuse_held(holder: str) -> Refusal | None:
    """Why a fact is not changed beside the running case that holds it; ``holder`` is empty where none does."""
    return _refuse_outside(holder, f"该情形已在案件{holder}中，认定结果在该案件中录入。", ENTRY_BASIS)


def _refuse_outside(case_id: str, text: str, basis: Basis) -> Refusal | None:
    if not case_id:
        return None
    remedy = "请在该案件的“记录第七条情形”中办理。"
    return Refusal(kind=RefusalKind.WRONG_STAGE, text=text, basis=basis, remedy=remedy)


def unknown() -> Refusal:
    return refused("没有可以在该园区这样办理的这项情形。", remedy="由其他园区承继的情形，请在原记载的园区办理。")


def recorded(form: FactReport, park_id: str, park: str, number: int, at: datetime) -> NegativeFact:
    """The fact a report adds to the register: the ``number``-th of this park, which is called ``park`` now (``at``)."""
    fact = written(form, number, at)
    return fact.model_copy(update={"origin": FactOrigin(park_id=park_id, park=park, number=number)})


def in_one_line(fact: NegativeFact) -> str:
    """重大质量事故：北区甲公司，批量召回（2024年5月8日（周三））."""
    return f"{ITEMS[fact.item]}：{fact.where}，{fact.what}（{in_words(fact.occurred_on)}）"
