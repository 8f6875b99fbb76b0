"""Telling open pages that something changed. One task of a process looks at the register for all of them.

A page is told only that it is to be read again; what it then shows is read with its visitor's own rights.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from db.queries import live
from db.session import PATIENCE
from domain.roles import Actor

if TYPE_CHECKING:
    from api.deps import Services

INTERVAL = 2.0
"""Seconds between two looks at the register."""
LONGEST = 240.0
"""Seconds without news after which the stream ends; the browser calls again."""
_OVERLAP = timedelta(seconds=PATIENCE)
"""A step may be written this long after the instant it was recorded at: it waited for the write lock."""
Told = Literal["changed", "over"]
_log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class _Listener:
    """An open page: of one case, or (empty) of all its visitor may see. ``session``: the hash of its token."""

    actor: Actor
    session: str
    case_id: str
    known: set[tuple[str, str]] = field(default_factory=set)
    """The steps it was told of when it came."""
    told: asyncio.Event = field(default_factory=asyncio.Event)
    is_over: bool = False


class Pulse:
    """Looks while anybody listens."""

    def __init__(self, interval: float = INTERVAL) -> None:
        self.interval = interval
        self.looks = 0
        self._listeners: set[_Listener] = set()
        self._watch: asyncio.Task[None] | None = None
        self._known: set[tuple[str, str]] = set()

    async def listen(
        self, services: "Services", actor: Actor, session_hash: str, case_id: str, seen: datetime
    ) -> AsyncIterator[Told]:
        """``changed`` whenever the case, or any that ``actor`` may see, has changed since ``seen``; ``over`` at the end
        of the session. Ends by itself after ``LONGEST`` without news."""
        listener = _Listener(actor, session_hash, case_id)
        self._listeners.add(listener)
        begun = await services.clock.now()
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look_again(services, begun))
        try:
            async with services.register.read() as session:
                missed = await live.since(session, seen)
                if await _concerns(session, listener, missed):
                    listener.told.set()
                listener.known = {each.key for each in missed}
            while not listener.is_over:
                await asyncio.wait_for(listener.told.wait(), LONGEST)
                listener.told.clear()
                yield "over" if listener.is_over else "changed"
        except TimeoutError:
            return
        finally:
            self._listeners.discard(listener)
            if not self._listeners and self._watch:
                self._watch.cancel()
                self._watch = None

    async def _look_again(self, services: "Services", begun: datetime) -> None:
        newest = begun
        while True:
            try:
                newest = await self._look(services, newest)
            except SQLAlchemyError:
                _log.warning("live.register_does_not_answer")
            await asyncio.sleep(self.interval)

    async def _look(self, services: "Services", newest: datetime) -> datetime:
        """The instant of the newest step seen."""
        self.looks += 1
        now = await services.session_clock.now()
        listeners = list(self._listeners)
        async with services.register.read() as session:
            found = await live.since(session, newest - _OVERLAP)
            fresh = [each for each in found if each.key not in self._known]
            self._known = {each.key for each in found}
            running = await live.running_sessions(session, {each.session for each in listeners}, now)
            for each in listeners:
                each.is_over = each.session not in running
                if each.is_over or await _concerns(session, each, fresh):
                    each.told.set()
        return max([newest, *(each.recorded_at for each in found)])


async def _concerns(session: AsyncSession, listener: _Listener, fresh: Sequence[live.News]) -> bool:
    changed = {each.case_id for each in fresh if each.key not in listener.known}
    if not changed or listener.case_id:
        return listener.case_id in changed
    return await live.sees_one_of(session, listener.actor, changed)
