"""Waking the platform's own clocks (by name: nobody here knows a workflow)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError

from config import Settings
from contracts.pump import PumpState
from contracts.queues import DOCUMENT_PRESS, DOCUMENTS, DUTY_CLOCK, INTAKE, NOTIFICATIONS, OUTBOX, RECALCULATION

_SWEEP = timedelta(minutes=10)
"""How often the platform's clocks look again unasked. Not in the sandbox, whose years pass in seconds."""

_CLOCKS = {
    DUTY_CLOCK: ("DutyClock", NOTIFICATIONS),
    OUTBOX: ("Outbox", NOTIFICATIONS),
    DOCUMENT_PRESS: ("DocumentPress", DOCUMENTS),
    RECALCULATION: ("Recalculation", NOTIFICATIONS),
    INTAKE: ("Intake", NOTIFICATIONS),
}


class Wake:
    """Signals a clock, starting it if it has never run."""

    def __init__(self, client: Client, config: Settings) -> None:
        self._client = client
        self._state = PumpState(sweep=None if config.is_sandbox else _SWEEP)

    def is_needed_for(self, due: datetime, now: datetime) -> bool:
        """Whether a clock might sleep past ``due``: later than its next look it sees the time by itself."""
        return self._state.sweep is None or due <= now + self._state.sweep

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


async def tell(client: Client, config: Settings, clock: str) -> bool:
    """Wake one clock, starting it if it has never run.

    False when Temporal does not answer: what was written stands, and the clock finds it at its next sweep or start.
    """
    try:
        await Wake(client, config).call([clock])
    except (RPCError, RuntimeError):  # RuntimeError: never connected
        return False
    return True
