"""Time that passes: reminders still to come, and mails waiting to be tried again, come nearer by days.

The clock of the server cannot be moved; so what lies ahead in the register is moved towards it.
"""

from sqlalchemy import Interval, cast, update

from chaos.lives import case_id
from chaos.planting import OWING, park_of
from db.models import Notification, Rung
from db.session import Register


def duty_prefix(number: int) -> str:
    """Of the duties of the owing zone of a life."""
    return f"{case_id(park_of(number, OWING).id)}-annual-report-"


async def days_pass(register: Register, days: int, lives: int) -> None:
    """Every reminder of the owing zones that was not yet served falls due ``days`` earlier; one that was served and
    still waits to leave was due as many days earlier, else it would seem younger than the next."""
    passed = cast(f"{days} days", Interval)
    async with register.write() as session:
        for number in range(lives):
            await session.execute(
                update(Rung)
                .where(Rung.duty_id.startswith(duty_prefix(number)), Rung.outcome.is_(None))
                .values(planned_at=Rung.planned_at - passed)
            )
            await session.execute(
                update(Notification)
                .where(Notification.duty_id.startswith(duty_prefix(number)), Notification.state == "planned")
                .values(planned_at=Notification.planned_at - passed, created_at=Notification.created_at - passed)
            )


async def mails_may_go(register: Register) -> None:
    """The wait before the next attempt of every deferred mail is over."""
    async with register.write() as session:
        await session.execute(
            update(Notification).where(Notification.next_attempt_at.is_not(None)).values(next_attempt_at=None)
        )
