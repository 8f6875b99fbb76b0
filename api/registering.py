"""An act that only changes the register: done once, with its entry in the audit log in the same transaction.

The entry is how a repeated request is known: it finds the act done and changes nothing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.deps import Services
from api.errors import refused
from db.queries import audit as log
from domain.citation import Basis
from domain.refusal import Refusal
from domain.roles import Actor

V = TypeVar("V")
Change = Callable[[AsyncSession, datetime], Awaitable[str]]
"""What is done in the transaction, at an instant; answers it in words. Raises ``WebError`` to have nothing done."""


@dataclass(frozen=True, slots=True)
class Act:
    """``refusal``: why the actor may not do such a thing at all. ``case_id``: of the case it is about, if any."""

    actor: Actor
    action: str
    target: str
    request_id: str
    basis: Basis
    refusal: Refusal | None
    case_id: str | None = None


def admit(refusal: Refusal | None) -> None:
    if refusal:
        raise refused(refusal)


async def done_once(services: Services, act: Act, change: Change, show: Callable[[AsyncSession], Awaitable[V]]) -> V:
    """What ``show`` finds in the register as the act leaves it; a refusal is written into the audit log too."""
    now = await services.clock.now()
    watched = audit.refusals(services, act.actor, act.action, act.target, act.request_id, act.case_id)
    async with watched, services.register.write() as session:
        admit(act.refusal)
        done = log.Entry(at=now, actor=act.actor, action=act.action, target=act.target, request_id=act.request_id)
        if not await log.is_entered(session, done):
            words = await change(session, now)
            about: audit.Particulars = {
                "case_id": act.case_id,
                "basis": act.basis,
                "detail": words,
                "request_id": act.request_id,
            }
            await audit.add(session, now, act.actor, act.action, act.target, **about)
        return await show(session)
