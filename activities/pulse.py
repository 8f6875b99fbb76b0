"""The sign of life of a long activity."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from temporalio import activity

EVERY = timedelta(seconds=5)
"""Well within the heartbeat timeout (``workflows.options``)."""


@asynccontextmanager
async def at_work() -> AsyncIterator[None]:
    """Says so every few seconds, also while somebody else's server takes its time; and no oftener, though thousands of
    mails leave meanwhile."""
    pulse = asyncio.create_task(_beat())
    try:
        yield
    finally:
        pulse.cancel()


async def _beat() -> None:
    while True:
        activity.heartbeat()
        await asyncio.sleep(EVERY.total_seconds())
