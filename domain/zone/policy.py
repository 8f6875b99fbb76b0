"""The parameters a case of the demonstration zone runs under: what the text fixes, and what it leaves to us."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.parameter import ClockTime, ClosingTime, Count, Parameter, PeriodMode, chosen, fixed

AnnualReportMode = Literal["calendar_year", "anniversary_year"]
"""A report for every calendar year, or for every year counted from the publication of the recognition."""
LookBackMode = Literal["rolling", "calendar_years"]
"""近三年来: from the corresponding day three years ago, or from 1 January three years ago."""
RenewalReading = Literal["window", "deadline"]
"""到期前六个月: within the last six months of the term, or no later than six months before its end."""
TermAnchor = Literal["original", "previous_last_day"]
"""Later terms are counted from the first publication, or each from the last day of the one before."""


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
    look_back_mode: LookBackMode = "rolling"
    term_years: Count = 3
    term_anchor: TermAnchor = "original"
    renewal_window_months: Count = 6
    renewal_reading: RenewalReading = "window"
    annual_report_mode: AnnualReportMode = "calendar_year"
    annual_report_due_month: int = Field(default=1, ge=1, le=12)
    annual_report_due_day: int = Field(default=31, ge=1, le=31)
    annual_report_due_days: Count = 30
    report_ladder_before: tuple[Count, ...] = (30, 7, 1)
    report_ladder_after: tuple[Count, ...] = (1, 7, 30)
    renewal_heads_up_days: Count = 30
    renewal_ladder_before: tuple[Count, ...] = (90, 30, 7)
    reapplication_bar_years: Count = 3
    reminder_time: ClockTime = "09:00"
    period_mode: PeriodMode = "corresponding"
    objection_supplement_working_days: Count = 5


PARAMETERS: dict[str, Parameter] = {
    "notice_min_working_days": fixed("zone:22#1", "Z-NOTICE-MIN-WD", "公示期最少工作日", "公示期不少于五个工作日"),
    "notice_count_publication_day": chosen(
        "zone:22#1", "Z-NOTICE-COUNT-PUBDAY", "公示发布当日是否计入", note="默认不计入，参照民法典第二百零一条。"
    ),
    "notice_close": chosen("zone:22#1", "Z-NOTICE-CLOSE", "公示最后一日的截止时刻"),
    "consultation_working_days": chosen(
        "zone:17.2",
        "Z-CONSULT-WD",
        "征求意见反馈的工作日",
        "征求相关部门意见",
        "法规没有规定期限；逾期只提醒并记录，不视为同意，也不视为不同意。",
    ),
    "creation_minimum_months": fixed(
        "zone:18",
        "Z-CREATE-MIN",
        "创建活动最短月数",
        "创建活动原则上不少于一年",
        "确需提前的，由市场监管总局书面批准。",
    ),
    "look_back_years": fixed("zone:7", "Z-LOOKBACK", "回溯年数", "近三年来", "按发生日期判断。"),
    "look_back_mode": chosen(
        "zone:7",
        "Z-LOOKBACK",
        "近三年来的起算方式",
        "近三年来",
        "法规没有写明是逐日回溯还是按自然年度计算。",
        {
            "rolling": "自核查日逐日回溯",
            "calendar_years": "核查年度之前的完整自然年度，连同核查年度至核查日",
        },
    ),
    "term_years": fixed("zone:24", "Z-TERM", "示范期年数", "示范区示范期为三年", "自向社会公布之日起算。"),
    "term_anchor": chosen(
        "zone:24",
        "Z-RENEW-ANCHOR",
        "继续认定后各示范期的起算点",
        values={"original": "自首次向社会公布之日连续计算", "previous_last_day": "自上一示范期最后一日计算"},
    ),
    "renewal_window_months": fixed(
        "zone:28.1", "Z-RENEW-WINDOW", "复审申请期月数", "示范区在示范期到期前六个月，可自愿申请复审"
    ),
    "renewal_reading": chosen(
        "zone:28.1",
        "Z-RENEW-WINDOW",
        "对“到期前六个月”的理解",
        note="条文既可以理解为示范期最后六个月内可以申请，也可以理解为最迟在到期六个月前申请。",
        values={"window": "示范期最后六个月内可以申请", "deadline": "最迟在到期六个月前申请"},
    ),
    "annual_report_mode": chosen(
        "zone:27#1",
        "Z-ANNUAL-MODE",
        "“每年”的计算方式",
        values={"calendar_year": "自然年度，一年一份", "anniversary_year": "自向社会公布之日起每满一年"},
    ),
    "annual_report_due_month": chosen(
        "zone:27#1",
        "Z-ANNUAL-DUE",
        "年度工作报告报送日期（次年）",
        "示范区每年向市场监管总局报送年度工作报告",
        "法规没有规定具体日期；遇休息日顺延至下一工作日。",
    ),
    "annual_report_due_day": chosen("zone:27#1", "Z-ANNUAL-DUE", "年度工作报告报送日"),
    "annual_report_due_days": chosen(
        "zone:27#1",
        "Z-ANNUAL-DUE",
        "年度工作报告报送日期（周年日后若干天）",
        "示范区每年向市场监管总局报送年度工作报告",
        "法规没有规定具体日期；遇休息日顺延至下一工作日。",
    ),
    "report_ladder_before": chosen("zone:27#1", "Z-REPORT-LADDER", "年度工作报告到期前提醒天数"),
    "report_ladder_after": chosen("zone:27#1", "Z-REPORT-LADDER", "年度工作报告逾期后提醒天数"),
    "renewal_heads_up_days": chosen(
        "zone:28.1", "Z-RENEW-LADDER", "复审申请期开始前提醒天数", note="使两种理解下都来得及申请。"
    ),
    "renewal_ladder_before": chosen("zone:28.1", "Z-RENEW-LADDER", "示范期届满前提醒天数"),
    "reapplication_bar_years": fixed(
        "zone:27#3",
        "Z-BAN",
        "不得再次申请的年数",
        "撤销认定的示范区，三年内不得再次提出创建申请",
        "自撤销决定作出之日起算；条文没有写明从作出、公布还是送达之日起算。",
    ),
    "objection_supplement_working_days": chosen(
        "zone:22#2",
        "Z-OBJ-SUPPLEMENT-WD",
        "异议举证材料补正工作日",
        "提供详实的书面举证材料",
        "法规没有规定补正期限。",
    ),
}
"""Every field of its own that carries a choice or a number of the text; ``version`` and ``regulation`` carry none."""
