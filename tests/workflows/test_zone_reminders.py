"""Who is reminded of what and when: each once, in order, at the time planned, and never again after the deed."""

import asyncio
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from config import Environment, Settings
from contracts.queues import DUTY_CLOCK, OUTBOX
from db.models import Notification, Rung
from domain.dates import in_words, local_date, start_of
from domain.zone.case import Stage
from services.wake import Wake
from tests.support import forms
from tests.support.recounting import closing_january, publish
from tests.support.world import World
from tests.support.zone_cases import (
    local,
    settle_in,
    start_creation,
    start_last_days,
    start_term,
    until_open,
    until_recorded,
)

pytestmark = pytest.mark.served

NINE = time(9)
SANDBOX = Settings(env=Environment.SANDBOX)


async def reminders(world: World, wording: str) -> list[Notification]:
    """Mails of one kind of reminder that have left, in the order in which they were due; waits until all due have."""
    for _ in range(250):
        async with world.register.read() as session:
            rows = list(
                await session.scalars(
                    select(Notification)
                    .where(Notification.channel == "mail")
                    .order_by(Notification.planned_at, Notification.account_id)
                )
            )
        if all(row.state == "delivered" for row in rows):
            return [row for row in rows if row.kind.startswith(wording)]
        await asyncio.sleep(0.02)
    raise AssertionError([(row.kind, row.account_id, row.failure) for row in rows if row.state != "delivered"])


def plan(rows: list[Notification]) -> list[tuple[str, datetime]]:
    return [(row.account_id or "", local(row.planned_at)) for row in rows]


def at_nine(day: date, offset: int) -> datetime:
    return datetime.combine(day + timedelta(days=offset), NINE, local(start_of(day)).tzinfo)


async def zone_owing_a_report(world: World) -> date:
    """A zone published in May; answers the due day of its first report."""
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    term = (await world.state()).term
    assert term is not None
    return term.reports[0].due.date


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14")
@pytest.mark.scenario("C16")
async def test_a_report_is_asked_for_before_and_after_its_day_each_time_once_and_in_order(world: World) -> None:
    due = await zone_owing_a_report(world)
    await world.clock.advance_to(start_of(due) + timedelta(days=40))
    rows = await reminders(world, "annual_report")
    assert plan(rows) == [
        ("park-js-1", at_nine(due, -30)),
        ("park-js-1", at_nine(due, -7)),
        ("park-js-1", at_nine(due, -1)),
        *((who, at_nine(due, 1)) for who in ("park-js-1", "samr", "samr-2", "samr-3")),
        *((who, at_nine(due, 7)) for who in ("park-js-1", "samr", "samr-2", "samr-3")),
        *((who, at_nine(due, 30)) for who in ("ops", "park-js-1", "prov-js", "samr", "samr-2", "samr-3")),
    ]
    assert all(timedelta(0) <= row.sent_at - row.planned_at < timedelta(minutes=2) for row in rows if row.sent_at)
    sent = [
        (recipient, mail["Subject"]) for recipient, mail in world.mail.accepted if "年度工作报告" in mail["Subject"]
    ]
    assert sorted(sent) == sorted((row.address, row.subject) for row in rows)
    assert [subject for recipient, subject in sent if recipient.startswith("park")] == [
        row.subject for row in rows if row.account_id == "park-js-1"
    ]
    assert "还有30天" in sent[0][1]
    assert "长期未报" in sent[-1][1]


@pytest.mark.article("zone:27#1")
async def test_nobody_is_reminded_of_a_report_that_is_in(world: World) -> None:
    due = await zone_owing_a_report(world)
    await world.clock.advance_to(start_of(due) - timedelta(days=6))
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    await world.act("samr", "annual_report_receipt", "accept")
    await world.clock.advance_to(start_of(due) + timedelta(days=60))
    rows = await reminders(world, "annual_report_")
    wanted = [row for row in rows if row.duty_id]
    assert plan(wanted) == [("park-js-1", at_nine(due, -30)), ("park-js-1", at_nine(due, -7))]


