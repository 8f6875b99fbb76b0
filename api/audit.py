"""Writing the audit log: every act, every refusal and every reading of protected data.

``record`` and ``record_reading`` write in a transaction of their own, ``add`` in one that is open. The first entry of a
day also puts the head of the log into the log of the process, which is kept elsewhere: see ``verifier.audit`` for what
that is good for.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypedDict, Unpack

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from api.deps import Services, services_of
from api.errors import WebError
from api.exchange import exchange
from db.queries.audit import Entry, Head, Outcome, append, is_entered
from domain.citation import Basis
from domain.dates import local_date
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor

log = structlog.get_logger("api")


class Particulars(TypedDict, total=False):
    """``refusal`` brings its own words and basis. Without a ``request_id`` the entry gets that of the web request.

    What was done under one ``request_id`` is entered once: a repeated request finds it done and does nothing."""

    case_id: str | None
    refusal: Refusal | None
    basis: Basis
    detail: str
    request_id: str


async def record(services: Services, actor: Actor, action: str, target: str, **more: Unpack[Particulars]) -> None:
    """One line: ``actor`` did ``action`` to ``target``, or was refused it."""
    await _write(services, actor, action, target, "done", more)


async def record_reading(
    services: Services, actor: Actor, action: str, target: str, **more: Unpack[Particulars]
) -> None:
    """One line: ``actor`` is about to be shown protected data. Call it before the answer: no reading without it."""
    await _write(services, actor, action, target, "read", more)


@asynccontextmanager
async def refusals(
    services: Services, actor: Actor, action: str, target: str, request_id: str, case_id: str | None = None
) -> AsyncIterator[None]:
    """Around an act, outside its transaction: a refusal on the way is entered as one of this act, and goes on.

    What is malformed was not understood, and so is no act that could be refused.
    """
    try:
        yield
    except WebError as error:
        if error.refusal and error.refusal.kind is not RefusalKind.MALFORMED:
            about: Particulars = {"case_id": case_id, "refusal": error.refusal, "request_id": request_id}
            await record(services, actor, action, target, **about)
        raise


async def add(
    session: AsyncSession, at: datetime, actor: Actor, action: str, target: str, **more: Unpack[Particulars]
) -> None:
    """``record`` within an open write transaction: the entry stands and falls with it."""
    await _add(session, at, actor, action, target, "done", more)


async def witness(request: Request, error: WebError) -> None:
    """Enter a refusal on its way out, unless whoever refused has, or it was malformed: see ``refusals``."""
    here, refusal = exchange(), error.refusal
    if refusal and refusal.kind is not RefusalKind.MALFORMED and refusal not in here.entered:
        case_id = here.case_id or request.path_params.get("case_id")
        await record(services_of(request), here.actor, "request", here.path, case_id=case_id, refusal=refusal)


async def _write(
    services: Services, actor: Actor, action: str, target: str, outcome: Outcome, more: Particulars
) -> None:
    at = await services.clock.now()
    async with services.register.write() as session:
        await _add(session, at, actor, action, target, outcome, more)


async def _add(
    session: AsyncSession, at: datetime, actor: Actor, action: str, target: str, outcome: Outcome, more: Particulars
) -> None:
    refusal = more.get("refusal")
    entry = Entry(
        at=at,
        actor=actor,
        action=action,
        target=target,
        outcome="refused" if refusal else outcome,
        case_id=more.get("case_id"),
        basis=refusal.basis if refusal else more.get("basis", ()),
        detail=refusal.text if refusal else more.get("detail", ""),
        request_id=more.get("request_id") or exchange().id,
        address=exchange().address,
    )
    if entry.outcome == "done" and await is_entered(session, entry):
        return
    before = await append(session, entry)
    if refusal:
        exchange().entered.append(refusal)
    _anchor(before, at)


def _anchor(before: Head, at: datetime) -> None:
    if before.at and local_date(before.at) < local_date(at):
        # A warning by level only: at the level of production an information would never be written.
        log.warning("audit_head", sequence=before.sequence, hash=before.hash)
