"""The policy a case of the demonstration zone runs under. ``domain.zone.parameters`` says what each field means."""

from typing import Literal

from pydantic import Field

from domain.interpretation import PolicyBase
from domain.parameter import ClockTime, ClosingTime, Count, PeriodMode, ReminderShift

AnnualReportMode = Literal["calendar_year", "within_year", "anniversary_year"]
"""A report for every calendar year, in the next year or by the end of the year itself; or for every year counted from
the publication of the recognition."""
LookBackMode = Literal["rolling", "calendar_years"]
"""近三年来: from the corresponding day three years ago, or from 1 January three years ago."""
RenewalReading = Literal["window", "deadline", "point"]
"""到期前六个月: within the last six months of the term, no later than six months before its end, or around that day
itself (``renewal_tolerance_days``)."""
TermAnchor = Literal["original", "previous_last_day"]
"""Later terms are counted from the first publication, or each from the last day of the one before."""
CreationStart = Literal["approval", "delivery"]
"""The year of creation runs from the date of the approval, or from its delivery to the park."""
CreationGuard = Literal["application", "submission", "evaluation"]
"""Where the year of creation is asked for: the application to the province, its arrival at 总局, or the evaluation."""
LookBackDate = Literal["occurrence", "determination"]
"""近三年来 by the day something happened, or by the day an official body determined it."""
ConsultationScope = Literal["all", "named"]
"""相关部门: all four of 第五条, or those 总局 names when it asks."""
JointDecision = Literal["all_sign", "samr_alone"]
"""会同: all five sign, or 总局 signs alone after the consultation."""
IndicatorVersion = Literal["acceptance_application", "creation_start"]
"""Which version of the indicators an evaluation uses: that in force on the one or on the other day."""
EvaluationFailed = Literal["return_to_creation", "terminate"]
NoticeList = Literal["passed_only", "all_results"]
"""公示名单: the parks that passed, or every result."""
NoticeCorrection = Literal["restart_entry", "restart_all", "continue"]
"""A corrected notice runs anew for the entry concerned, for the whole list, or goes on."""
ObjectionReceipt = Literal["receipt", "postmark"]
"""An objection on paper is in time by its stamp of receipt, or by its postmark."""
ObjectionLate = Literal["record", "accept_until_decision"]
ObjectionUpheld = Literal["return_to_creation", "terminate", "re_evaluate"]
RenewalObjections = Literal["as_article_22", "none"]
TermStart = Literal["publication", "decision", "document"]
"""The term runs from the publication to society, from the date of the recognition, or from the day written in it."""
RenewalTimelyAt = Literal["province", "samr"]
"""A renewal application is in time when the province has it, or when 总局 has it."""
RenewalNewTerm = Literal["continuous", "from_publication"]
"""The next term begins the day after the old one ends, or with the publication of the renewal."""
ExpiryPending = Literal["hold", "lapse"]
ReportRoute = Literal["direct_with_copy", "direct", "via_province"]
BarFrom = Literal["decision", "publication", "delivery"]
BarScope = Literal["lineage", "applicant"]
"""Whom the three years bar: the park and all that came from it, or the body that had applied."""
RevocationAfterExpiry = Literal["manual", "lapses", "continues"]


class ZonePolicy(PolicyBase):
    """Policy of the demonstration zone. Kept small: it lives in the state of every case."""

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
    renewal_tolerance_days: Count = 30
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
    reminder_shift: ReminderShift = "none"
    period_mode: PeriodMode = "corresponding"
    objection_supplement_working_days: Count = 5
    round_required: bool = True
    separation_of_duties: bool = True
    consultation_scope: ConsultationScope = "all"
    joint_decision: JointDecision = "all_sign"
    creation_start: CreationStart = "approval"
    creation_guard_at: CreationGuard = "application"
    look_back_date: LookBackDate = "occurrence"
    indicator_version: IndicatorVersion = "acceptance_application"
    evaluation_failed: EvaluationFailed = "return_to_creation"
    notice_list: NoticeList = "passed_only"
    notice_correction: NoticeCorrection = "restart_entry"
    objection_receipt: ObjectionReceipt = "receipt"
    objection_late: ObjectionLate = "record"
    objection_upheld: ObjectionUpheld = "return_to_creation"
    renewal_objections: RenewalObjections = "as_article_22"
    term_start: TermStart = "publication"
    renewal_timely_at: RenewalTimelyAt = "province"
    renewal_new_term: RenewalNewTerm = "continuous"
    expiry_pending: ExpiryPending = "hold"
    annual_report_route: ReportRoute = "direct_with_copy"
    material_event_hours: Count = 24
    revocation_hearing: bool = False
    revocation_publish: bool = True
    revocation_after_expiry: RevocationAfterExpiry = "manual"
    bar_from: BarFrom = "decision"
    bar_scope: BarScope = "lineage"
