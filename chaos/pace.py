"""Acts and kills keep step, so that neither is over long before the other."""

import asyncio


class Pace:
    """Lets ``acts_per_kill`` acts through for every kill, and all of them once it is ``over``."""

    def __init__(self, acts_per_kill: float) -> None:
        self._each = acts_per_kill
        self._allowed = 0.0
        self._news = asyncio.Condition()

    async def turn(self) -> None:
        """Wait for one's turn to act."""
        async with self._news:
            await self._news.wait_for(lambda: self._allowed >= 1)
            self._allowed -= 1

    async def next(self) -> None:
        """A kill is coming: the acts it may hit begin now."""
        async with self._news:
            self._allowed += self._each
            self._news.notify_all()

    async def over(self) -> None:
        async with self._news:
            self._allowed = float("inf")
            self._news.notify_all()
