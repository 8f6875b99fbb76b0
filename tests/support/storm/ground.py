"""A world under each example of a state machine: its loop runs in a thread, the machine stays synchronous."""

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from db.session import Register
from tests.support.databases import sqlite_at
from tests.support.world import World, a_world
from tests.support.zone_cases import settle_in

T = TypeVar("T")
PATIENCE = 90.0
"""Seconds after which nobody believes any more that an answer will come."""


STARTS_AT = "2027-03-01T09:00"
"""Every example begins on the same day, on a server of its own: one case leaves nothing behind for the next."""


class Ground:
    """``migrated``: a SQLite register without rows, copied for every example."""

    def __init__(self, migrated: Path, folder: Path) -> None:
        self.loop = asyncio.new_event_loop()
        self.world: World
        self.folder: Path
        self._migrated, self._folder = migrated, folder
        self._examples = 0
        self._leave: Callable[[], None] | None = None

    def run(self, work: Coroutine[Any, Any, T], patience: float = PATIENCE) -> T:
        """Do it in the loop of the world and wait for it. Raises ``TimeoutError`` when it does not end."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(patience)

    def enter(self) -> None:
        """A new world for an example, in place of the one before."""
        self.leave()
        self._examples += 1
        self.folder = self._folder / str(self._examples)
        self.folder.mkdir()
        ready, over = asyncio.Event(), asyncio.Event()
        living = asyncio.run_coroutine_threadsafe(self._live(ready, over), self.loop)

        def leave() -> None:
            self.loop.call_soon_threadsafe(over.set)
            living.result(PATIENCE)

        self._leave = leave
        self.run(ready.wait())

    def leave(self) -> None:
        if self._leave:
            self._leave()
        self._leave = None

    async def _live(self, ready: asyncio.Event, over: asyncio.Event) -> None:
        """Enters and leaves the world in one task."""
        register = Register(sqlite_at(Path(shutil.copy(self._migrated, self.folder / "register.db"))))
        try:
            async with a_world(register, self.folder, STARTS_AT) as self.world:
                await settle_in(self.world)
                ready.set()
                await over.wait()
        finally:
            ready.set()
            await register.dispose()


@contextmanager
def a_ground(migrated: Path, folder: Path) -> Iterator[Ground]:
    ground = Ground(migrated, folder)
    thread = Thread(target=ground.loop.run_forever, daemon=True)
    thread.start()
    try:
        yield ground
        ground.leave()
    finally:
        ground.loop.call_soon_threadsafe(ground.loop.stop)
        thread.join(PATIENCE)
        ground.loop.close()
