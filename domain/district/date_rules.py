"""Every date rule of the district plan by its key."""

from datetime import date

from domain.date_rule import DateRule, Parameters, by_key
from domain.deadline import Deadline
from domain.district import sec2_target, sec4_3_ledger
from domain.district.policy import DistrictPolicy
from domain.working_days import WorkCalendar


def _target(anchor: date, given: Parameters, policy: DistrictPolicy, calendar: WorkCalendar) -> Deadline:
    return sec2_target.target(anchor, policy)


def _ledger_date(anchor: date, given: Parameters, policy: DistrictPolicy, calendar: WorkCalendar) -> Deadline:
    return sec4_3_ledger.due(anchor, policy, calendar)


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
)
