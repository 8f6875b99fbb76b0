"""逐级审核: links in their order; the first that does not pass ends the chain."""

from collections.abc import Callable, Sequence
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.procedure.review import ADVANCES, CONSENT
    from domain.procedure.state import Proceeding
    from domain.roles import Audience, Role
    from domain.task import Answer, TaskKind

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk


class ReviewChain:
    def __init__(self, desk: CaseDesk[Any], links: Sequence[TaskKind], proceeding: Callable[[], Proceeding]) -> None:
        self.desk = desk
        self.links = links
        self.proceeding = proceeding

    async def run(self) -> Answer:
        """The answer that ended the chain: of the last link, or of the first that did not pass."""
        answer = await self.run_until(None)
        assert answer is not None
        return answer

    async def run_until(self, closing: Alarm | None) -> Answer | None:
        """As ``run``; None when ``closing`` rang first."""
        while True:
            link = self.links[self.proceeding().chain_position]
            self.desk.open(link, self._audience(link))
            answer = await self.desk.next_answer(link, until=closing)
            if answer is None:
                return None
            self.desk.record(answer)
            if answer.act.action == CONSENT:
                self.proceeding().consented_on = local_date(answer.at)
            passed = answer.act.action in ADVANCES
            if not passed or link is self.links[-1]:
                self.proceeding().chain_position = 0
                return answer
            self.proceeding().chain_position += 1

    def _audience(self, link: TaskKind) -> Audience:
        case = self.desk.case
        audiences: dict[Role, Audience] = {
            Role.PROVINCIAL_REGULATOR: case.province,
            Role.PROVINCIAL_LEADING_GROUP: case.leading_group,
            Role.CREATING_BODY: case.applicant,
        }
        return audiences[link.role]
