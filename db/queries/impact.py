"""Every open case with its state, a page at a time: what a new calendar release or a new policy is held against."""

from collections.abc import AsyncIterator, Collection, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case
from db.types import JsonObject

PAGE = 200
"""Cases held in memory at once."""


class StoredCase(NamedTuple):
    """An open case as its workflow last told it."""

    id: str
    workflow_id: str
    subject_name: str
    region: str
    state: JsonObject


async def open_cases(session: AsyncSession, *programmes: str) -> AsyncIterator[StoredCase]:
    """Every case of these programmes that has not ended, in the order of their ids."""
    last = ""
    while page := await _page(session, programmes, last):
        for case in page:
            yield case
        last = page[-1].id


async def _page(session: AsyncSession, programmes: Sequence[str], last: str) -> Sequence[StoredCase]:
    rows = await session.execute(
        select(Case.id, Case.workflow_id, Case.subject_name, Case.region, Case.state)
        .where(Case.programme.in_(programmes), Case.closed_at.is_(None), Case.id > last)
        .order_by(Case.id)
        .limit(PAGE)
    )
    return [StoredCase(*row) for row in rows]


async def with_other_policy(session: AsyncSession, programmes: Collection[str], version: str) -> list[str]:
    """Workflow ids of open cases of these programmes that run under another policy version than ``version``."""
    rows = await session.scalars(
        select(Case.workflow_id)
        .where(Case.programme.in_(programmes), Case.closed_at.is_(None), Case.policy_version != version)
        .order_by(Case.id)
    )
    return list(rows)
