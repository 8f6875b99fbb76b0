"""Telling the platform that the open cases have to count again."""

from temporalio.client import Client
from temporalio.service import RPCError

from config import Settings
from contracts.queues import RECALCULATION
from services.wake import Wake


async def wake(client: Client, config: Settings) -> bool:
    """Wake the clock that does it, starting it if it has never run.

    False when Temporal does not answer: what was written stands, and the clock finds it at its next sweep or start.
    """
    try:
        await Wake(client, config).call([RECALCULATION])
    except (RPCError, RuntimeError):  # RuntimeError: never connected
        return False
    return True
