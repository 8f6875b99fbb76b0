"""Having every running case count its dates again, after a calendar release or a new policy.

The register is compared with what its calendar and policy now give; a case that differs is told (``recalculate``).
Whoever is told twice finds nothing more to do, so a pass may die anywhere and simply be begun again.
"""

import asyncio
from collections.abc import Iterable
from datetime import timedelta

from temporalio import activity
from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError

from contracts.activities import Served
from contracts.clock import Clock
from contracts.recalculation import CountAgain
from db.queries.policies import policy_in_force
from db.queries.releases import work_calendar
from db.session import Register
from domain.policy import POLICIES
from services.impact import cases_to_adopt, cases_to_recalculate

AT_ONCE = 20
"""Cases told at the same time: enough to keep the engine busy, few enough to leave it free for people."""
PATIENCE = timedelta(seconds=20)
AGAIN = timedelta(minutes=1)
"""When a case that could not be reached is told again."""


class Recalculation:
    def __init__(self, register: Register, client: Client, clock: Clock) -> None:
        self._register = register
        self._client = client
        self._clock = clock
        self._turn = asyncio.Semaphore(AT_ONCE)

    @activity.defn(name="recalculate_cases")
    async def recalculate_cases(self) -> Served:
        """See ``contracts.activities.recalculate_cases``."""
        unreached: set[str] = set()
        done = 0
        # While some are told, another may have begun by the old calendar or policy: until nobody is left.
        while told := await self._adopt_all(unreached) + await self._count_again(unreached):
            done += told
        return Served(done=done, next_due=await self._clock.now() + AGAIN if unreached else None)

    async def _adopt_all(self, unreached: set[str]) -> int:
        return sum([await self._adopt(programme, unreached) for programme in POLICIES])

    async def _adopt(self, programme: str, unreached: set[str]) -> int:
        """Only a policy somebody approved is taken over; one that merely came with new code is for new cases."""
        async with self._register.read() as session:
            approved = await policy_in_force(session, programme)
            if approved is None:
                return 0
            policy = POLICIES[programme].model_validate(approved)
            late = await cases_to_adopt(session, policy)
        return await self._tell(late, CountAgain(policy=policy.model_dump(mode="json")), unreached)

    async def _count_again(self, unreached: set[str]) -> int:
        now = await self._clock.now()
        async with self._register.read() as session:
            late = await cases_to_recalculate(session, await work_calendar(session), now)
        return await self._tell(late, CountAgain(), unreached)

    async def _tell(self, cases: Iterable[str], order: CountAgain, unreached: set[str]) -> int:
        """How many were asked; those that give no answer join ``unreached`` and are not asked again."""
        asked = [each for each in cases if each not in unreached]
        answered = await asyncio.gather(*(self._told(each, order) for each in asked))
        unreached |= {each for each, answer in zip(asked, answered, strict=True) if not answer}
        return len(asked)

    async def _told(self, workflow_id: str, order: CountAgain) -> bool:
        async with self._turn:
            activity.heartbeat()
            handle = self._client.get_workflow_handle(workflow_id)
            try:
                await handle.execute_update("recalculate", order, rpc_timeout=PATIENCE)
            except (WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, RPCError):
                activity.logger.warning("a case could not count again", extra={"case": workflow_id}, exc_info=True)
                return False
            return True
