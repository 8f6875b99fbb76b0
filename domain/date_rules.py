"""Every date rule of the four texts by its key, for the calculator and whoever wants to know any date.

Not among them: what has no day. 适时, 定期或不定期 and 逐步 name no day, and none is made up for them. 及时 (重大事项,
第二十七条) names none either; the instant of its alert is 系统策略, and its rule is given the hour besides the day.
"""

from datetime import date
from typing import Any

from domain.date_rule import DateRule, Parameters
from domain.deadline import Deadline
from domain.district.date_rules import DATE_RULES as DISTRICT
from domain.pilot.date_rules import DATE_RULES as PILOT
from domain.policy import POLICIES, Policy
from domain.province.date_rules import DATE_RULES as PROVINCE
from domain.working_days import WorkCalendar
from domain.zone.date_rules import DATE_RULES as ZONE

DATE_RULES: dict[str, DateRule[Any]] = {**ZONE, **PILOT, **DISTRICT, **PROVINCE}


def derive(key: str, anchor: date, parameters: Parameters, policy: Policy, calendar: WorkCalendar) -> Deadline:
    """The deadline of rule ``key`` under the policy of its own programme.

    Raises ``KeyError`` for an unknown rule, ``TypeError`` for the policy of another programme.
    """
    rule = DATE_RULES[key]
    if not isinstance(policy, POLICIES[rule.programme]):
        raise TypeError(f"{key} wants the policy of {rule.programme}, not {type(policy).__name__}")
    return rule.derive(anchor, parameters, policy, calendar).credited(policy)