@pytest.mark.article("zone:27#1")
async def test_a_returned_report_is_asked_for_again_only_from_then_on(world: World) -> None:
    """Reminders that fell due while the report was in are over: none of them is sent late."""
    due = await zone_owing_a_report(world)
    await world.clock.advance_to(start_of(due) - timedelta(days=20))
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    await world.clock.advance_to(start_of(due) - timedelta(days=3))
    await world.act("samr", "annual_report_receipt", "return", **forms.REASONS)
    await world.clock.advance_to(start_of(due) + timedelta(days=3))
    rows = [row for row in await reminders(world, "annual_report_") if row.duty_id]
    assert plan(rows) == [
        ("park-js-1", at_nine(due, -30)),
        ("park-js-1", at_nine(due, -1)),
        *((who, at_nine(due, 1)) for who in ("park-js-1", "samr", "samr-2", "samr-3")),
    ]


@pytest.mark.article("zone:27#1")
@pytest.mark.article("zone:28.1")
async def test_a_case_taken_over_in_mid_life_sends_no_reminder_of_its_past(world: World) -> None:
    """In June, with last year's report missing and the window open: what was due before is not sent."""
    await settle_in(world)
    case = await start_last_days(world, 60, settled=2, taken_over=True)
    await until_open(world, "annual_report", "renewal_application")
    assert case.term is not None
    await world.clock.advance_to(start_of(case.term.last_day.date) - timedelta(days=20))
    rows = await reminders(world, "")
    assert {row.planned_at for row in rows if row.duty_id} == {at_nine(case.term.last_day.date, -30)}
    async with world.register.read() as session:
        inherited = list(await session.scalars(select(Rung.key).where(Rung.outcome == "inherited").order_by(Rung.key)))
    assert inherited == ["d+1", "d+30", "d+7", "d-1", "d-30", "d-7", "d-90", "window-30"]


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C06")
async def test_a_zone_learns_of_its_window_before_it_opens_when_it_opens_and_until_it_ends(world: World) -> None:
    case = await start_last_days(world, 230)
    await until_recorded(world, "case.opened")
    assert case.term is not None
    window, last = case.term.window, case.term.last_day
    assert window.opens_at is not None
    assert last.closes_at is not None
    await world.clock.advance_to(last.closes_at + timedelta(hours=1))
    rows = [row for row in await reminders(world, "") if row.account_id == "park-js-1" and row.kind != "case_opened"]
    # A legal moment is written down when the case wakes to it, a second later where the machine is busy.
    assert [(row.kind, local(row.planned_at).replace(second=0, microsecond=0)) for row in rows] == [
        ("renewal_heads_up", at_nine(window.date, -30)),
        ("renewal_window_opened", local(window.opens_at)),
        ("renewal_before_expiry", at_nine(last.date, -90)),
        ("renewal_before_expiry", at_nine(last.date, -30)),
        ("renewal_before_expiry", at_nine(last.date, -7)),
        ("expired", local(last.closes_at)),
    ]


@pytest.mark.article("zone:28.1")
async def test_a_failed_renewal_brings_back_only_the_reminders_still_to_come(world: World) -> None:
    case = await start_last_days(world, 100)
    await until_open(world, "renewal_application")
    assert case.term is not None
    last = case.term.last_day.date
    await world.clock.advance_to(start_of(last) - timedelta(days=80))
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    await world.clock.advance_to(start_of(last) - timedelta(days=20))
    await world.act("prov-js", "renewal_examination", "fail", **forms.REASONS)
    await world.clock.advance_to(start_of(last) - timedelta(days=2))
    rows = await reminders(world, "renewal_before_expiry")
    assert plan(rows) == [("park-js-1", at_nine(last, -90)), ("park-js-1", at_nine(last, -7))]


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A01")
async def test_the_desk_is_told_on_the_working_day_before_a_notice_closes(world: World) -> None:
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    notice = (await world.state()).proceeding.notice
    assert notice is not None
    await world.forward(days=25)
    rows = await reminders(world, "public_notice_closing")
    eve = notice.last_day.counted[-2]
    assert plan(rows) == [(who, at_nine(eve, 0)) for who in ("samr", "samr-2", "samr-3")]


