"""A running date is extended, stands still and goes on: its timer, its tasks, its reminders, its people follow."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from db.models import DutyRow, Notification
from domain.dates import ONE_DAY, end_of
from domain.deadline import Deadline
from domain.procedure.state import Stance
from domain.refusal import Refusal, RefusalKind
from domain.zone.case import Stage, ZoneCase
from services.verification import inputs_of
from tests.support import forms
from tests.support.calendars import release
from tests.support.recounting import publish
from tests.support.world import World, actor
from tests.support.zone_cases import (
    documents,
    events,
    footprint,
    kinds,
    roll_over,
    settle_in,
    start_creation,
    start_last_days,
    start_term,
    until_open,
    until_recorded,
)
from verifier import verify

NOTICE = "proceeding.notice.last_day"
CONSULTATION = "proceeding.consultation.due"
CLOSED = "creation_opinion.closed"
WHY = {"reason": "核实情况", "document": "市监质函〔2027〕3号"}


async def change(world: World, path: str, action: str, key: str = "", account: str = "samr", **data: Any) -> int:
    world.requests += 1
    order = {"path": path, "action": action, "actor": actor(account).model_dump(mode="json"), "data": WHY | data}
    key = key or f"change:{world.requests}"
    return await world.handle.execute_update("change_date", order, id=key, result_type=int)


async def refused(world: World, path: str, action: str, account: str = "samr", **data: Any) -> Refusal:
    """The refusal a change meets; it has changed nothing."""
    before = await footprint(world.register)
    with pytest.raises(WorkflowUpdateFailedError) as caught:
        await change(world, path, action, account=account, **data)
    assert await footprint(world.register) == before
    assert isinstance(caught.value.cause, ApplicationError)
    return Refusal.model_validate(caught.value.cause.details[0])


async def assert_verified(world: World) -> None:
    """The independent check agrees with every date the case has recorded."""
    async with world.register.read() as session:
        inputs = await inputs_of(session, world.case_id)
    assert inputs is not None
    assert [finding.words for finding in verify(inputs) if not finding.verdict.passes] == []


async def told(world: World) -> list[str]:
    """Who was told of the changes by mail, by account."""
    async with world.register.read() as session:
        mails = select(Notification).where(Notification.kind == "date_changed", Notification.channel == "mail")
        return sorted(row.account_id or "" for row in await session.scalars(mails))


async def open_duties(world: World) -> list[DutyRow]:
    async with world.register.read() as session:
        return list(await session.scalars(select(DutyRow).where(DutyRow.closed_at.is_(None))))


def last_day_of(case: ZoneCase) -> Deadline:
    assert case.proceeding.notice is not None
    return case.proceeding.notice.last_day


def due_of(case: ZoneCase) -> Deadline:
    assert case.proceeding.consultation is not None
    return case.proceeding.consultation.due


async def in_consultation(world: World) -> Deadline:
    """The departments are asked, in a year without a holiday arrangement; answers when they are to reply."""
    await settle_in(world)
    await start_creation(world, Stage.APPROVAL)
    await until_open(world, "creation_consultation")
    await world.act("samr", "creation_consultation", "consult")
    return due_of(await until_open(world, "creation_opinion"))


async def in_notice(world: World) -> Deadline:
    """A notice published on the Thursday before the week of 1 October, which is off; answers its last day."""
    year = await settle_in(world)
    off = [(date(year, 10, 1) + ONE_DAY * number).isoformat() for number in range(7)]
    await publish(world, release(year, off=off, issued_on=f"{year}-01-05"))
    day = date(year, 9, 24)
    await world.to(year, 9, day.day - day.weekday() + 3, 10)
    await start_creation(world, Stage.PUBLIC_NOTICE)
    await until_open(world, "public_notice")
    await world.act("samr", "public_notice", "publish", **forms.PUBLICATION)
    return last_day_of(await world.state())


async def a_minute_before(world: World, deadline: Deadline) -> None:
    await world.clock.advance_to(end_of(deadline.date) - timedelta(minutes=1))


@pytest.mark.article("zone:17.2")
async def test_a_consultation_that_is_extended_marks_silence_at_its_new_end_only(world: World) -> None:
    before = await in_consultation(world)
    await world.act("mara", "creation_opinion", "reply", stance=Stance.AGREES, opinion="同意")
    await change(world, CONSULTATION, "extend", working_days=5)
    case = await world.state()
    after = due_of(case)
    assert after.date > before.date
    assert {task.due for task in case.awaited} == {after.date}
    assert [each.deadline.date for each in after.superseded] == [before.date]
    assert await told(world) == ["cnipa", "mct", "mofcom", "samr", "samr-2", "samr-3"]
    await a_minute_before(world, before)
    await world.forward(hours=1)
    assert CLOSED not in await kinds(world)
    await a_minute_before(world, after)
    assert CLOSED not in await kinds(world)
    await world.forward(minutes=2)
    await until_recorded(world, CLOSED)
    consultation = (await world.state()).proceeding.consultation
    assert consultation is not None
    assert list(consultation.replies.values()).count(Stance.SILENT) == 3


@pytest.mark.article("zone:22#1")
async def test_a_notice_that_stood_still_over_a_holiday_closes_after_its_remaining_working_days(world: World) -> None:
    before = await in_notice(world)
    published = before.anchor
    await world.clock.advance_to(end_of(published + ONE_DAY * 3) + timedelta(hours=10))  # Monday
    await change(world, NOTICE, "pause")
    paused = last_day_of(await world.state())
    assert (paused.closes_at, paused.words) == (None, "中止中，尚余4个工作日")
    assert await open_duties(world) == []
    await a_minute_before(world, before)
    await world.forward(days=3)
    case = await world.state()
    assert case.stage is Stage.PUBLIC_NOTICE
    assert {task.kind for task in case.awaited} == {"objection"}, "objections are still taken"
    await change(world, NOTICE, "resume")
    after = last_day_of(await world.state())
    resumed = after.pauses[-1].last_day
    assert resumed is not None
    assert len([day for day in after.counted if day > resumed]) == 4
    assert date(published.year, 10, 7) < after.counted[-4]
    assert [duty.due for duty in await open_duties(world)] == [after.date]
    assert (await documents(world)).count("notice_correction") == 2
    await assert_verified(world)
    assert await told(world) == sorted(["park-js-1", "prov-js", "samr", "samr-2", "samr-3"] * 2)
    await a_minute_before(world, after)
    assert (await world.state()).stage is Stage.PUBLIC_NOTICE
    await world.forward(minutes=2)
    assert (await world.state()).stage is Stage.RECOGNITION


async def test_a_minute_after_the_end_nothing_is_extended(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    await world.to(year + 1, 1, 2)
    case = await until_open(world, "annual_report")
    assert case.term is not None
    due = case.term.reports[0].due
    path = f"term.reports.{case.term.reports[0].year}.due"
    await world.clock.advance_to(end_of(due.date) + timedelta(minutes=1))
    refusal = await refused(world, path, "extend", working_days=3)
    assert (refusal.kind, refusal.basis) == (RefusalKind.TOO_LATE, ("zone:27#1",))
    assert refusal.text.endswith("届满后不能延长。")


@pytest.mark.article("zone:27#1")
async def test_a_report_whose_due_day_is_put_off_is_not_overdue_before(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    await world.to(year + 1, 1, 5)
    case = await until_open(world, "annual_report")
    assert case.term is not None
    before, path = case.term.reports[0].due, f"term.reports.{year}.due"
    await change(world, path, "extend", months=1)
    assert await told(world) == ["park-js-1"]
    after = (await world.task("annual_report")).due
    assert after is not None
    assert after > before.date
    await world.clock.advance_to(end_of(before.date) + timedelta(hours=1))
    assert "annual_report.overdue" not in await kinds(world)
    await world.clock.advance_to(end_of(after) + timedelta(minutes=1))
    await until_recorded(world, "annual_report.overdue")


async def test_who_may_not_and_what_cannot_be_changed_is_refused_and_changes_nothing(world: World) -> None:
    await settle_in(world)
    await start_last_days(world, 300)
    await until_recorded(world, "case.opened")
    for account in ("park-js-1", "prov-js", "mara", "ops"):
        refusal = await refused(world, "term.last_day", "extend", account, working_days=1)
        assert (refusal.kind, refusal.basis) == (RefusalKind.WRONG_ACTOR, ("zone:29",))
    assert "zone:24" in (await refused(world, "term.last_day", "extend", months=1)).basis
    assert "zone:28.1" in (await refused(world, "term.window", "pause")).basis
    assert (await refused(world, "proceeding.notice.last_day", "pause")).kind is RefusalKind.ALREADY_DONE
    assert (await refused(world, "term.last_day", "shorten")).kind is RefusalKind.MALFORMED
    assert (await refused(world, "term.last_day", "extend", working_days=0)).kind is RefusalKind.MALFORMED


async def test_pausing_twice_and_resuming_what_runs_are_refused(world: World) -> None:
    await in_consultation(world)
    await world.forward(days=2)
    assert (await refused(world, CONSULTATION, "resume")).kind is RefusalKind.RULE
    await change(world, CONSULTATION, "pause")
    assert (await refused(world, CONSULTATION, "pause")).kind is RefusalKind.ALREADY_DONE
    assert "恢复计算后才能延长" in (await refused(world, CONSULTATION, "extend", working_days=1)).text


async def test_the_same_request_is_done_once_and_answered_the_same_even_in_the_next_run(world: World) -> None:
    await in_consultation(world)
    first = await change(world, CONSULTATION, "extend", "request-1", working_days=2)
    after = due_of(await world.state())
    assert await change(world, CONSULTATION, "extend", "request-1", working_days=2) == first
    await roll_over(world)
    assert await change(world, CONSULTATION, "extend", "request-1", working_days=2) == first
    assert due_of(await world.state()) == after
    [event] = [each for each in await events(world) if each.kind == "date.extend"]
    assert (event.actor_id, event.request_id, event.step) == ("samr", "request-1", first)
    assert "理由：核实情况；依据文件：市监质函〔2027〕3号" in event.text
    assert event.basis[-1] == "zone:29"


async def test_going_on_in_a_new_run_in_the_middle_of_a_pause_changes_nothing(world: World) -> None:
    before = await in_consultation(world)
    await world.forward(days=2)
    await change(world, CONSULTATION, "pause")
    paused, left = due_of(await world.state()), await footprint(world.register)
    await roll_over(world)
    assert await footprint(world.register) == left
    await world.clock.advance_to(end_of(before.date) + timedelta(days=30))
    case = await world.state()
    assert (due_of(case), due_of(case).closes_at) == (paused, None)
    assert {task.due for task in case.awaited} == {None}
    await change(world, CONSULTATION, "resume")
    after = due_of(await world.state())
    await roll_over(world)
    await a_minute_before(world, after)
    assert CLOSED not in await kinds(world)
    await world.forward(minutes=2)
    await until_recorded(world, CLOSED)


@pytest.mark.served
async def test_a_release_that_comes_during_a_pause_counts_when_it_ends_and_one_after_it_counts_again(
    world: World,
) -> None:
    before = await in_consultation(world)
    await world.forward(days=2)
    await change(world, CONSULTATION, "pause")
    paused = due_of(await world.state())
    await assert_verified(world)
    assert before.provisional
    year = before.date.year
    await publish(world, release(year, issued_on=f"{year}-06-01"))
    await world.handle.execute_update("recalculate", {})
    assert due_of(await world.state()) == paused, "what stands still is not counted again"
    await assert_verified(world)
    await change(world, CONSULTATION, "resume")
    resumed = due_of(await world.state())
    assert (resumed.provisional, len(resumed.counted)) == (False, 10)
    off = [resumed.date.isoformat()]
    await publish(world, release(year, off=off, issued_on=f"{year}-06-03"))
    await until_recorded(world, "dates.recalculated")
    again = due_of(await world.state())
    assert again.date > resumed.date
    assert again.pauses == resumed.pauses
    assert again.superseded == resumed.superseded
    await assert_verified(world)


async def test_two_decisions_at_the_same_time_both_count(world: World) -> None:
    before = await in_consultation(world)
    await asyncio.gather(*(change(world, CONSULTATION, "extend", working_days=days) for days in (2, 3)))
    after = due_of(await world.state())
    assert len(after.counted) == len(before.counted) + 5
    assert sorted(each.working_days for each in after.extensions) == [2, 3]
    assert len(after.superseded) == 2
    await world.forward(days=2)
    answers = await asyncio.gather(*(change(world, CONSULTATION, "pause") for _ in range(2)), return_exceptions=True)
    assert [isinstance(each, WorkflowUpdateFailedError) for each in answers].count(True) == 1
    await assert_verified(world)
