"""Waiting until everything that was ordered has left the house."""

import asyncio
from datetime import datetime

from sqlalchemy import func, select

from chaos.passing import mails_may_go
from chaos.platform import Platform
from db.models import DocumentRow, DutyRow, Notification, Rung
from services.clock import SystemClock

PATIENCE = 120.0
LOOK_AGAIN_SECONDS = 2.0
PAUSE = 0.25


async def settled(platform: Platform) -> dict[str, int]:
    """Return once nothing is left to be sent, printed or rung; else, when patience runs out, what is left.

    The ten minutes until the platform's clocks look by themselves, and the waits between attempts at a mail, are not
    waited for. What a killed worker had in hand is begun again when its heartbeat is missed (30 s).
    """
    loop = asyncio.get_running_loop()
    give_up, next_look = loop.time() + PATIENCE, 0.0
    left = await _left(platform, await SystemClock().now())
    while left and loop.time() < give_up:
        if loop.time() >= next_look:
            await mails_may_go(platform.register)
            await platform.look_again()
            next_look = loop.time() + LOOK_AGAIN_SECONDS
        await asyncio.sleep(PAUSE)
        left = await _left(platform, await SystemClock().now())
    return left


async def _left(platform: Platform, now: datetime) -> dict[str, int]:
    queries = {
        "notifications not sent": select(func.count()).select_from(Notification).where(Notification.state == "planned"),
        "documents not printed": select(func.count()).select_from(DocumentRow).where(DocumentRow.state == "ordered"),
        "reminders not rung": select(func.count())
        .select_from(Rung)
        .join(DutyRow, DutyRow.id == Rung.duty_id)
        .where(Rung.outcome.is_(None), Rung.planned_at <= now, DutyRow.closed_at.is_(None)),
    }
    async with platform.register.read() as session:
        counts = {name: await session.scalar(query) or 0 for name, query in queries.items()}
    return {name: count for name, count in counts.items() if count}
