"""Every date rule of the pilot plan by its key."""

from datetime import date

from domain.date_rule import DateRule, Parameters, RuleParameter, by_key
from domain.deadline import Deadline
from domain.pilot import sec2_3_results, sec4_1_look_back, sec5_4_half_year_report
from domain.pilot.policy import PilotPolicy
from domain.working_days import WorkCalendar


def _look_back(anchor: date, given: Parameters, policy: PilotPolicy, calendar: WorkCalendar) -> Deadline:
    return sec4_1_look_back.look_back(anchor, policy)


def _half_year_report(anchor: date, given: Parameters, policy: PilotPolicy, calendar: WorkCalendar) -> Deadline:
    return sec5_4_half_year_report.due(anchor, given.get("k", 1), policy, calendar)


def _stage_results(anchor: date, given: Parameters, policy: PilotPolicy, calendar: WorkCalendar) -> Deadline:
    return sec2_3_results.stage_results(anchor, given.get("years", policy.stage_results_years[-1]), policy)


def _clear_results(anchor: date, given: Parameters, policy: PilotPolicy, calendar: WorkCalendar) -> Deadline:
    return sec2_3_results.clear_results(anchor, policy)


DATE_RULES: dict[str, DateRule[PilotPolicy]] = by_key(
    DateRule(
        "pilot-look-back",
        "近三年的起始日",
        sec4_1_look_back.FILING,
        sec4_1_look_back.BASIS,
        _look_back,
        reads=("look_back_event_years",),
    ),
    DateRule(
        "pilot-half-year-report",
        "示范试点建设情况报告期限",
        sec5_4_half_year_report.LAUNCH,
        sec5_4_half_year_report.BASIS,
        _half_year_report,
        reads=("half_year_months", "half_year_mode", "half_year_roll"),
        parameters={"k": RuleParameter("第几次报告", 1, 60, "第1次")},
        recurring=True,
    ),
    DateRule(
        "pilot-milestone",
        "取得阶段性成效的节点",
        sec5_4_half_year_report.LAUNCH,
        sec2_3_results.BASIS,
        _stage_results,
        reads=("stage_results_years", "period_mode"),
        parameters={"years": RuleParameter("年数", 2, 3, "3年")},
    ),
    DateRule(
        "pilot-clear-results",
        "取得明显成效的节点",
        sec5_4_half_year_report.LAUNCH,
        sec2_3_results.BASIS,
        _clear_results,
        reads=("five_year_plan_ends_on",),
    ),
)
