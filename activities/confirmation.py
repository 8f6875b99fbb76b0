"""Making sure that a step really happened before anything it ordered leaves the house.

A step is written by a local activity, a moment before the workflow task that holds it is durable. Should
everything die in between, the register holds a step no history knows. So every order waits until the
workflow's durable history shows the record of the step (docs/adr/0005). The history is read, not the
workflow asked: that needs no worker, and holds for runs that have ended.
"""

import asyncio
from collections.abc import Sequence

from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.service import RPCError

from contracts.clock import Clock
from db.models import CaseStep
from db.queries.steps import confirm, unconfirmed_with_orders
from db.session import Register

TRIES = 50
PAUSE_SECONDS = 0.02


class Confirmation:
    def __init__(self, register: Register, client: Client, clock: Clock) -> None:
        self._register = register
        self._client = client
        self._clock = clock

    async def gather(self) -> int:
        """Confirm every step that waits; answers how many are still unconfirmed.

        The step of a message just taken is durable within milliseconds, so this waits that long for it; what
        is still missing then is looked at again when the next order calls.
        """
        for _ in range(TRIES):
            async with self._register.read() as session:
                waiting = await unconfirmed_with_orders(session)
            if not waiting:
                return 0
            confirmed = [step for step in waiting if await self._is_vouched_for(step)]
            if confirmed:
                now = await self._clock.now()
                async with self._register.write() as session:
                    for step in confirmed:
                        await confirm(session, step, now)
            if len(confirmed) == len(waiting):
                return 0
            await asyncio.sleep(PAUSE_SECONDS)
        return len(waiting)

    async def _is_vouched_for(self, step: CaseStep) -> bool:
        """Whether the durable history holds the record of this very attempt at the step."""
        handle = self._client.get_workflow_handle(step.workflow_id, run_id=step.run_id)
        try:
            async for event in handle.fetch_history_events():
                if event.HasField("marker_recorded_event_attributes"):
                    result = event.marker_recorded_event_attributes.details.get("result")
                    if result and step.fingerprint in await self._texts(result.payloads):
                        return True
        except RPCError:
            return False
        return False

    async def _texts(self, payloads: Sequence[Payload]) -> list[object]:
        return list(await self._client.data_converter.decode(payloads))
