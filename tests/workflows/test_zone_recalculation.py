"""A calendar release, or a new policy, reaches the cases that run: exactly once each, and tells those concerned."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import DutyRow, Notification, PolicyVersion
from domain.dates import end_of, start_of
from domain.policy import ZonePolicy
from domain.zone.case import Report, Stage, ZoneCase
from services import recalculation
from tests.support import forms
from tests.support.calendars import release
from tests.support.recounting import SANDBOX, closing_january, publish
from tests.support.world import World
from tests.support.zone_cases import (
    documents,
    kinds,
    settle_in,
    start_creation,
    start_term,
    until_open,
    until_recorded,
)

pytestmark = pytest.mark.served

RECOUNTED = "dates.recalculated"


async def told(world: World, kind: str = "deadline_moved") -> list[str]:
    """Who was told by mail, by account."""
    async with world.register.read() as session:
        rows = await session.scalars(
            select(Notification).where(Notification.kind == kind, Notification.channel == "mail")
        )
        return sorted(row.account_id or "" for row in rows)


def report(case: ZoneCase, year: int) -> Report:
    assert case.term is not None
    return next(each for each in case.term.reports if each.year == year)


def last_day_of(case: ZoneCase) -> date:
    assert case.proceeding.notice is not None
    return case.proceeding.notice.last_day.date


async def owing_a_report(world: World) -> int:
    """A zone recognised this year; answers the year before the one in which the first report falls due."""
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    return year


@pytest.mark.article("zone:27#1")
async def test_a_release_moves_the_due_day_its_timer_its_reminders_and_its_task(world: World) -> None:
    year = await owing_a_report(world)
    await world.to(year + 1, 1, 2)
    await until_open(world, "annual_report")
    before = report(await world.state(), year).due
    await publish(world, closing_january(year + 1))
    await until_recorded(world, RECOUNTED)
    case = await world.state()
    after = report(case, year).due
    assert before.provisional
    assert not after.provisional
    assert after.date > date(year + 1, 2, 6) > before.date
    assert (await world.task("annual_report")).due == after.date
    async with world.register.read() as session:
        duties = (await session.scalars(select(DutyRow).where(DutyRow.closed_at.is_(None)))).all()
    assert after.date in {duty.due for duty in duties}
    assert before.date not in {duty.due for duty in duties}
    assert await told(world) == ["park-js-1"]
    await world.clock.advance_to(end_of(after.date) - timedelta(minutes=1))
    assert not report(await world.state(), year).overdue
    await world.forward(minutes=2)
    assert report(await world.state(), year).overdue


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
async def test_a_date_told_to_the_public_stays_when_the_release_would_let_it_come_earlier(world: World) -> None:
    year = (await settle_in(world)) + 1
    await publish(world, release(year - 1, issued_on=f"{year - 2}-11-04"))
    await world.to(year - 1, 12, 28, 10)
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    stated = last_day_of(await world.state())
    await publish(world, release(year, issued_on=f"{year - 1}-12-29"))
    await until_recorded(world, RECOUNTED)
    case = await world.state()
    assert case.proceeding.notice is not None
    assert last_day_of(case) == stated
    assert not case.proceeding.notice.last_day.provisional
    assert await told(world) == []
    assert "notice_correction" not in await documents(world)
    await world.clock.advance_to(end_of(stated) - timedelta(minutes=1))
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await world.forward(minutes=2)
    assert (await world.state()).stage is Stage.RECOGNITION


@pytest.mark.article("zone:22#1")
async def test_a_decree_nobody_could_foresee_moves_a_notice_later_and_corrects_it(world: World) -> None:
    year = (await settle_in(world)) + 1
    await world.to(year, 3, 15, 10)
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    stated = last_day_of(await world.state())
    decreed = [(start_of(stated) + timedelta(days=number)).date() for number in range(1, 4)]
    await publish(world, release(year, off=[each.isoformat() for each in decreed], issued_on=f"{year}-03-15"))
    await until_recorded(world, RECOUNTED)
    moved = last_day_of(await world.state())
    assert moved > stated
    assert await told(world) == ["park-js-1", "prov-js", "samr", "samr-2", "samr-3"]
    assert "notice_correction" in await documents(world)
    await world.clock.advance_to(end_of(stated) + timedelta(minutes=1))
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await world.clock.advance_to(end_of(moved) + timedelta(minutes=1))
    assert (await world.state()).stage is Stage.RECOGNITION


@pytest.mark.article("zone:27#1")
async def test_being_told_again_changes_nothing(world: World) -> None:
    year = await owing_a_report(world)
    await publish(world, closing_january(year + 1))
    await until_recorded(world, RECOUNTED)
    for _ in range(3):
        assert await recalculation.wake(world.client, SANDBOX)
        assert await world.handle.execute_update("recalculate", {}) == 0
    assert (await kinds(world)).count(RECOUNTED) == 1
    assert await told(world) == ["park-js-1"]


@pytest.mark.article("zone:29")
async def test_an_approved_policy_counts_for_what_has_not_begun_and_leaves_the_rest(world: World) -> None:
    year = await owing_a_report(world)
    await world.to(year + 1, 1, 2)
    await until_open(world, "annual_report")
    begun = report(await world.state(), year).due
    now = await world.clock.now()
    policy = ZonePolicy(version="2027-1", annual_report_due_month=3, annual_report_due_day=15)
    async with world.register.write() as session:
        session.add(
            PolicyVersion(
                programme="zone",
                version=policy.version,
                based_on="2026-1",
                values=policy.model_dump(mode="json"),
                changes={},
                reason="次年三月报送",
                state="approved",
                proposed_by="ops",
                proposed_at=now,
                decided_by="samr",
                decided_at=now,
            )
        )
    assert await recalculation.wake(world.client, SANDBOX)
    await until_recorded(world, "policy.adopted")
    case = await world.state()
    assert case.policy == policy
    assert report(case, year).due.date == begun.date
    assert (report(case, year + 1).due.date.month, report(case, year + 1).due.date.day) >= (3, 15)
    assert await told(world) == ["park-js-1", "park-js-1"]
