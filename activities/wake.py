"""Waking the platform's own clocks from inside an activity (by name: activities know no workflow)."""

from collections.abc import Iterable
from datetime import timedelta

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy

from contracts.pump import PumpState
from contracts.queues import DOCUMENT_PRESS, DOCUMENTS, DUTY_CLOCK, NOTIFICATIONS, OUTBOX

_CLOCKS = {
    DUTY_CLOCK: ("DutyClock", NOTIFICATIONS),
    OUTBOX: ("Outbox", NOTIFICATIONS),
    DOCUMENT_PRESS: ("DocumentPress", DOCUMENTS),
}


class Wake:
    """Signals a clock, starting it if it has never run. ``sweep``: how often it looks again unasked."""

    def __init__(self, client: Client, sweep: timedelta | None) -> None:
        self._client = client
        self._state = PumpState(sweep=sweep)

    async def call(self, clocks: Iterable[str]) -> None:
        for clock in clocks:
            name, queue = _CLOCKS[clock]
            await self._client.start_workflow(
                name,
                self._state,
                id=clock,
                task_queue=queue,
                start_signal="wake",
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            )

    async def all(self) -> None:
        """At the start of a worker: whatever fell due while nothing ran is done now."""
        await self.call(_CLOCKS)
