"""Every date rule of the district plan by its key."""

from datetime import date

from domain import event_limits
from domain.date_rule import DateRule, Parameters, by_key
from domain.deadline import Deadline
from domain.district import measure06_accident, sec2_target, sec4_3_ledger
from domain.district.policy import DistrictPolicy
from domain.working_days import WorkCalendar


def _target(anchor: date, given: Parameters, policy: DistrictPolicy, calendar: WorkCalendar) -> Deadline:
    return sec2_target.target(anchor, policy)


def _ledger_date(anchor: date, given: Parameters, policy: DistrictPolicy, calendar: WorkCalendar) -> Deadline:
    return sec4_3_ledger.due(anchor, policy, calendar)


def _event_limit(anchor: date, given: Parameters, policy: DistrictPolicy, calendar: WorkCalendar) -> Deadline:
    return event_limits.limit(measure06_accident.BASIS, measure06_accident.REPORTING_SYSTEM, anchor, given)


DATE_RULES: dict[str, DateRule[DistrictPolicy]] = by_key(
    DateRule(
        "district-target",
        "主要目标的到期日",
        sec2_target.ISSUE,
        sec2_target.BASIS,
        _target,
        reads=("target_day",),
    ),
    DateRule(
        "district-ledger-date",
        "台账时间进度到期日",
        sec4_3_ledger.OWN_DAY,
        sec4_3_ledger.BASIS,
        _ledger_date,
        reads=("ledger_roll",),
    ),
    DateRule(
        "district-event-limit",
        event_limits.LABEL,
        event_limits.ANCHOR_LABEL,
        measure06_accident.BASIS,
        _event_limit,
        parameters=event_limits.PARAMETERS,
    ),
)
