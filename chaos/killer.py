"""Kills the processes at random, from a seed."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable

from chaos.pace import Pace
from chaos.platform import KINDS, Platform

AT_ONCE_CHANCE = 0.5
"""How often the kill comes within moments of the acts it is to hit, rather than in the seconds after them."""
OVERLAP_CHANCE = 0.25
"""How often the next kill does not wait until the last victim serves again."""
MOMENTS, SECONDS = 0.12, 1.5


class Killer:
    """``counts``: kills by kind."""

    def __init__(self, platform: Platform, seed: int) -> None:
        self.counts: Counter[str] = Counter()
        self._platform = platform
        self._dice = random.Random(seed)

    async def kill(self, times: int, pace: Pace, after: Callable[[str], Awaitable[None]]) -> None:
        """``times`` kills, each kind as often as any other give or take one; ``after`` is told each victim."""
        for victim in self._order(times):
            await pace.next()
            within = MOMENTS if self._dice.random() < AT_ONCE_CHANCE else SECONDS
            await asyncio.sleep(within * self._dice.random())
            self._platform.processes[victim].kill()
            self.counts[victim] += 1
            await after(victim)
            if self._dice.random() >= OVERLAP_CHANCE:
                await self._platform.all_answer()
        await self._platform.all_answer()

    def _order(self, times: int) -> list[str]:
        order: list[str] = []
        while len(order) < times:
            turn = list(KINDS)
            self._dice.shuffle(turn)
            order += turn
        return order[:times]
