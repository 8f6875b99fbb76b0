"""How a benchmark waits, tells of its progress beside its figures, and refuses a wrong answer."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

LOOK_AGAIN_SECONDS = 0.2
_SAY_SECONDS = 5


async def until(count: Callable[[], Awaitable[int]], wanted: int, what: str) -> None:
    """Until ``count`` reaches ``wanted``; says every few seconds how far it is."""
    said = time.perf_counter()
    while (reached := await count()) < wanted:
        if time.perf_counter() - said > _SAY_SECONDS:
            said = time.perf_counter()
            say(f"{what}：{reached}/{wanted}")
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


def demand(holds: bool, complaint: str) -> None:
    """Raises ``SystemExit``: a fast wrong answer is no result."""
    if not holds:
        raise SystemExit(complaint)


def say(text: str) -> None:
    """On standard error: the figures stand alone on standard output."""
    print(text, file=sys.stderr, flush=True)
