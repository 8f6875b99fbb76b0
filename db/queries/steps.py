"""Steps of cases: what was written, what its workflow has confirmed."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import CaseEvent, CaseStep, DocumentRow, Notification


async def stages(session: AsyncSession, workflow_id: str) -> list[tuple[datetime, str | None]]:
    """When the case came into each of its stages, in order; None where the steps do not tell which it was."""
    steps = select(CaseStep.at, CaseStep.stage).where(CaseStep.workflow_id == workflow_id, CaseStep.voided_at.is_(None))
    entered: list[tuple[datetime, str | None]] = []
    for at, stage in await session.execute(steps.order_by(CaseStep.number)):
        if not entered or entered[-1][1] != stage:
            entered.append((at, stage))
    return entered


async def forget_unconfirmed(session: AsyncSession, workflow_id: str, number: int) -> None:
    """Take back what an earlier attempt at a step wrote, and what it wrote after it: nothing of it has left the house,
    since its workflow task never became durable."""
    for table in (CaseEvent, Notification, DocumentRow):
        await session.execute(delete(table).where(table.workflow_id == workflow_id, table.step >= number))
    await session.execute(delete(CaseStep).where(CaseStep.workflow_id == workflow_id, CaseStep.number > number))


async def confirm_up_to(session: AsyncSession, workflow_id: str, number: int, now: datetime) -> None:
    """A workflow that goes on after the task that wrote step ``number`` vouches for it and every step before it."""
    await session.execute(
        update(CaseStep)
        .where(CaseStep.workflow_id == workflow_id, CaseStep.number <= number, CaseStep.confirmed_at.is_(None))
        .values(confirmed_at=now)
    )


async def unconfirmed_with_orders(session: AsyncSession) -> list[CaseStep]:
    """Steps not yet confirmed that ordered a notification or a document still to go out."""
    waiting = (
        select(Notification.workflow_id, Notification.step)
        .where(Notification.state == "planned", Notification.step.is_not(None))
        .union(select(DocumentRow.workflow_id, DocumentRow.step).where(DocumentRow.state == "ordered"))
        .subquery()
    )
    rows = await session.scalars(
        select(CaseStep)
        .join(waiting, (waiting.c.workflow_id == CaseStep.workflow_id) & (waiting.c.step == CaseStep.number))
        .where(CaseStep.confirmed_at.is_(None))
        .order_by(CaseStep.recorded_at)
    )
    return list(rows)


async def confirm(session: AsyncSession, step: CaseStep, now: datetime) -> None:
    await session.execute(
        update(CaseStep)
        .where(
            CaseStep.workflow_id == step.workflow_id,
            CaseStep.number == step.number,
            CaseStep.fingerprint == step.fingerprint,
        )
        .values(confirmed_at=now)
    )