@pytest.mark.article("zone:27#1")
async def test_a_release_that_moves_the_due_day_has_it_reminded_of_by_its_new_date(world: World) -> None:
    """A week later, three days before the old due day: d-7 was sent for the old day and lies ahead again."""
    old = await zone_owing_a_report(world)
    await world.clock.advance_to(start_of(old) - timedelta(days=3))
    await publish(world, closing_january(old.year))
    await until_recorded(world, "dates.recalculated")
    term = (await world.state()).term
    assert term is not None
    new = term.reports[0].due.date
    assert new > old + timedelta(days=5)
    await world.clock.advance_to(start_of(new) + timedelta(days=2))
    rows = await reminders(world, "annual_report_")
    assert plan(rows) == [
        ("park-js-1", at_nine(old, -30)),
        ("park-js-1", at_nine(old, -7)),
        ("park-js-1", at_nine(new, -7)),
        ("park-js-1", at_nine(new, -1)),
        *((who, at_nine(new, 1)) for who in ("park-js-1", "samr", "samr-2", "samr-3")),
    ]
    bodies = [row.body for row in rows if row.account_id == "park-js-1"]
    assert [f"期限：{in_words(old)}" in body for body in bodies] == [True, True, False, False, False]
    assert [f"期限：{in_words(new)}" in body for body in bodies] == [False, False, True, True, True]


@pytest.mark.article("zone:27#1")
async def test_what_a_dead_mail_server_held_up_leaves_in_order_and_says_when_it_was_due(world: World) -> None:
    due = await zone_owing_a_report(world)
    await world.clock.advance_to(start_of(due) - timedelta(days=8))
    await reminders(world, "")
    before = len(world.mail.accepted)
    await world.mail.stop()
    await world.clock.advance_to(start_of(due) - timedelta(days=1) + timedelta(hours=9, minutes=30))
    await world.mail.start()
    await world.forward(hours=7)
    rows = (await reminders(world, "annual_report_before"))[-2:]
    assert [local(row.planned_at) for row in rows] == [at_nine(due, -7), at_nine(due, -1)]
    late = world.mail.mails[before:]
    assert [mail["Message-ID"] for mail in late] == [row.message_id for row in rows]
    for mail, row in zip(late, rows, strict=True):
        text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        planned = local(row.planned_at)
        assert f"本提醒应于{planned.year}年{planned.month}月{planned.day}日" in text
        assert "09:00（北京时间）发出，实际于" in text
    assert rows[0].attempts > 20


@pytest.mark.article("zone:27#1")
async def test_a_duty_clock_that_dies_and_is_started_again_reminds_nobody_twice(world: World) -> None:
    due = await zone_owing_a_report(world)
    await world.clock.advance_to(start_of(due) - timedelta(days=29))
    first = plan(await reminders(world, "annual_report_before"))
    for clock in (DUTY_CLOCK, OUTBOX):
        await world.client.get_workflow_handle(clock).terminate("killed by an operator")
    await world.clock.advance_to(start_of(due) - timedelta(days=2))
    assert plan(await reminders(world, "annual_report_before")) == first
    for _ in range(2):
        await Wake(world.client, SANDBOX).all()
    await world.forward(minutes=5)
    rows = await reminders(world, "annual_report_before")
    assert plan(rows) == [*first, ("park-js-1", at_nine(due, -7))]
    assert rows[-1].sent_at is not None
    assert local_date(rows[-1].sent_at) == due - timedelta(days=2)
    assert len({mail["Message-ID"] for mail in world.mail.mails}) == len(world.mail.mails)
