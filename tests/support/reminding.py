"""Zones that owe a report, a duty clock moved by hand, and what it has sent: for tests of the duty clock's hand."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from temporalio.testing import ActivityEnvironment

from activities.recording import Recording
from activities.reminders import Reminders
from contracts.activities import Served
from db.models import DutyRow, Notification, Rung
from db.session import Register
from domain.dates import at, local_date
from domain.ladder import clock_time
from domain.policy import ZonePolicy
from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.case import Report, Stage, ZoneCase
from tests.support.calendars import CALENDAR
from tests.support.steps import BASE_URL, BEGIN, Calls, a_step
from tests.support.world import PARK, populate

PUBLISHED = date(2025, 5, 20)
POLICY = ZonePolicy(annual_report_due_month=4, annual_report_due_day=30)
"""So that the report for 2025 is due on Thursday, 30 April 2026, eight weeks after ``BEGIN``."""


def at_nine(year: int, month: int, day: int) -> datetime:
    return at(date(year, month, day), clock_time("09:00"))


def owing(policy: ZonePolicy = POLICY, number: int = 1, **report: object) -> ZoneCase:
    """A zone in its first term that owes the report for 2025. ``number`` tells several zones apart."""
    due = art27.due(2025, policy, CALENDAR).model_copy(update={"parameters": {"year": 2025}})
    found = Report(year=2025, due=due.compact(), **report)  # type: ignore[arg-type]
    term = terms.first_term(PUBLISHED, policy).model_copy(update={"reports": [found]})
    park = PARK if number == 1 else PARK.model_copy(update={"id": f"js-{number}"})
    return ZoneCase(
        id=f"zone-js-{number}-case-1",
        park=park,
        policy=policy,
        stage=Stage.IN_TERM,
        stage_since=BEGIN,
        recognised_on=PUBLISHED,
        term=term,
    )


@dataclass
class Desk:
    """A register with people, the case workflows that write to it, and the duty clock's activity."""

    register: Register
    now: datetime = BEGIN
    calls: Calls = field(default_factory=Calls)
    steps: int = 0

    async def record(self, case: ZoneCase, now: datetime | None = None) -> None:
        """The case's next step, at ``now``."""
        self.now = now or self.now
        self.steps += 1
        workflow_id = f"zone/{case.park.id}/case-1"
        step = a_step(self.steps, state=case.model_dump(mode="json"), at=self.now, workflow_id=workflow_id)
        await Recording(self.register, _Clock(self), self.calls, BASE_URL).record_step(step)  # type: ignore[arg-type]

    def clock(self, register: Register | None = None) -> Reminders:
        """A duty clock's hand, on this register or another process's view of it."""
        return Reminders(register or self.register, _Clock(self), self.calls, BASE_URL)  # type: ignore[arg-type]

    async def serve(self, now: datetime) -> Served:
        """What the duty clock does when it looks at ``now``."""
        self.now = now
        return await ActivityEnvironment().run(self.clock().claim_due_rungs)

    async def serve_daily(self, until: datetime) -> None:
        """The duty clock, awake every morning at nine up to ``until``."""
        day = local_date(self.now)
        while (instant := at(day, clock_time("09:00"))) <= until:
            if instant >= self.now:
                await self.serve(instant)
            day += timedelta(days=1)
        self.now = until

    async def sent(self, channel: str = "mail") -> list[Notification]:
        """Reminders in the outbox, in the order in which they leave."""
        query = select(Notification).where(Notification.duty_id.is_not(None), Notification.channel == channel)
        order = (Notification.planned_at, Notification.created_at, Notification.id)
        async with self.register.read() as session:
            return list(await session.scalars(query.order_by(*order)))

    async def title(self) -> str:
        """Of the report's duty."""
        query = select(DutyRow.title).where(DutyRow.id.contains("annual-report"))
        async with self.register.read() as session:
            return (await session.execute(query)).scalar_one()

    async def rungs(self) -> dict[str, tuple[date, str | None]]:
        """Key of each rung of the report's duty → its day and what became of it."""
        query = select(Rung).where(Rung.duty_id.contains("annual-report")).order_by(Rung.planned_at)
        async with self.register.read() as session:
            return {rung.key: (local_date(rung.planned_at), rung.outcome) for rung in await session.scalars(query)}


@dataclass
class _Clock:
    desk: Desk

    async def now(self) -> datetime:
        return self.desk.now


async def a_desk(register: Register) -> Desk:
    await populate(register, BEGIN)
    return Desk(register)


def days_of(rows: list[Notification], account: str = "park-js-1") -> list[tuple[str, str]]:
    """(rung, day in Asia/Shanghai) of the reminders to one account."""
    return [(row.rung or "", local_date(row.planned_at).isoformat()) for row in rows if row.account_id == account]
