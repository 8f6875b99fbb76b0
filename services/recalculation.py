"""Telling the platform that the open cases have to count again."""

from temporalio.client import Client

from config import Settings
from contracts.queues import RECALCULATION
from services.wake import tell


async def wake(client: Client, config: Settings) -> bool:
    """Wake the clock that does it; see ``services.wake.tell``."""
    return await tell(client, config, RECALCULATION)
