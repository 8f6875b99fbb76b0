"""第二十一条 市场监管总局对验收申请材料进行审核，并征求相关部门意见，对满足本办法第七条至第十四条有关条件的园区，组织专家评审组，开展评估验收工作。

Here who may sit on it. Readings R-21-2 (who is tied to the park, or acted on its application, sits on no panel) and
R-21-4 (only a registered expert does).
"""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Citation
from domain.naming import normalised
from domain.procedure.forms import Name
from domain.refusal import Refusal, RefusalKind
from domain.roles import Audience, Role
from domain.task import Form
from domain.zone.case import ZoneCase

BASIS = (Citation("zone:21#1"),)
_OWN_WORK = frozenset({"evaluation_report", "panel_recusal"})
"""Kinds of what experts themselves do: whoever evaluated before may evaluate again."""


class Declaration(Form):
    """What an expert declares before sitting on a panel (系统策略, reading R-21-2)."""

    expert: Name = Field(title="专家（账号）")
    employer: Name = Field(title="工作单位")
    has_conflict: bool = Field(title="与园区或者其创建主体有利害关系")


class Reviewer(BaseModel):
    """An expert as the register has them. ``holders``: the persons behind their accounts; ``employer``: that of the pool
    of experts, empty for one who is not in it."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    name: str
    employer: str = ""
    holders: tuple[str, ...] = ()


class PanelFacts(BaseModel):
    """Those of the experts named whom the register has."""

    reviewers: tuple[Reviewer, ...] = ()


def expert(organisation: str) -> Audience:
    """One expert of the panel."""
    return Audience(role=Role.EXPERT, organisation=organisation)


def refuse_declared(case: ZoneCase, declarations: Iterable[Declaration]) -> Refusal | None:
    """Of those who declared a tie, or an employer that is one."""
    own = _tied_bodies(case)
    tied = [each.expert for each in declarations if each.has_conflict or normalised(each.employer) in own]
    if not tied:
        return None
    return _refused(f"{'、'.join(tied)}与{case.park.name}有利害关系，应当回避（系统策略）。")


def refuse_registered(case: ZoneCase, named: Iterable[str], facts: PanelFacts) -> Refusal | None:
    """By what the register says of the experts named, by their accounts."""
    found = {each.organisation: each for each in facts.reviewers}
    unknown = [each for each in named if each not in found]
    if unknown:
        text = f"{'、'.join(unknown)}不是已登记的专家账号，不能参加专家评审组（系统策略）。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请核对专家账号。")
    own, handled = _tied_bodies(case), _handled(case)
    for each in found.values():
        if normalised(each.employer) in own:
            return _refused(f"{each.name}登记的工作单位（{each.employer}）是园区或者其创建主体，应当回避（系统策略）。")
        if handled & set(each.holders):
            return _refused(f"{each.name}已经参与{case.park.name}申请的办理，不得再作评审专家（系统策略）。")
    return None


def _tied_bodies(case: ZoneCase) -> set[str]:
    """The park and its creating body, as they are and were called."""
    names = {case.park.name, case.park.creating_body}
    names.update(name for each in case.former for name in (each.name, each.creating_body))
    return set(map(normalised, names))


def _handled(case: ZoneCase) -> set[str]:
    """Whoever acted in this case, but for what experts do themselves."""
    return {who for kind, persons in case.acted.items() if kind not in _OWN_WORK for who in persons}


def _refused(text: str) -> Refusal:
    return Refusal(kind=RefusalKind.RULE, text=text, basis=BASIS, remedy="请更换专家。")
