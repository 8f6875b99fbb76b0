"""第3项措施 地表水水质优良比例、达到或好于Ⅲ类水体比例、主要污染物排放总量减少、PM2.5浓度（微克/立方米）等约束性指标完
成省市下达任务。

Four indicators, each year. Reading R-D-7: what the province and the city have set is entered, never guessed; nothing
is compared by machine and nobody passes or fails by it.
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from domain.citation import Citation
from domain.dates import local_date
from domain.district.acting import by_unit, doer, refused
from domain.district.ledger_case import LedgerCase
from domain.district.parts import IndicatorYear
from domain.orders import Effects
from domain.procedure.forms import Name
from domain.procedure.review import document
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

BASIS = (Citation("district:3"),)
KEY = "3"
ENTER = "enter"
INDICATORS = {
    "surface_water": "地表水水质优良比例",
    "class_three_water": "达到或好于Ⅲ类水体比例",
    "pollutants": "主要污染物排放总量减少",
    "fine_particles": "PM2.5浓度（微克/立方米）",
}


class Year(Form):
    """The values of one year as the two offices have them; in words where a figure needs some."""

    year: int = Field(title="年度", ge=2020, le=2100)
    surface_water_set: Name = Field(title="地表水水质优良比例：省市下达任务")
    surface_water: Name = Field(title="地表水水质优良比例：完成情况")
    class_three_water_set: Name = Field(title="达到或好于Ⅲ类水体比例：省市下达任务")
    class_three_water: Name = Field(title="达到或好于Ⅲ类水体比例：完成情况")
    pollutants_set: Name = Field(title="主要污染物排放总量减少：省市下达任务")
    pollutants: Name = Field(title="主要污染物排放总量减少：完成情况")
    fine_particles_set: Name = Field(title="PM2.5浓度：省市下达任务")
    fine_particles: Name = Field(title="PM2.5浓度：完成情况")

    def values(self) -> dict[str, tuple[str, str]]:
        return {key: (getattr(self, f"{key}_set"), getattr(self, key)) for key in INDICATORS}


def refuse(case: LedgerCase, form: Year, now: datetime) -> Refusal | None:
    if form.year <= local_date(now).year:
        return None
    return refused(f"{form.year}年度尚未开始。", BASIS, "请填写已经开始的年度。")


def enter(case: LedgerCase, answer: Answer) -> None:
    """Entered anew, a year takes the place of what was entered before; the record has both."""
    form: Year = answer.form
    found = IndicatorYear(year=form.year, values=form.values(), entered_on=local_date(answer.at))
    case.indicators = sorted(
        [*(each for each in case.indicators if each.year != form.year), found], key=lambda each: each.year
    )


def _entered(case: LedgerCase, answer: Answer) -> Effects:
    form: Year = answer.form
    again = any(each.year == form.year for each in case.indicators)
    rows = [[INDICATORS[key], *pair] for key, pair in form.values().items()]
    told: dict[str, Any] = {"unit": case.unit.name, "year": form.year, "rows": rows, "again": again}
    return Effects(
        text=f"{doer(case, answer)}{'更正' if again else '填报'}{form.year}年度生态环境约束性指标完成情况。",
        documents=(document("district_indicators", BASIS, answer, case.office_audience, **told),),
    )


ENTERING = by_unit(
    TaskKind(
        "ledger_indicators",
        "填报生态环境约束性指标完成情况",
        Role.DISTRICT_UNIT,
        BASIS,
        (Action(ENTER, "填报", _entered, form=Year, check=refuse),),
        optional=True,
        standing=True,
    ),
    is_open=lambda case: not case.stage.is_final and case.item(KEY) is not None,
)
