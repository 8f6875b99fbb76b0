"""The parameters of the district plan: it fixes a year, and leaves every other date to those who keep the ledgers."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.event_limit import EventLimit
from domain.interpretation import PolicyBase
from domain.parameter import ROLLS, ClockTime, Count, Parameter, chosen

Days = Annotated[int, Field(ge=0)]


class DistrictPolicy(PolicyBase):
    """Policy of the district plan. The plan names no date of issue; ``regulation`` stays empty until it is entered."""

    regulation: str = ""
    target_day: date = date(2025, 12, 31)
    ledger_roll: Literal["none", "next_workday"] = "none"
    ledger_ladder_before: tuple[Days, ...] = (7, 0)
    ledger_ladder_after: tuple[Count, ...] = (1, 7)
    event_limits: tuple[EventLimit, ...] = ()
    event_ladder_before: tuple[Days, ...] = (1,)
    event_ladder_after: tuple[Count, ...] = (1, 7)
    reminder_time: ClockTime = "09:00"
    separation_of_duties: bool = True


PARAMETERS: dict[str, Parameter] = {
    "target_day": chosen(
        "district:s2.1", "C-TARGET", "目标日", "到2025年", "方案没有写明年初还是年末，按2025年最后一日掌握。"
    ),
    "ledger_roll": chosen(
        "district:s4(3)#2",
        "C-LEDGER-ROLL",
        "单位自定的日期",
        "明确工作举措和时间进度",
        "方案没有规定具体日期，也没有规定遇休息日是否顺延。",
        ROLLS,
    ),
    "ledger_ladder_before": chosen("district:s4(3)#2", "C-LEDGER-LADDER", "台账时间进度到期前提醒天数"),
    "ledger_ladder_after": chosen("district:s4(3)#2", "C-LEDGER-LADDER", "台账时间进度逾期后督办提醒天数"),
}
"""Every field of its own that carries a choice or a number of the text."""
