"""Dates that need the calendar releases of the register."""

from typing import Any

from temporalio import activity

from contracts.activities import DateQuestion
from contracts.dates import pack
from contracts.recalculation import RederiveQuestion
from db.queries.releases import work_calendar
from db.session import Register
from domain.date_rules import DATE_RULES, derive
from domain.policy import POLICIES
from domain.rederivation import rederived


class Dates:
    def __init__(self, register: Register) -> None:
        self._register = register

    @activity.defn(name="derive_dates")
    async def derive_dates(self, question: DateQuestion) -> list[dict[str, Any]]:
        """See ``contracts.activities.derive_dates``."""
        async with self._register.read() as session:
            calendar = await work_calendar(session)
        policy = POLICIES[DATE_RULES[question.rule].programme].model_validate(question.policy)
        deadlines = [
            derive(question.rule, question.anchor, parameters, policy, calendar) for parameters in question.parameters
        ]
        return [pack(deadline, question) for deadline in deadlines]

    @activity.defn(name="rederive_dates")
    async def rederive_dates(self, question: RederiveQuestion) -> dict[str, dict[str, Any]]:
        """See ``contracts.activities.rederive_dates``."""
        async with self._register.read() as session:
            calendar = await work_calendar(session)
        policy = POLICIES[question.programme].model_validate(question.policy)
        fresh = {path: rederived(deadline, policy, calendar).compact() for path, deadline in question.deadlines.items()}
        return {
            path: deadline.model_dump(mode="json", exclude_defaults=True)
            for path, deadline in fresh.items()
            if deadline != question.deadlines[path]
        }
