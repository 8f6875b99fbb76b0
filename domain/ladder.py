"""The reminder ladder around a day: rungs before and after it, at one time of day (系统策略)."""

from datetime import date, datetime, time, timedelta

from pydantic import BaseModel, ConfigDict

from domain.dates import at as instant_at
from domain.roles import Audience


class Rung(BaseModel):
    """One reminder. ``planned_at`` is a UTC instant; ``copies`` get it besides the debtor."""

    model_config = ConfigDict(frozen=True)

    key: str
    planned_at: datetime
    wording: str = ""
    copies: tuple[Audience, ...] = ()


def clock_time(text: str) -> time:
    """``09:00`` as a time of day in Asia/Shanghai. Raises ``ValueError`` for anything else."""
    return time.fromisoformat(text)


def rungs_around(due: date, *, before: tuple[int, ...], after: tuple[int, ...], at: str) -> tuple[Rung, ...]:
    """Rungs ``before`` and ``after`` (calendar days) around ``due`` at ``at`` Asia/Shanghai, earliest first.

    Keys are ``d-30``, ``d+1``; the days are counted from the rolled due day.
    """
    offsets = sorted({-abs(days) for days in before} | {abs(days) for days in after})
    return tuple(
        Rung(key=f"d{offset:+d}", planned_at=instant_at(due + timedelta(days=offset), clock_time(at)))
        for offset in offsets
    )
