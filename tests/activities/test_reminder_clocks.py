"""Two duty clocks at once, or one that dies in the middle of a batch, send nothing twice and lose nothing."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from temporalio.testing import ActivityEnvironment

from activities import reminders
from db.models import DutyRow, Rung
from db.session import Register
from domain.dates import local_date
from tests.support.reminding import Desk, a_desk, at_nine, days_of, owing

ZONES = 7
AT_ONCE = 4
"""Rungs of one batch: a storm of eighteen takes several."""
STORM = at_nine(2026, 4, 30)
"""Every zone has missed d-30, d-7 and d-1."""
DUE = ["2026-03-31", "2026-04-23", "2026-04-29"]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", AT_ONCE)


async def storm(register: Register) -> Desk:
    """A desk whose clock stood still until every zone had missed three reminders."""
    desk = await a_desk(register)
    for number in range(1, ZONES + 1):
        await desk.record(owing(number=number))
    desk.now = STORM
    return desk


async def assert_everyone_was_reminded_once(desk: Desk) -> None:
    async with desk.register.read() as session:
        duties = list(await session.scalars(select(DutyRow.id).where(DutyRow.kind == "annual_report")))
        unserved = list(await session.scalars(select(Rung.key).where(Rung.planned_at <= STORM, Rung.outcome.is_(None))))
    assert len(duties) == ZONES
    assert unserved == []
    for channel in ("inbox", "mail"):
        rows = await desk.sent(channel)
        told = sorted((row.duty_id, local_date(row.planned_at).isoformat()) for row in rows)
        assert told == sorted((duty, day) for duty in duties for day in DUE)


async def test_two_clocks_at_once_send_each_reminder_once(register: Register, register_url: str) -> None:
    """Two processes, each with connections of its own, beginning at the same moment."""
    desk = await storm(register)
    other = Register(register_url)
    served = await asyncio.gather(
        *(ActivityEnvironment().run(desk.clock(each).claim_due_rungs) for each in (register, other, register, other))
    )
    await other.dispose()
    assert sum(each.done for each in served) == 3 * ZONES
    await assert_everyone_was_reminded_once(desk)


@pytest.mark.article("zone:27#1")
async def test_after_an_outage_all_that_was_due_goes_out_in_order_and_says_when_it_was_due(register: Register) -> None:
    desk = await storm(register)
    await desk.serve(STORM)
    rows = await desk.sent()
    assert [row.planned_at for row in rows] == sorted(row.planned_at for row in rows)
    assert [day for _, day in days_of(rows)] == [day for day in DUE for _ in range(ZONES)]
    for row in rows:
        planned = local_date(row.planned_at)
        assert f"本提醒应于{planned.year}年{planned.month}月{planned.day}日（周" in row.body
        assert "09:00（北京时间）发出，实际于2026年4月30日（周四）09:00（北京时间）发出" in row.body
    assert "今天到期" in rows[-1].subject


async def test_a_clock_that_dies_between_two_batches_is_taken_up_where_it_stopped(register: Register) -> None:
    """The first batch is committed; the process is gone before the second."""
    desk = await storm(register)
    environment = ActivityEnvironment()
    environment.on_heartbeat = _dies
    with pytest.raises(_Killed):
        await environment.run(desk.clock().claim_due_rungs)
    assert len(await desk.sent()) == AT_ONCE
    assert (await desk.serve(STORM)).done == 3 * ZONES - AT_ONCE
    await assert_everyone_was_reminded_once(desk)


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(lambda: patch("activities.reminders.lay_in", _dies), id="before the rows"),
        pytest.param(lambda: patch("activities.reminders.mark_served", _dies), id="between rows and rungs"),
        pytest.param(lambda: _dying_at_commit(), id="before the commit"),
    ],
)
async def test_a_clock_that_dies_within_a_batch_leaves_nothing_of_it(
    register: Register, moment: Callable[[], AbstractContextManager[object]]
) -> None:
    desk = await storm(register)
    with moment(), pytest.raises(_Killed):
        await desk.serve(STORM)
    assert await desk.sent() == []
    assert (await desk.serve(STORM)).done == 3 * ZONES
    await assert_everyone_was_reminded_once(desk)


async def test_a_clock_whose_activity_was_given_up_while_it_still_ran_doubles_nothing(
    register: Register, register_url: str
) -> None:
    """The engine lost patience and begins another attempt elsewhere; each is cancelled somewhere on its way."""
    desk = await storm(register)
    other = Register(register_url)
    for steps in range(1, 12):
        first = asyncio.create_task(ActivityEnvironment().run(desk.clock(other).claim_due_rungs))
        for _ in range(steps * 7):
            await asyncio.sleep(0)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    await desk.serve(STORM)
    await other.dispose()
    await assert_everyone_was_reminded_once(desk)


@pytest.mark.article("zone:27#1")
async def test_a_report_that_comes_in_while_the_clock_serves_ends_the_reminders_there(
    register: Register, register_url: str
) -> None:
    desk = await storm(register)
    other = Desk(Register(register_url), STORM, steps=desk.steps)
    await asyncio.gather(
        ActivityEnvironment().run(desk.clock().claim_due_rungs),
        other.record(owing(submitted_on=local_date(STORM)), STORM),
    )
    await other.register.dispose()
    await desk.serve(STORM + timedelta(days=90))
    duty = "zone-js-1-case-1-annual-report-2025"
    async with register.read() as session:
        rungs = {rung.key: rung.outcome for rung in await session.scalars(select(Rung).where(Rung.duty_id == duty))}
    assert set(rungs.values()) <= {"served", "cancelled"}
    assert {key for key, outcome in rungs.items() if outcome == "cancelled"} >= {"d+1", "d+7", "d+30"}
    sent = [row.rung for row in await desk.sent() if row.duty_id == duty]
    assert sent == [key for key in ("d-30", "d-7", "d-1") if rungs[key] == "served"]


@pytest.mark.article("zone:27#1")
async def test_a_report_that_comes_in_while_the_words_are_made_waits_for_nobody_and_is_not_reminded_of(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading what is due and claiming it the register's write lock is free: a case records."""
    desk = await storm(register)
    clock = desk.clock()
    claim = clock._claim

    async def claim_late(batch: Any, now: datetime) -> int:
        if desk.steps == ZONES:
            await desk.record(owing(submitted_on=local_date(STORM)), STORM)
        return await claim(batch, now)

    monkeypatch.setattr(clock, "_claim", claim_late)
    assert (await ActivityEnvironment().run(clock.claim_due_rungs)).done == 3 * (ZONES - 1)
    sent = await desk.sent()
    assert {row.duty_id for row in sent} == {f"zone-js-{n}-case-1-annual-report-2025" for n in range(2, ZONES + 1)}
    assert len(sent) == 3 * (ZONES - 1)


class _Killed(Exception):
    pass


def _dies(*_: object) -> None:
    raise _Killed


@contextmanager
def _dying_at_commit() -> Iterator[None]:
    event.listen(Session, "before_commit", _dies)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", _dies)
