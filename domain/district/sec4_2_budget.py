"""四（二） 各镇人民政府、街道办事处要加大质量工作投入，落实质量监管所需经费，根据发展需要适时设立质量发展专项资金，用于
支持提高制造技术及工艺水平、提升产品质量、研究推广先进质量管理方法、建设应用现代质量管理体系等质量创新和质量提升行为。
各有关部门要在部门年度预算内统筹安排质量工作专项经费，支持开展质量提升活动。

Reading R-D-23: what to do about it is an item of the ledger (保障措施二) as every other; beside it a unit enters what
its budget of a year has for it. The plan names neither an amount nor a day: nothing falls due, no year is missing.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from domain.citation import Basis, Citation
from domain.dates import local_date
from domain.district.acting import by_unit, doer, refused
from domain.district.ledger_case import LedgerCase
from domain.district.parts import BudgetYear, UnitKind
from domain.orders import Effects
from domain.procedure.forms import Name
from domain.procedure.review import document
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

OF_TOWNS, OF_DEPARTMENTS = (Citation("district:s4(2)#2"),), (Citation("district:s4(2)#3"),)
KEY = "s2"


class Means(StrEnum):
    """What the two sentences name."""

    SUPERVISION = "supervision_expenses"
    FUND = "quality_development_fund"
    BUDGET = "departmental_budget"

    @property
    def label(self) -> str:
        return {
            "supervision_expenses": "质量监管所需经费",
            "quality_development_fund": "质量发展专项资金",
            "departmental_budget": "部门年度预算内的质量工作专项经费",
        }[self]

    @property
    def is_of_towns(self) -> bool:
        return self is not Means.BUDGET


class Budget(Form):
    year: int = Field(title="年度", ge=2020, le=2100)
    means: Means = Field(title="经费类别")
    amount: int = Field(title="金额（元）", ge=1)
    document: Name = Field(title="预算或者设立文件及文号")
    use: Name = Field(title="用途")


def refuse(case: LedgerCase, form: Budget, now: datetime) -> Refusal | None:
    is_town = UnitKind.TOWN in case.unit.kinds
    if form.means.is_of_towns and not is_town:
        text = f"{form.means.label}由各镇人民政府、街道办事处落实或者设立。"
        return refused(text, OF_TOWNS, f"部门请填报{Means.BUDGET.label}。")
    if not form.means.is_of_towns and is_town:
        text = f"{form.means.label}由各有关部门统筹安排。"
        return refused(text, OF_DEPARTMENTS, f"镇、街道请填报{Means.SUPERVISION.label}或者{Means.FUND.label}。")
    if form.year > local_date(now).year + 1:
        return refused(f"{form.year}年度的预算尚未编制。", _basis(form), "请填写已经开始的年度或者下一年度。")
    return None


def enter(case: LedgerCase, answer: Answer) -> None:
    """Entered anew, it takes the place of what was entered of that year before; the record has both."""
    form: Budget = answer.form
    found = BudgetYear(year=form.year, means=form.means.value, amount=form.amount, entered_on=local_date(answer.at))
    others = [each for each in case.budgets if (each.year, each.means) != (form.year, form.means.value)]
    case.budgets = sorted([*others, found], key=lambda each: (each.year, each.means))


def _basis(form: Budget) -> Basis:
    return OF_TOWNS if form.means.is_of_towns else OF_DEPARTMENTS


def _entered(case: LedgerCase, answer: Answer) -> Effects:
    form: Budget = answer.form
    again = any((each.year, each.means) == (form.year, form.means.value) for each in case.budgets)
    told: dict[str, Any] = {
        "unit": case.unit.name,
        "year": form.year,
        "means": form.means.label,
        "amount": f"{form.amount:,}元",
        "document": form.document,
        "use": form.use,
        "again": again,
    }
    return Effects(
        text=f"{doer(case, answer)}{'更正' if again else '填报'}{form.year}年度{form.means.label}"
        f"{told['amount']}（{form.document}）。",
        documents=(document("district_budget", _basis(form), answer, case.office_audience, **told),),
    )


ENTERING = by_unit(
    TaskKind(
        "ledger_budget",
        "填报年度质量工作经费",
        Role.DISTRICT_UNIT,
        (*OF_TOWNS, *OF_DEPARTMENTS),
        (Action("enter", "填报", _entered, form=Budget, check=refuse),),
        optional=True,
        standing=True,
    ),
    is_open=lambda case: not case.stage.is_final and case.item(KEY) is not None,
)
