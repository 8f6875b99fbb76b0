"""Every date rule of the 示范区 measures by its key: one way to derive a date, for workflows, pages and calculator."""

from datetime import date

from domain.date_rule import DateRule, Parameters, RuleParameter, by_key
from domain.deadline import Deadline, Line, Lines
from domain.periods import working_days_after
from domain.policy import ZonePolicy
from domain.working_days import WorkCalendar
from domain.zone import (
    art07_negative_list,
    art17_nomination,
    art18_creation_period,
    art21_evaluation,
    art22_public_notice,
    art24_term,
    art27_annual_report,
    art27_material_event_alert,
    art27_reapplication_bar,
    art28_renewal,
    art28_renewal_window,
)


def _look_back(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art07_negative_list.look_back(anchor, policy)


_CONSULTATIONS = {
    "zone-consultation": art17_nomination.APPROVAL_BASIS,
    "zone-acceptance-consultation": art21_evaluation.REVIEW_BASIS,
    "zone-renewal-consultation": art28_renewal.EVALUATION_BASIS,
}
"""The three articles that ask departments for their opinion; none says until when."""


def _consultation(key: str) -> DateRule[ZonePolicy]:
    def limit(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
        return working_days_after(
            key,
            "征求意见反馈期限",
            _CONSULTATIONS[key],
            anchor=anchor,
            anchor_label="征求意见之日",
            n=policy.consultation_working_days,
            calendar=calendar,
            parameter="consultation_working_days",
            not_less_than=False,
        )

    return DateRule(
        key, "征求意见反馈期限", "征求意见之日", _CONSULTATIONS[key], limit, reads=("consultation_working_days",)
    )


def _minimum(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art18_creation_period.minimum(anchor, policy)


def _notice(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art22_public_notice.last_day(
        anchor, given.get("working_days", policy.notice_min_working_days), policy, calendar
    )


def _renewal_notice(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    """As 第二十二条 counts: 第二十八条 says the same words."""
    notice = _notice(anchor, given, policy, calendar)
    basis = art28_renewal.EVALUATION_BASIS
    quote = f"{basis[0].place}：“评估结果向社会公示，公示期不少于五个工作日”。"

    def own(line: Line) -> Line:
        """The words of 第二十二条 give way to those of the article that asks for this notice."""
        if line.citation not in art22_public_notice.NOTICE_BASIS:
            return line
        return line.model_copy(update={"citation": basis[0], "text": quote + line.text.partition("。")[2]})

    lines = Lines(lambda: tuple(map(own, notice.lines)))
    return notice.model_copy(update={"key": "zone-renewal-notice", "basis": basis, "lines": lines})


def _supplement(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return working_days_after(
        art22_public_notice.SUPPLEMENT_RULE,
        "补正异议举证材料的最后一日",
        art22_public_notice.OBJECTION_BASIS,
        anchor=anchor,
        anchor_label="公示期最后一日",
        n=policy.objection_supplement_working_days,
        calendar=calendar,
        parameter="objection_supplement_working_days",
        not_less_than=False,
    )


def _term(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art24_term.last_day(anchor, policy, given.get("term_number", 1))


def _annual_report(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    year = given.get("year", anchor.year)
    if policy.annual_report_mode == "anniversary_year":
        return art27_annual_report.due_after_anniversary(anchor, year, policy, calendar)
    return art27_annual_report.due(year, policy, calendar)


def _material_event(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art27_material_event_alert.alert_since(anchor, given.get("hour", 0), given.get("minute", 0), policy)


def _bar(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art27_reapplication_bar.bar(anchor, policy)


def _window(anchor: date, given: Parameters, policy: ZonePolicy, calendar: WorkCalendar) -> Deadline:
    return art28_renewal_window.window(anchor, policy, given.get("term_number", 1))


_OF_A_NOTICE = ("notice_min_working_days", "notice_count_publication_day", "notice_close")
_OF_A_TERM = ("term_years", "term_start", "term_anchor", "period_mode")
_WORKING_DAYS = {"working_days": RuleParameter("公示期（工作日）", 5, 60, "规定的最少工作日")}
_TERM_NUMBER = {"term_number": RuleParameter("第几个示范期", 1, 30, "第1个")}

DATE_RULES: dict[str, DateRule[ZonePolicy]] = by_key(
    DateRule(
        "zone-look-back",
        "近三年来的起始日",
        "核查日",
        art07_negative_list.BASIS,
        _look_back,
        reads=("look_back_years", "look_back_mode"),
    ),
    *map(_consultation, _CONSULTATIONS),
    DateRule(
        "zone-creation-minimum",
        "创建活动满一年",
        "审核同意创建之日",
        art18_creation_period.BASIS,
        _minimum,
        reads=("creation_minimum_months", "creation_start", "period_mode"),
    ),
    DateRule(
        "zone-notice",
        "公示期最后一日",
        "公示发布之日",
        art22_public_notice.NOTICE_BASIS,
        _notice,
        reads=_OF_A_NOTICE,
        parameters=_WORKING_DAYS,
        stated=True,
    ),
    DateRule(
        art22_public_notice.SUPPLEMENT_RULE,
        "补正异议举证材料的最后一日",
        "公示期最后一日",
        art22_public_notice.OBJECTION_BASIS,
        _supplement,
        reads=("objection_supplement_working_days",),
    ),
    DateRule(
        "zone-term",
        "示范期最后一日",
        art24_term.ANCHOR_LABEL,
        art24_term.BASIS,
        _term,
        reads=_OF_A_TERM,
        parameters=_TERM_NUMBER,
    ),
    DateRule(
        art27_annual_report.KEY,
        "年度工作报告报送期限",
        art24_term.ANCHOR_LABEL,
        art27_annual_report.BASIS,
        _annual_report,
        reads=(
            "annual_report_mode",
            "annual_report_due_month",
            "annual_report_due_day",
            "annual_report_due_days",
        ),
        parameters={"year": RuleParameter("报告年度", 2000, 2199, "起算日所在年度")},
        recurring=True,
    ),
    DateRule(
        art27_material_event_alert.KEY,
        art27_material_event_alert.LABEL,
        art27_material_event_alert.ANCHOR_LABEL,
        art27_material_event_alert.BASIS,
        _material_event,
        reads=("material_event_hours",),
        parameters={
            "hour": RuleParameter("发生时刻（时）", 0, 23, "0时"),
            "minute": RuleParameter("发生时刻（分）", 0, 59, "0分"),
        },
    ),
    DateRule(
        "zone-reapplication-bar",
        "不得再次提出创建申请的最后一日",
        "撤销决定作出之日",
        art27_reapplication_bar.BASIS,
        _bar,
        reads=("reapplication_bar_years", "bar_from", "period_mode"),
    ),
    DateRule(
        "zone-renewal-window",
        "复审申请期开始",
        art24_term.ANCHOR_LABEL,
        art28_renewal_window.BASIS,
        _window,
        reads=(*_OF_A_TERM, "renewal_window_months", "renewal_reading", "renewal_tolerance_days"),
        parameters=_TERM_NUMBER,
    ),
    DateRule(
        "zone-renewal-notice",
        "复审公示期最后一日",
        "公示发布之日",
        art28_renewal.EVALUATION_BASIS,
        _renewal_notice,
        reads=_OF_A_NOTICE,
        parameters=_WORKING_DAYS,
        stated=True,
    ),
)
