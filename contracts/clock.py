"""The one way to know the time outside a workflow: a clock that is handed in."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    async def now(self) -> datetime:
        """The present instant, aware, UTC. In the sandbox: the instant of the time-skipping server."""
        ...
