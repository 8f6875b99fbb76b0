"""One world under all examples of a state machine: its loop runs in a thread, the machine stays synchronous."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from db.session import Register
from tests.support.world import World, a_world
from tests.support.zone_cases import settle_in

T = TypeVar("T")
PATIENCE = 90.0
"""Seconds after which nobody believes any more that an answer will come."""


class Ground:
    def __init__(self, url: str, folder: Path) -> None:
        self.loop = asyncio.new_event_loop()
        self.examples = 0
        self._url, self._folder = url, folder
        self._stop = asyncio.Event()
        self.world: World

    def run(self, work: Coroutine[Any, Any, T], patience: float = PATIENCE) -> T:
        """Do it in the loop of the world and wait for it. Raises ``TimeoutError`` when it does not end."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(patience)

    async def live(self, ready: asyncio.Event) -> None:
        """Enters and leaves the world in one task."""
        register = Register(self._url)
        try:
            async with a_world(register, self._folder) as self.world:
                await settle_in(self.world)
                ready.set()
                await self._stop.wait()
        finally:
            ready.set()
            await register.dispose()

    async def stop(self) -> None:
        self._stop.set()


@contextmanager
def a_ground(url: str, folder: Path) -> Iterator[Ground]:
    """``url``: of a migrated register without rows."""
    ground = Ground(url, folder)
    thread = Thread(target=ground.loop.run_forever, daemon=True)
    thread.start()
    ready = asyncio.Event()
    living = asyncio.run_coroutine_threadsafe(ground.live(ready), ground.loop)
    try:
        ground.run(ready.wait())
        yield ground
        ground.run(ground.stop())
        living.result(PATIENCE)
    finally:
        ground.loop.call_soon_threadsafe(ground.loop.stop)
        thread.join(PATIENCE)
        ground.loop.close()
