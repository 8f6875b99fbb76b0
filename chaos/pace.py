"""Acts and kills keep step, so that neither is over long before the other, and every kill hits something."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LONGEST_WAIT_SECONDS = 15.0
"""A kill waits no longer for the acts before it: some wait for a moment to come, some are hit again and again."""


class Pace:
    """Lets ``acts_per_kill`` acts through for every kill, and all of them once it is ``over``."""

    def __init__(self, acts_per_kill: float) -> None:
        self._each = acts_per_kill
        self._allowed = 0.0
        self._under_way = 0
        self._news = asyncio.Condition()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn to act; within it the act is under way."""
        async with self._news:
            await self._news.wait_for(lambda: self._allowed >= 1)
            self._allowed -= 1
            self._under_way += 1
        try:
            yield
        finally:
            async with self._news:
                self._under_way -= 1
                self._news.notify_all()

    async def next(self) -> None:
        """A kill is coming: the acts it may hit begin now. Those before it are answered, as far as they can be."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._answered(), LONGEST_WAIT_SECONDS)
        async with self._news:
            self._allowed += self._each
            self._news.notify_all()

    async def _answered(self) -> None:
        async with self._news:
            await self._news.wait_for(lambda: self._allowed < 1 and not self._under_way)

    async def over(self) -> None:
        async with self._news:
            self._allowed = float("inf")
            self._news.notify_all()
