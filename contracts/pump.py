"""The input of the platform's own clocks (duty clock, outbox, document press)."""

from datetime import timedelta

from pydantic import BaseModel


class PumpState(BaseModel):
    """``sweep``: look again after this time even if nobody called; None (sandbox) waits for a call or a due date."""

    sweep: timedelta | None = None
