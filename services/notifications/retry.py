"""When to try again: soon at first, then ever more slowly, and without end, because a reminder is never lost."""

from datetime import datetime, timedelta

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360))
"""系统策略: the wait after the first, second, … failed attempt; the last one repeats."""


def next_attempt(attempts: int, now: datetime) -> datetime:
    """When to try a notification again that failed at ``now`` (aware) for the ``attempts``-th time (from 1).

    Raises ``ValueError`` when nothing was attempted yet.
    """
    if attempts < 1:
        raise ValueError(f"no attempt was made yet: {attempts}")
    return now + WAITS[min(attempts, len(WAITS)) - 1]
