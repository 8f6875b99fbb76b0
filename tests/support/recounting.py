"""Calendar releases that come while cases run."""

from datetime import date, timedelta

from config import Environment, Settings
from db.models import CalendarReleaseRow
from domain.working_days import CalendarRelease
from services import recalculation
from tests.support.calendars import release
from tests.support.world import World

SANDBOX = Settings(env=Environment.SANDBOX)


async def publish(world: World, found: CalendarRelease) -> None:
    """Put a release into the register and have the cases told, as importing it does."""
    async with world.register.write() as session:
        row = found.model_dump(mode="json", exclude={"issued_on"})
        session.add(
            CalendarReleaseRow(
                id=found.document_number, imported_at=await world.clock.now(), issued_on=found.issued_on, **row
            )
        )
    assert await recalculation.wake(world.client, SANDBOX)


def closing_january(year: int) -> CalendarRelease:
    """A release (made up) by which the last day of January and the six after it are days off."""
    days = [date(year, 1, 31) + timedelta(days=number) for number in range(7)]
    return release(year, off=[each.isoformat() for each in days], issued_on=f"{year - 1}-11-05")
