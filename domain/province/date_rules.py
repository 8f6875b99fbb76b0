"""Every date rule of the provincial regulation by its key. It is a draft: each of them says so before anything else."""

from datetime import date

from domain import event_limits
from domain.date_rule import DateRule, Parameters, RuleParameter, by_key
from domain.deadline import Deadline
from domain.province import art30_campaigns, art36_accident, art40_duty_dates, art42_entry_into_force, art42_versions
from domain.province.policy import CAMPAIGNS, ProvincePolicy
from domain.working_days import WorkCalendar


def _campaign(anchor: date, given: Parameters, policy: ProvincePolicy, calendar: WorkCalendar) -> Deadline:
    return art30_campaigns.campaign(anchor, given.get("campaign", 1), given.get("k", 1), policy)


def _summary(anchor: date, given: Parameters, policy: ProvincePolicy, calendar: WorkCalendar) -> Deadline:
    return art30_campaigns.summary(anchor, given.get("campaign", 1), given.get("k", 1), policy)


def _duty_date(anchor: date, given: Parameters, policy: ProvincePolicy, calendar: WorkCalendar) -> Deadline:
    return art40_duty_dates.due(anchor, policy)


def _entry(anchor: date, given: Parameters, policy: ProvincePolicy, calendar: WorkCalendar) -> Deadline:
    return art42_versions.entry(anchor)


def _event_limit(anchor: date, given: Parameters, policy: ProvincePolicy, calendar: WorkCalendar) -> Deadline:
    return event_limits.limit(art36_accident.BASIS, art36_accident.BY_LAW, anchor, given)


_BASIS = (*art30_campaigns.BASIS, *art42_entry_into_force.BASIS)
_READS = ("effective_date", "campaigns", "campaign_in_progress")
_PARAMETERS = {
    "campaign": RuleParameter(
        "哪一项活动", 1, len(CAMPAIGNS), CAMPAIGNS[0].name, tuple(each.name for each in CAMPAIGNS)
    ),
    "k": RuleParameter("第几次", 1, 50, "第1次"),
}

DATE_RULES: dict[str, DateRule[ProvincePolicy]] = by_key(
    DateRule(
        "province-campaign",
        "宣传活动开始",
        art42_entry_into_force.IN_FORCE,
        _BASIS,
        _campaign,
        reads=_READS,
        parameters=_PARAMETERS,
    ),
    DateRule(
        "province-campaign-summary",
        "宣传活动总结期限",
        art42_entry_into_force.IN_FORCE,
        _BASIS,
        _summary,
        reads=(*_READS, "campaign_summary_days"),
        parameters=_PARAMETERS,
    ),
    DateRule(
        "province-duty-date",
        "提交佐证材料的期限",
        art40_duty_dates.OWN_DAY,
        art40_duty_dates.BASIS,
        _duty_date,
    ),
    DateRule(
        "province-entry-into-force",
        "条例施行",
        art42_versions.IN_THE_TEXT,
        art42_entry_into_force.BASIS,
        _entry,
    ),
    DateRule(
        "province-event-limit",
        event_limits.LABEL,
        event_limits.ANCHOR_LABEL,
        art36_accident.BASIS,
        _event_limit,
        parameters=event_limits.PARAMETERS,
    ),
)
