"""A part of a case's life that runs beside its story and may be begun anew from what the case says."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any


class Region(ABC):
    """Subclasses name the type of their ``host``."""

    host: Any

    def __init__(self, host: Any) -> None:
        self.host = host
        self._running: asyncio.Task[None] | None = None

    @abstractmethod
    async def run(self) -> None:
        """Goes on from whatever the case says, for as long as it is let."""

    def start(self) -> None:
        self._running = self.host.beside(self.run())

    def stop(self) -> None:
        if self._running:
            self._running.cancel()

    def again(self) -> None:
        """Leave it where it waits, and go on from what the case now says."""
        self.stop()
        self.start()
