"""The parameters a case runs under, by value: what the text fixes, and what it leaves to us (系统策略)."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Citation

PeriodMode = Literal["corresponding", "inclusive"]
"""``corresponding``: the corresponding day is the last one (民法典第二百零二条); ``inclusive``: the day before it."""
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day in Asia/Shanghai."""
ClosingTime = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
"""A time of day in Asia/Shanghai, or 24:00, the end of the day."""
Count = Annotated[int, Field(ge=1)]


class ZonePolicy(BaseModel):
    """Policy of the demonstration zone. Kept small: it lives in the state of every case."""

    model_config = ConfigDict(frozen=True)

    version: str = "2026-1"
    regulation: str = "2024-03-14"
    """The regulation by its date of issue."""
    notice_min_working_days: Count = 5
    notice_count_publication_day: bool = False
    notice_close: ClosingTime = "24:00"
    consultation_working_days: Count = 10
    creation_minimum_months: Count = 12
    look_back_years: Count = 3
    term_years: Count = 3
    renewal_window_months: Count = 6
    annual_report_due_month: int = Field(default=1, ge=1, le=12)
    annual_report_due_day: int = Field(default=31, ge=1, le=31)
    report_ladder_before: tuple[Count, ...] = (30, 7, 1)
    report_ladder_after: tuple[Count, ...] = (1, 7, 30)
    renewal_heads_up_days: Count = 30
    renewal_ladder_before: tuple[Count, ...] = (90, 30, 7)
    reminder_time: ClockTime = "09:00"
    period_mode: PeriodMode = "corresponding"
    objection_supplement_working_days: Count = 5


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a field means to people: its id in the specification, and whether the text fixes it."""

    id: str
    label: str
    in_text: bool
    citation: Citation | None = None
    """The place the parameter belongs to, also where that place is silent."""
    quote: str = ""
    """The words of the text that fix the value, or leave it open."""
    note: str = ""
    """Why this value, or what else the text could mean."""


def _fixed(key: str, id_: str, label: str, quote: str, note: str = "") -> Parameter:
    return Parameter(id_, label, True, Citation(key), quote, note)


def _chosen(key: str, id_: str, label: str, quote: str = "", note: str = "") -> Parameter:
    return Parameter(id_, label, False, Citation(key) if key else None, quote, note)


PARAMETERS: dict[str, Parameter] = {
    "notice_min_working_days": _fixed("zone:22#1", "Z-NOTICE-MIN-WD", "公示期最少工作日", "公示期不少于五个工作日"),
    "notice_count_publication_day": _chosen(
        "zone:22#1", "Z-NOTICE-COUNT-PUBDAY", "公示发布当日是否计入", note="默认不计入，参照民法典第二百零一条。"
    ),
    "notice_close": _chosen("zone:22#1", "Z-NOTICE-CLOSE", "公示最后一日的截止时刻"),
    "consultation_working_days": _chosen(
        "zone:17.2",
        "Z-CONSULT-WD",
        "征求意见反馈的工作日",
        "征求相关部门意见",
        "法规没有规定期限；逾期只提醒并记录，不视为同意，也不视为不同意。",
    ),
    "creation_minimum_months": _fixed(
        "zone:18",
        "Z-CREATE-MIN",
        "创建活动最短月数",
        "创建活动原则上不少于一年",
        "确需提前的，由市场监管总局书面批准。",
    ),
    "look_back_years": _fixed(
        "zone:7", "Z-LOOKBACK", "回溯年数", "近三年来", "按发生日期自核查日回溯，首尾两日均计入。"
    ),
    "term_years": _fixed("zone:24", "Z-TERM", "示范期年数", "示范区示范期为三年", "自向社会公布之日起算。"),
    "renewal_window_months": _fixed(
        "zone:28.1",
        "Z-RENEW-WINDOW",
        "复审申请期月数",
        "示范区在示范期到期前六个月，可自愿申请复审",
        "理解为示范期最后六个月内可以申请；也可理解为最迟在到期六个月前申请。",
    ),
    "annual_report_due_month": _chosen(
        "zone:27#1",
        "Z-ANNUAL-DUE",
        "年度工作报告报送日期（次年）",
        "示范区每年向市场监管总局报送年度工作报告",
        "法规没有规定具体日期；遇休息日顺延至下一工作日。",
    ),
    "annual_report_due_day": _chosen("zone:27#1", "Z-ANNUAL-DUE", "年度工作报告报送日"),
    "report_ladder_before": _chosen("zone:27#1", "Z-REPORT-LADDER", "年度工作报告到期前提醒天数"),
    "report_ladder_after": _chosen("zone:27#1", "Z-REPORT-LADDER", "年度工作报告逾期后提醒天数"),
    "renewal_heads_up_days": _chosen(
        "zone:28.1", "Z-RENEW-LADDER", "复审申请期开始前提醒天数", note="使两种理解下都来得及申请。"
    ),
    "renewal_ladder_before": _chosen("zone:28.1", "Z-RENEW-LADDER", "示范期届满前提醒天数"),
    "reminder_time": _chosen("", "CAL-REMINDER-TIME", "提醒时刻"),
    "period_mode": _chosen(
        "", "CAL-PERIOD-MODE", "期间最后一日（对应日或对应日前一日）", note="参照民法典第二百零一条、第二百零二条。"
    ),
    "objection_supplement_working_days": _chosen(
        "zone:22#2", "Z-OBJ-SUPPLEMENT-WD", "异议举证材料补正工作日", "提供详实的书面举证材料"
    ),
}
"""Every field that carries a choice or a number of the text; ``version`` and ``regulation`` carry none."""
