"""What the register knows that an act depends on."""

from typing import Any

from temporalio import activity

from contracts.facts import FactQuestion
from contracts.instruments import EarlierVersions
from db.queries.instruments import versions_before
from db.session import Register
from services.fact_sources import SOURCES


class Facts:
    def __init__(self, register: Register) -> None:
        self._register = register

    @activity.defn(name="look_up")
    async def look_up(self, question: FactQuestion) -> dict[str, Any]:
        """See ``contracts.activities.look_up``."""
        async with self._register.read() as session:
            answer = await SOURCES[question.key](session, question)
        return answer.model_dump(mode="json")

    @activity.defn(name="earlier_versions")
    async def earlier_versions(self, question: EarlierVersions) -> list[str]:
        """See ``contracts.activities.earlier_versions``."""
        async with self._register.read() as session:
            return await versions_before(session, question.case_id, question.first_day)
