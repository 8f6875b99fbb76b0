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
    measure_lead: Literal["first_listed", "none"] = "first_listed"
    safeguard_units: Literal["members", "departments_too"] = "members"
    undated_items: Literal["encouraged", "any"] = "encouraged"
    stage_review: Literal["ad_hoc", "yearly"] = "ad_hoc"


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
    "measure_lead": chosen(
        "district:1",
        "C-LEAD",
        "措施有几个责任单位时由谁牵头",
        "按照职责分工负责",
        "方案没有指定牵头单位；以首先列明的单位为牵头单位是惯例。",
        {"first_listed": "首先列明的单位", "none": "不设牵头单位，由领导小组办公室核对"},
    ),
    "safeguard_units": chosen(
        "district:s4(3)",
        "C-MEMBERS",
        "保障措施由哪些单位列入台账",
        "区质量强区工作领导小组各成员单位按照职责分工负责",
        "方案没有列出成员单位，由技术运维登记；各镇、街道另行列入。",
        {"members": "成员单位", "departments_too": "成员单位和各项措施的责任单位"},
    ),
    "undated_items": chosen(
        "district:s4(3)#2",
        "C-UNDATED",
        "哪些事项可以不写日期（长期坚持、适时开展）",
        "明确工作举措和时间进度",
        values={"encouraged": "文本含有探索、鼓励、支持、适时的事项", "any": "任何事项"},
    ),
    "stage_review": chosen(
        "district:s4(3)#3",
        "C-STAGE-REVIEW",
        "阶段性工作总结和评估的频次",
        "适时组织开展阶段性工作总结和评估",
        "方案没有规定频次，由领导小组办公室适时决定。",
        {"ad_hoc": "适时，由领导小组办公室决定", "yearly": "每满一年提示领导小组办公室一次"},
    ),
}
"""Every field of its own that carries a choice or a number of the text."""
