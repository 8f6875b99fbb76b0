"""第二十七条第一句: every year one report; late it is marked and reminded of, and nothing else follows."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain.dates import end_of, start_of
from domain.zone.case import Report, Stage, ZoneCase
from tests.support import forms, stories
from tests.support.notices import with_file
from tests.support.world import World, actor
from tests.support.zone_cases import (
    documents,
    events,
    kinds,
    settle_in,
    start_last_days,
    start_term,
    until_open,
    until_recorded,
)


async def young_zone(world: World) -> int:
    """A zone published in the days before; answers the first year it owes a report for."""
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20))
    await until_recorded(world, "case.opened")
    return year


async def let_pass(world: World, moment: datetime) -> None:
    """Wait for the clock to get there on its own: it cannot be moved while a case is busy."""
    for _ in range(200):
        if await world.clock.now() >= moment:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the clock stands still")


def report(case: ZoneCase, year: int) -> Report:
    assert case.term is not None
    return next(each for each in case.term.reports if each.year == year)


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14")
async def test_a_report_in_time_is_received_and_never_overdue(world: World) -> None:
    year = await young_zone(world)
    case = await world.state()
    assert case.term is not None
    assert [each.year for each in case.term.reports] == [year, year + 1, year + 2]
    await world.clock.advance_to(start_of(date(year + 1, 1, 1)) + timedelta(minutes=1))
    task = await world.task("annual_report")
    assert task.due == report(case, year).due.date
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    assert report(await world.state(), year).submitted_on == date(year + 1, 1, 1)
    await world.act("samr", "annual_report_receipt", "accept")
    await world.forward(days=120)
    case = await world.state()
    assert not report(case, year).overdue
    assert case.awaited == []
    assert await documents(world) == ["annual_report", "annual_report_receipt"]


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C16")
async def test_a_missed_report_is_marked_and_revokes_nothing(world: World) -> None:
    year = await young_zone(world)
    before = await world.state()
    due = report(before, year).due
    await world.clock.advance_to(end_of(due.date) - timedelta(minutes=1))
    assert not report(await world.state(), year).overdue
    await world.forward(minutes=2)
    case = await world.state()
    assert report(case, year).overdue
    assert case.stage is Stage.IN_TERM
    assert before.term is not None
    assert case.term is not None
    assert (case.term.last_day, case.term.window) == (before.term.last_day, before.term.window)
    mark = (await events(world))[-1]
    assert (mark.kind, mark.actor_id) == ("annual_report.overdue", None)
    assert "不产生撤销认定的后果" in mark.text
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    await world.act("samr", "annual_report_receipt", "accept")
    assert report(await world.state(), year).accepted_on == due.date + timedelta(days=1)


@pytest.mark.article("zone:27#1")
async def test_two_years_without_a_report_are_asked_for_oldest_first(world: World) -> None:
    year = await young_zone(world)
    await world.to(year + 2, 6, 1)
    case = await world.state()
    assert [each.overdue for each in case.term.reports] == [True, True, False]  # type: ignore[union-attr]
    assert (await kinds(world)).count("annual_report.overdue") == 2
    for owed in (year, year + 1):
        task = await world.task("annual_report")
        assert task.due == report(case, owed).due.date
        await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    for _ in range(2):
        await world.act("samr", "annual_report_receipt", "accept")
    case = await world.state()
    assert [each.accepted_on is not None for each in case.term.reports] == [True, True, False]  # type: ignore[union-attr]
    assert case.awaited == []


@pytest.mark.article("zone:27#1")
async def test_a_returned_report_is_owed_again_before_the_next_one(world: World) -> None:
    year = await young_zone(world)
    await world.to(year + 1, 1, 2)
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    await world.to(year + 2, 1, 2)
    assert (await world.task("annual_report")).due == report(await world.state(), year + 1).due.date
    await world.act("samr", "annual_report_receipt", "return", **forms.REASONS)
    case = await world.state()
    assert report(case, year).submitted_on is None
    assert (await world.task("annual_report")).due == report(case, year).due.date
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    await world.act("samr", "annual_report_receipt", "accept")
    case = await world.state()
    assert report(case, year).accepted_on == date(year + 2, 1, 2)
    assert [task.kind for task in case.awaited] == ["annual_report"]
    assert (await world.task("annual_report")).due == report(case, year + 1).due.date


@pytest.mark.article("zone:27#1")
async def test_a_report_overdue_when_the_case_is_taken_over_is_marked_at_once(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, date(year - 1, 5, 20), taken_over=True)
    await until_recorded(world, "annual_report.overdue")
    case = await until_open(world, "annual_report")
    assert report(case, year - 1).overdue
    assert not report(case, year).overdue


@pytest.mark.article("zone:27#1")
async def test_a_report_is_owed_only_by_a_zone_in_force_on_its_due_day(world: World) -> None:
    """Recognised in the first days of January: the last January of the term belongs to the next one."""
    year = await settle_in(world)
    await world.to(year + 1, 1, 12)
    await start_term(world, date(year + 1, 1, 10))
    await until_recorded(world, "case.opened")
    first = await world.state()
    assert [each.year for each in first.term.reports] == [year + 1, year + 2]  # type: ignore[union-attr]


@pytest.mark.article("zone:27#1")
@pytest.mark.article("zone:28.3#2")
async def test_the_report_of_the_year_in_which_the_zone_was_renewed_is_owed_in_the_next_term(world: World) -> None:
    year = await settle_in(world)
    await world.to(year + 1, 11, 1)
    case = await start_last_days(world, 75)
    assert case.term is not None
    last = case.term.last_day
    assert last.date == date(year + 2, 1, 15)
    await until_open(world, "renewal_application")
    await stories.renew(world)
    assert last.closes_at is not None
    await world.clock.advance_to(last.closes_at + timedelta(minutes=1))
    case = await until_open(world, "annual_report")
    assert [each.year for each in case.term.reports] == [year + 1, year + 2, year + 3]  # type: ignore[union-attr]
    assert (await world.task("annual_report")).due == report(case, year + 1).due.date


@pytest.mark.article("zone:24")
@pytest.mark.article("zone:27#1")
async def test_what_came_before_the_last_instant_of_the_term_is_taken_in_though_the_register_was_busy(
    world: World,
) -> None:
    """The report and the end of the term reach the case in one moment: the first message kept it busy till then."""
    await settle_in(world)
    case = await start_last_days(world, 20, settled=2)
    assert case.term is not None
    assert case.term.last_day.closes_at is not None
    await until_open(world, "renewal_application", "annual_report")
    report_task = await world.task("annual_report")
    await world.clock.advance_to(case.term.last_day.closes_at - timedelta(seconds=2))

    def submission(account: str) -> dict[str, Any]:
        return {"task_id": report_task.id, "action": "submit", "actor": actor(account), "data": forms.REPORT}

    async with world.register.write():
        await world.handle.signal("act", submission("samr"))
        await world.handle.signal("act", submission("park-js-1"))
        await let_pass(world, case.term.last_day.closes_at)
    await until_recorded(world, "term.expired")
    assert (await kinds(world))[-3:] == ["signal.refused", "annual_report.submit", "term.expired"]


@pytest.mark.article("zone:27#1")
@pytest.mark.parametrize(("later", "overdue"), [(0, False), (1, True)])
async def test_a_report_on_paper_is_in_time_by_its_stamp_and_its_mark_is_taken_back(
    world: World, later: int, overdue: bool
) -> None:
    year = await young_zone(world)
    due = report(await world.state(), year).due.date
    await world.clock.advance_to(end_of(due + timedelta(days=3)))
    await until_recorded(world, "annual_report.overdue")
    await until_open(world, "paper_annual_report")
    stamped = (due + timedelta(days=later)).isoformat()
    await with_file(world, "samr", "paper_annual_report", "submit", **forms.REPORT, year=year, received_on=stamped)
    case = await until_open(world, "annual_report_receipt")
    entered = report(case, year)
    assert (entered.submitted_on, entered.overdue) == (due + timedelta(days=later), overdue)
    assert not {"annual_report", "paper_annual_report"} & {task.kind for task in case.tasks}
    [event] = [each for each in await events(world) if each.kind == "paper_annual_report.submit"]
    assert ("逾期标记撤销" in event.text) is not overdue
    assert "逾期报送" in event.text or not overdue
    await world.act("samr", "annual_report_receipt", "accept")
    assert "annual_report" in await documents(world)
