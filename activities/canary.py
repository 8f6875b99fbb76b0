"""The canary of the duty clock: a duty of every day, served like any other reminder, that nobody is told of.

Its lateness is how long the clock stood still (``/metrics``). Days that passed while nothing ran are not made up:
one late day says as much.
"""

from datetime import datetime, time

from contracts.queues import DUTY_CLOCK
from db.models import DutyRow, Rung
from db.queries.canary import CANARY, is_armed
from db.session import Register
from domain.dates import ONE_DAY, at, local_date
from domain.roles import Audience, Role

HOUR = time(9)
"""系统策略: in Asia/Shanghai, when the reminders of people are due too, so that a storm of them shows."""


async def arm(register: Register, now: datetime) -> None:
    """Plan the next day of the canary after ``now`` (UTC), if none is planned."""
    async with register.read() as session:
        if await is_armed(session):
            return
    async with register.write() as session:
        if await is_armed(session):
            return
        today = local_date(now)
        day = today if at(today, HOUR) > now else today + ONE_DAY
        duty = await session.get(DutyRow, CANARY)
        if duty is None:
            duty = DutyRow(
                id=CANARY,
                workflow_id=DUTY_CLOCK,
                kind="canary",
                title="提醒时钟自检",
                debtor=Audience(role=Role.OPS).model_dump(mode="json"),
                deadline={},
                opened_at=now,
            )
            session.add(duty)
        duty.due = day
        session.add(Rung(duty_id=CANARY, key=day.isoformat(), planned_at=at(day, HOUR), audience=[], wording=""))
