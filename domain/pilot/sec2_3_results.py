"""二（三） 力求实效。聚焦长三角区域特色产业和产品质量提升，相关地级市（区）市场监管局围绕示范试点建设，细化建设方案及内
容，量化建设目标和任务，力求在2-3年内取得阶段性成效，到“十四五”期末取得明显成效。

力求 is an aim: its days are shown, nothing is owed by them and nothing follows when they pass (reading R-P-39).
"""

from datetime import date

from domain.citation import Citation
from domain.dates import in_words
from domain.deadline import Deadline, Line, Lines, certain
from domain.derivation import parameter_lines
from domain.orders import Effects
from domain.periods import years_after
from domain.pilot.case import PilotCase
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import FIVE
from domain.pilot.sec5_4_half_year_report import LAUNCH
from domain.procedure.review import notice

BASIS = (Citation("pilot:2(3)"),)
_AIM = Line(text="方案的用语是“力求”：节点只作提示，过期不产生后果。", citation=BASIS[0], in_text=False)


def stage_results(launched_on: date, years: int, policy: PilotPolicy) -> Deadline:
    """The day by which 阶段性成效 are aimed at, ``years`` after the launch."""
    deadline = years_after(
        "pilot-milestone",
        "取得阶段性成效的节点",
        BASIS,
        anchor=launched_on,
        anchor_label=LAUNCH,
        years=years,
        mode=policy.period_mode,
        parameter="stage_results_years",
    )
    lines = Lines(lambda: (*deadline.lines, _AIM))
    return deadline.model_copy(update={"opens_at": None, "closes_at": None, "lines": lines})


def clear_results(launched_on: date, policy: PilotPolicy) -> Deadline:
    """The day by which 明显成效 are aimed at: the same for every pilot, whenever it was launched."""
    day = policy.five_year_plan_ends_on
    return certain(
        "pilot-clear-results",
        "取得明显成效的节点",
        BASIS,
        anchor=launched_on,
        anchor_label=LAUNCH,
        day=day,
        lines=(
            *parameter_lines("five_year_plan_ends_on", in_words(day)),
            Line(text=f"{LAUNCH}为{in_words(launched_on)}，不影响该节点。", in_text=False, dates=(launched_on, day)),
            _AIM,
        ),
    )


def passed(case: PilotCase, aim: Deadline) -> Effects:
    """The day has passed: word to the lead and the five bureaus, and nothing else."""
    return Effects(
        text=f"{aim.label}{aim.words}已到。{_AIM.text}",
        notices=(notice("pilot_aim_passed", BASIS, case.applicant, *FIVE, label=aim.label, day=aim.date.isoformat()),),
    )
