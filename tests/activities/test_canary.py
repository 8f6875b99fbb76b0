"""A duty of every day that nobody is told of shows whether the duty clock runs."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from temporalio.testing import ActivityEnvironment

from activities.reminders import Reminders
from contracts.activities import Served
from db.models import DutyRow, Notification, Rung
from db.queries.canary import CANARY, latest
from db.session import Register
from services.clock import SystemClock
from tests.support.reminding import a_desk, at_nine
from tests.support.steps import BASE_URL, BEGIN, Calls


@dataclass
class RealTime(SystemClock):
    """The clock of a machine on which it is ``instant``."""

    instant: datetime

    async def now(self) -> datetime:
        return self.instant


async def serve(register: Register, now: datetime) -> Served:
    """A pass of the duty clock of a live platform at ``now``."""
    clock = Reminders(register, RealTime(now), Calls(), BASE_URL)  # type: ignore[arg-type]
    return await ActivityEnvironment().run(clock.claim_due_rungs)


async def days(register: Register) -> dict[str, str | None]:
    """The days of the canary and what became of them."""
    async with register.read() as session:
        rows = await session.scalars(select(Rung).where(Rung.duty_id == CANARY).order_by(Rung.planned_at))
        return {row.key: row.outcome for row in rows}


async def test_every_day_at_nine_one_duty_is_served_that_nobody_is_told_of(register: Register) -> None:
    await a_desk(register)
    assert await serve(register, BEGIN) == Served(done=0, next_due=at_nine(2026, 3, 3))
    for day in range(3, 6):
        assert await serve(register, at_nine(2026, 3, day)) == Served(done=1, next_due=at_nine(2026, 3, day + 1))
    assert await days(register) == {
        "2026-03-03": "served",
        "2026-03-04": "served",
        "2026-03-05": "served",
        "2026-03-06": None,
    }
    async with register.read() as session:
        assert list(await session.scalars(select(Notification))) == []
        assert len(list(await session.scalars(select(DutyRow)))) == 1


async def test_a_day_served_late_says_how_late_and_days_missed_are_not_made_up(register: Register) -> None:
    await a_desk(register)
    await serve(register, BEGIN)
    late = at_nine(2026, 3, 9) + timedelta(hours=3)
    assert await serve(register, late) == Served(done=1, next_due=at_nine(2026, 3, 10))
    assert await days(register) == {"2026-03-03": "served", "2026-03-10": None}
    async with register.read() as session:
        served = await latest(session, late)
    assert served is not None
    assert served.served_at == late
    assert served.planned_at == at_nine(2026, 3, 3)


async def test_two_clocks_arm_one_canary(register: Register, register_url: str) -> None:
    await a_desk(register)
    other = Register(register_url)
    await asyncio.gather(*(serve(each, BEGIN) for each in (register, other, register, other)))
    await asyncio.gather(*(serve(each, at_nine(2026, 3, 3)) for each in (register, other)))
    await other.dispose()
    assert await days(register) == {"2026-03-03": "served", "2026-03-04": None}


async def test_in_the_sandbox_whose_years_pass_in_seconds_there_is_no_canary(register: Register) -> None:
    desk = await a_desk(register)
    assert await desk.serve(BEGIN) == Served(done=0, next_due=None)
    assert await days(register) == {}
