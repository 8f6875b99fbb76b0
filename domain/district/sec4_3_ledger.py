"""四（三） 加强督查考核。各镇人民政府、街道办事处和各有关部门要建立工作台账，明确工作举措和时间进度，持续推进质量强区建
设各项工作任务。

The dates are those a unit writes into its own ledger; the plan names none.
"""

from datetime import date

from domain.citation import Citation
from domain.deadline import Deadline, Lines
from domain.district.policy import DistrictPolicy
from domain.ladder import rungs_around
from domain.ladder_lines import ladder_line
from domain.periods import rolled_day
from domain.working_days import WorkCalendar

BASIS = (Citation("district:s4(3)#2"),)
OWN_DAY = "单位自定的时间进度"


def due(declared: date, policy: DistrictPolicy, calendar: WorkCalendar) -> Deadline:
    """The day a unit ``declared`` for a piece of work of its ledger."""
    deadline = rolled_day(
        "district-ledger-date",
        "台账时间进度到期日",
        BASIS,
        day=declared,
        anchor=declared,
        anchor_label=OWN_DAY,
        calendar=calendar,
        parameter="ledger_roll",
        roll=policy.ledger_roll,
    )
    rungs = rungs_around(
        deadline.date, before=policy.ledger_ladder_before, after=policy.ledger_ladder_after, at=policy.reminder_time
    )
    lines = Lines(lambda: (*deadline.lines, ladder_line(rungs, deadline.date, "ledger_ladder_before")))
    return deadline.model_copy(update={"opens_at": None, "lines": lines})
