"""Dates that need the calendar releases of the register."""

from typing import Any

from temporalio import activity

from contracts.activities import DateQuestion
from contracts.dates import pack
from db.queries.releases import work_calendar
from db.session import Register
from domain.zone.date_rules import derive


class Dates:
    def __init__(self, register: Register) -> None:
        self._register = register

    @activity.defn(name="derive_dates")
    async def derive_dates(self, question: DateQuestion) -> list[dict[str, Any]]:
        """See ``contracts.activities.derive_dates``."""
        async with self._register.read() as session:
            calendar = await work_calendar(session)
        deadlines = [
            derive(question.rule, question.anchor, parameters, question.policy, calendar)
            for parameters in question.parameters
        ]
        return [pack(deadline, question) for deadline in deadlines]
