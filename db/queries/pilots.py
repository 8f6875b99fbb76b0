"""Pilot projects that stand on the list the five published (五（三） 项目清单)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Case, DocumentRow
from domain.pilot.case import PilotStage

_LISTED = (PilotStage.UNDER_CONSTRUCTION.value, PilotStage.CLOSED.value)
"""A removed project is on the list no more."""


async def published(session: AsyncSession) -> Sequence[Case]:
    """Every project on the list, in the order in which they were opened."""
    query = select(Case).where(Case.programme == "pilot", Case.stage.in_(_LISTED))
    return (await session.scalars(query.order_by(Case.opened_at, Case.id))).all()


async def awards(session: AsyncSession) -> dict[str, str]:
    """Case → the title granted with its closing, where one was: only the decision itself says it."""
    rows = await session.scalars(select(DocumentRow).where(DocumentRow.kind == "pilot_close"))
    granted = {row.case_id: str(row.facts["data"]["awards"]) for row in rows}
    return {case_id: title for case_id, title in granted.items() if title}
