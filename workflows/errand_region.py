"""Beside the story of a case: what follows from it in other cases."""

import asyncio
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.activities import run_errand
    from domain.errand import Errand, ErrandOutcome, Errands

from workflows.options import SERVICE
from workflows.region import Region

AT_ONCE = 20
"""Errands run side by side."""


class ErrandRegion(Region):
    """Each errand is run until the other case has answered. One cut off is run again, and answered the same."""

    def __init__(self, host: Any, errands: Errands) -> None:
        super().__init__(host)
        self._errands = errands

    async def run(self) -> None:
        while True:
            await self.host.wait(lambda: bool(self._owed()))
            batch = self._owed()[:AT_ONCE]
            outcomes = await asyncio.gather(*map(self._run, batch))
            for errand, outcome in zip(batch, outcomes, strict=True):
                self._settle(errand, outcome)

    async def over(self) -> None:
        """Until nothing is owed: a case does not end before what it has decided has reached the others."""
        await self.host.wait(lambda: not self._owed())

    def _owed(self) -> list[Errand]:
        return list(self._errands.owed(self.host.case))

    async def _run(self, errand: Errand) -> ErrandOutcome:
        return await workflow.execute_activity(run_errand, errand, summary=errand.case_id, **SERVICE)

    def _settle(self, errand: Errand, outcome: ErrandOutcome) -> None:
        effects = self._errands.settle(self.host.case, errand, outcome)
        if effects:
            self.host.note("errand.settled", effects, self.host.basis())
        self.host.changed()
