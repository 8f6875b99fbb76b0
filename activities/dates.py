"""Dates that need the calendar releases of the register."""

from temporalio import activity

from contracts.activities import DateQuestion
from db.queries.releases import work_calendar
from db.session import Register
from domain.deadline import Deadline
from domain.zone.date_rules import derive


class Dates:
    def __init__(self, register: Register) -> None:
        self._register = register

    @activity.defn(name="derive_date")
    async def derive_date(self, question: DateQuestion) -> Deadline:
        """See ``contracts.activities.derive_date``."""
        async with self._register.read() as session:
            calendar = await work_calendar(session)
        return derive(question.rule, question.anchor, question.parameters, question.policy, calendar)
