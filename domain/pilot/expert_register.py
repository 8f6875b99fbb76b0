"""Keeping the pool of experts (三（三） 长三角质量专家库): who enters them, where they work and worked, who leaves.

The plan has the pool built and the five provincial bureaus organise its experts (五（五）); how the pool is kept stands
nowhere. Reading R-P-17 (系统策略): any of the five keeps it for all of them; officials and operations
read it; and an employer once entered is never dropped, since it may tie the expert to a project.
"""

from collections.abc import Iterable
from datetime import date

from pydantic import Field

from domain.citation import Citation
from domain.dates import in_words
from domain.pilot import registers
from domain.procedure.expert_evaluation import Expert, FormerEmployer
from domain.procedure.forms import Name, Text
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor
from domain.task import Form

BASIS = (Citation("pilot:5(5)"), Citation("pilot:3(3)"))
NAME = "长三角质量专家库"


class FormerEmployment(Form):
    name: Name = Field(title="单位名称（全称）")
    until: date = Field(title="在该单位的最后一日")


class NewExpert(Form):
    """An expert who comes into the pool. ``organisation``: the account under which they will answer."""

    organisation: Name = Field(title="专家（账号）")
    name: Name = Field(title="姓名")
    employer: Name = Field(title="工作单位（全称）")
    field: Name = Field(title="专业领域")
    former_employers: list[FormerEmployment] = Field(default_factory=list, title="曾任职单位", max_length=30)


class EmployerChange(Form):
    employer: Name = Field(title="新的工作单位（全称）")
    last_day: date = Field(title="在原工作单位的最后一日")


class Departure(Form):
    reason: Text = Field(title="移出的理由")


def refuse_reading(actor: Actor) -> Refusal | None:
    return registers.refuse_reading(actor, NAME, BASIS)


def refuse_keeping(actor: Actor) -> Refusal | None:
    return registers.refuse_keeping(actor, NAME, BASIS)


def refuse_entry(form: NewExpert, known: Expert | None, today: date) -> Refusal | None:
    """``known``: the entry of somebody who has left the pool and comes back."""
    if late := next((each for each in form.former_employers if each.until > today), None):
        return _not_yet(late.name, late.until)
    if known and known.employer not in {form.employer, *(each.name for each in form.former_employers)}:
        return Refusal(
            kind=RefusalKind.RULE,
            text=f"该专家移出专家库之前登记的工作单位是{known.employer}，任职记录不得缺失。",
            basis=BASIS,
            remedy=f"请在曾任职单位中写明在{known.employer}的最后一日。",
        )
    return None


def already_there(expert: Expert) -> Refusal:
    text = f"{expert.name}（{expert.organisation}）已在专家库中，不重复登记。"
    remedy = "工作单位变化的，请登记工作单位变更。"
    return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS, remedy=remedy)


def already_gone(expert: Expert) -> Refusal:
    text = f"{expert.name}（{expert.organisation}）已经移出专家库，未作任何变更。"
    return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS, remedy="需要时请重新登记。")


def entered(form: NewExpert, known: Expert | None) -> Expert:
    """The entry, with every former employer the register already knew."""
    given = (FormerEmployer(name=each.name, until=each.until) for each in form.former_employers)
    return Expert(
        organisation=form.organisation,
        name=form.name,
        employer=form.employer,
        former_employers=_each_once((*(known.former_employers if known else ()), *given)),
    )


def refuse_change(expert: Expert, form: EmployerChange, today: date) -> Refusal | None:
    if form.employer == expert.employer:
        text = f"{expert.name}登记的工作单位已是{expert.employer}，未作任何变更。"
        return Refusal(kind=RefusalKind.ALREADY_DONE, text=text, basis=BASIS)
    return _not_yet(expert.employer, form.last_day) if form.last_day > today else None


def changed(expert: Expert, form: EmployerChange) -> Expert:
    """The entry with its new employer, the old one among the former ones."""
    left = FormerEmployer(name=expert.employer, until=form.last_day)
    former = _each_once((*expert.former_employers, left))
    return expert.model_copy(update={"employer": form.employer, "former_employers": former})


def _each_once(employers: Iterable[FormerEmployer]) -> tuple[FormerEmployer, ...]:
    return tuple(dict.fromkeys(employers))


def _not_yet(employer: str, last_day: date) -> Refusal:
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"曾任职单位只登记已经离开的：在{employer}的最后一日{in_words(last_day)}尚未到来。",
        basis=BASIS,
        remedy="请在离开之后登记。",
    )
