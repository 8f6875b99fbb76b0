"""Dates that need the calendar releases of the register: for the case that asks, and for a page that foretells."""

from typing import Any

from contracts.activities import DateQuestion
from contracts.dates import pack
from contracts.recalculation import RederiveQuestion
from domain.date_rules import DATE_RULES, derive
from domain.policy import POLICIES
from domain.rederivation import rederived
from domain.working_days import WorkCalendar


def derived(question: DateQuestion, calendar: WorkCalendar) -> list[dict[str, Any]]:
    """See ``contracts.activities.derive_dates``."""
    policy = POLICIES[DATE_RULES[question.rule].programme].model_validate(question.policy)
    deadlines = [
        derive(question.rule, question.anchor, parameters, policy, calendar) for parameters in question.parameters
    ]
    return [pack(deadline, question) for deadline in deadlines]


def derived_again(question: RederiveQuestion, calendar: WorkCalendar) -> dict[str, dict[str, Any]]:
    """See ``contracts.activities.rederive_dates``."""
    policy = POLICIES[question.programme].model_validate(question.policy)
    fresh = {path: rederived(deadline, policy, calendar).compact() for path, deadline in question.deadlines.items()}
    return {
        path: deadline.model_dump(mode="json", exclude_defaults=True)
        for path, deadline in fresh.items()
        if deadline != question.deadlines[path]
    }
