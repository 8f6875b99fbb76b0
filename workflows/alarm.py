"""A legal moment as one durable timer."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Self

from temporalio import workflow


class Alarm:
    """Rings when a moment (UTC) has come; None never rings.

    However many answers come in meanwhile, the timer is set once, and again only when the moment itself moves.
    A moment already past (an outage, a resumed case) counts as come: the legal instant governs, not the
    processing time. ``why`` is what Temporal's own page says of the timer. Leaving the ``with`` takes it down.
    """

    def __init__(self, moment: Callable[[], datetime | None], why: str) -> None:
        self._moment = moment
        self._why = why
        self._timer: asyncio.Task[None] | None = None
        self._came = False

    @property
    def rang(self) -> bool:
        moment = self._moment()
        self._came = moment is not None and moment <= workflow.now()
        return self._came

    def set(self) -> None:
        """Start the timer, unless it runs or the moment has come. It may ring again for a later moment."""
        if (self._timer is None or self._timer.done()) and not self.rang:
            self._timer = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while not self.rang:
            await self._until_moved_or_come(self._moment())

    async def _until_moved_or_come(self, moment: datetime | None) -> None:
        """A timer that is due is left to go off, also where the moment has just moved on: taking it down at the very
        instant it fires confuses the time-skipping server."""
        left = None if moment is None else moment - workflow.now()

        def moved() -> bool:
            return self._moment() != moment and not (moment is not None and moment <= workflow.now())

        with suppress(TimeoutError):
            await workflow.wait_condition(moved, timeout=left, timeout_summary=self._why)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None and not self._came:  # one whose moment has come goes off by itself
            self._timer.cancel()
