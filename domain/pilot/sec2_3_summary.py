"""二（三） 力求实效。聚焦长三角区域特色产业和产品质量提升，相关地级市（区）市场监管局围绕示范试点建设，细化建设方案及内
容，量化建设目标和任务，力求在2-3年内取得阶段性成效，到“十四五”期末取得明显成效。

Here the paper on what came of it. Reading R-P-31: once one of the days aimed at has passed, the lead may sum up the
results for the five; nobody asks for it and nothing follows where none comes.
"""

from typing import Any

from pydantic import Field

from domain.dates import local_date
from domain.matter import Matter
from domain.orders import Effects
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import ResultsSummary
from domain.pilot.provinces import FIVE
from domain.pilot.sec2_3_results import BASIS
from domain.procedure.forms import Text
from domain.procedure.review import document, notice
from domain.roles import Role
from domain.task import Action, Answer, Form, TaskKind

SUM_UP = "sum_up"


class Summary(Form):
    """阶段性成效小结; its fields are 系统策略."""

    results: Text = Field(title="阶段性成效（对照量化的建设目标和任务）")
    open_points: str = Field(default="", title="尚未完成的目标和任务", max_length=4000)
    next_steps: str = Field(default="", title="下一步安排", max_length=4000)


def summed_up(case: PilotCase, answer: Answer) -> ResultsSummary:
    return ResultsSummary(
        number=len(case.summaries) + 1,
        handed_in_by=answer.act.actor.organisation,
        handed_in_on=local_date(answer.at),
        results=answer.form.results,
    )


def _summed_up(case: PilotCase, answer: Answer) -> Effects:
    found, form = summed_up(case, answer), answer.form
    told: dict[str, Any] = {"lead": case.lead.name, "number": found.number}
    return Effects(
        text=f"{case.lead.name}提交{case.title}第{found.number}份阶段性成效小结。方案没有要求提交，仅供知悉。",
        notices=(notice("pilot_results_summary", BASIS, *FIVE, case.applicant, **told),),
        documents=(document("pilot_results_summary", BASIS, answer, *FIVE, **told, **form.model_dump()),),
    )


SUMMARY = Matter(
    TaskKind(
        "pilot_results_summary",
        "提交阶段性成效小结",
        Role.CITY_REGULATOR,
        BASIS,
        (Action(SUM_UP, "提交小结", _summed_up, form=Summary),),
        optional=True,
        standing=True,
    ),
    audiences=lambda case: (case.applicant,),
    is_open=lambda case: case.stage is PilotStage.UNDER_CONSTRUCTION and case.milestones_passed > 0,
)
