"""Dates that need the calendar releases of the register."""

from typing import Any

from temporalio import activity

from contracts.activities import DateQuestion
from contracts.recalculation import RederiveQuestion
from db.queries.releases import work_calendar
from db.session import Register
from services.counting import derived, derived_again


class Dates:
    def __init__(self, register: Register) -> None:
        self._register = register

    @activity.defn(name="derive_dates")
    async def derive_dates(self, question: DateQuestion) -> list[dict[str, Any]]:
        """See ``contracts.activities.derive_dates``."""
        async with self._register.read() as session:
            calendar = await work_calendar(session)
        return derived(question, calendar)

    @activity.defn(name="rederive_dates")
    async def rederive_dates(self, question: RederiveQuestion) -> dict[str, dict[str, Any]]:
        """See ``contracts.activities.rederive_dates``."""
        async with self._register.read() as session:
            calendar = await work_calendar(session)
        return derived_again(question, calendar)
