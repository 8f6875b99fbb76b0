"""A ladder moves with its deadline, ends with its cause, and says why the day is that day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from contracts.queues import DUTY_CLOCK
from db.models import Case, DutyRow, Rung
from db.session import Register
from domain.deadline import Deadline
from tests.support.reminding import POLICY, a_desk, at_nine, days_of, owing

A_WEEK_LATER = POLICY.model_copy(update={"annual_report_due_month": 5, "annual_report_due_day": 7})
TWO_DAYS_EARLIER = POLICY.model_copy(update={"annual_report_due_day": 28})
LAST = at_nine(2026, 7, 1)


@pytest.fixture
def register_url(sqlite_url: str) -> str:
    """What becomes of a rung is a rule; that both databases keep it, ``test_recording`` shows."""
    return sqlite_url


@pytest.mark.article("zone:27#1")
async def test_a_deadline_that_moves_is_reminded_of_again_on_its_new_days(register: Register) -> None:
    """Moved by a week after d-30 and d-7 were sent: d-7 lies ahead again, d-30 does not."""
    desk = await a_desk(register)
    await desk.record(owing())
    await desk.serve_daily(until=at_nine(2026, 4, 24))
    await desk.record(owing(A_WEEK_LATER), at_nine(2026, 4, 24) + timedelta(hours=1))
    await desk.serve_daily(until=LAST)
    rows = await desk.sent()
    assert days_of(rows) == [
        ("d-30", "2026-03-31"),
        ("d-7", "2026-04-23"),
        ("d-7", "2026-04-30"),
        ("d-1", "2026-05-06"),
        ("d+1", "2026-05-08"),
        ("d+7", "2026-05-14"),
        ("d+30", "2026-06-06"),
    ]
    assert [("期限：2026年4月30日" in row.body, "期限：2026年5月7日" in row.body) for row in rows[1:3]] == [
        (True, False),
        (False, True),
    ]
    assert "（到期前7天的提醒）" in rows[2].body
    assert all(row.planned_at == row.created_at for row in rows)


@pytest.mark.article("zone:27#1")
async def test_a_deadline_moved_back_and_forth_reminds_of_no_day_twice(register: Register) -> None:
    desk = await a_desk(register)
    await desk.record(owing())
    await desk.serve_daily(until=at_nine(2026, 4, 23))
    for policy in (A_WEEK_LATER, POLICY, A_WEEK_LATER, POLICY):
        await desk.record(owing(policy), desk.now + timedelta(minutes=1))
    await desk.serve_daily(until=at_nine(2026, 4, 30))
    assert days_of(await desk.sent()) == [("d-30", "2026-03-31"), ("d-7", "2026-04-23"), ("d-1", "2026-04-29")]


@pytest.mark.article("zone:27#1")
async def test_a_deadline_that_comes_earlier_wakes_the_clock_and_drops_what_is_over(register: Register) -> None:
    """On 22 April the due day becomes the 28th: d-7 was the 21st. The mail of the change has said so already."""
    desk = await a_desk(register)
    await desk.record(owing())
    await desk.serve_daily(until=at_nine(2026, 4, 22))
    desk.calls.woken.clear()
    await desk.record(owing(TWO_DAYS_EARLIER), at_nine(2026, 4, 22))
    assert desk.calls.woken == [DUTY_CLOCK]
    assert (await desk.rungs())["d-7"] == (date(2026, 4, 21), "cancelled")
    await desk.serve_daily(until=at_nine(2026, 4, 29))
    assert days_of(await desk.sent()) == [("d-30", "2026-03-31"), ("d-1", "2026-04-27"), ("d+1", "2026-04-29")]


async def test_a_step_that_moves_nothing_leaves_the_clock_asleep(register: Register) -> None:
    desk = await a_desk(register)
    await desk.record(owing())
    desk.calls.woken.clear()
    await desk.record(owing())
    assert desk.calls.woken == []


async def test_a_duty_is_written_again_only_where_it_has_changed(register: Register) -> None:
    """Most steps change none of a case's duties. A fingerprint taken out has a duty written whole by the next step."""
    desk = await a_desk(register)
    await desk.record(owing())
    kept, restored = "记号", await desk.title()
    for fingerprint, title in (({}, kept), ({"fingerprint": ""}, restored)):
        async with register.write() as session:
            await session.execute(update(DutyRow).values(title=kept, **fingerprint))
        await desk.record(owing())
        assert await desk.title() == title


@pytest.mark.article("zone:27#1")
async def test_a_ladder_whose_days_are_chosen_anew_sends_what_lies_ahead_and_nothing_of_the_old(
    register: Register,
) -> None:
    """From 30/7/1 to 40/20/10 days on 1 April: the 40th day is over and was never asked for."""
    desk = await a_desk(register)
    await desk.record(owing())
    await desk.serve_daily(until=at_nine(2026, 4, 1))
    await desk.record(owing(POLICY.model_copy(update={"report_ladder_before": (40, 20, 10)})))
    rungs = await desk.rungs()
    assert rungs["d-40"] == (date(2026, 3, 21), "inherited")
    assert {rungs[key][1] for key in ("d-7", "d-1")} == {"cancelled"}
    await desk.serve_daily(until=at_nine(2026, 4, 30))
    assert days_of(await desk.sent()) == [("d-30", "2026-03-31"), ("d-20", "2026-04-10"), ("d-10", "2026-04-20")]


@pytest.mark.article("zone:27#1")
async def test_a_report_that_came_in_cancels_what_was_still_to_come(register: Register) -> None:
    desk = await a_desk(register)
    await desk.record(owing())
    await desk.serve_daily(until=at_nine(2026, 4, 24))
    await desk.record(owing(submitted_on=date(2026, 4, 24)))
    assert {outcome for _, outcome in (await desk.rungs()).values()} == {"served", "cancelled"}
    assert (await desk.serve(LAST)).done == 0
    assert days_of(await desk.sent()) == [("d-30", "2026-03-31"), ("d-7", "2026-04-23")]


@pytest.mark.article("zone:27#1")
async def test_a_ladder_without_rungs_after_the_day_escalates_nothing(register: Register) -> None:
    desk = await a_desk(register)
    await desk.record(owing(POLICY.model_copy(update={"report_ladder_after": ()})))
    await desk.serve_daily(until=LAST)
    assert [rung for rung, _ in days_of(await desk.sent())] == ["d-30", "d-7", "d-1"]


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C16")
async def test_who_is_included_more_than_once_is_reminded_once_and_escalation_goes_up(register: Register) -> None:
    desk = await a_desk(register)
    await desk.record(owing())
    async with register.write() as session:
        rung = await session.get_one(Rung, ("zone-js-1-case-1-annual-report-2025", "d+30"))
        rung.audience = [*rung.audience, *rung.audience]
    await desk.serve_daily(until=LAST)
    rows = [row for row in await desk.sent() if row.rung == "d+30"]
    assert sorted(row.account_id or "" for row in rows) == ["ops", "park-js-1", "prov-js", "samr", "samr-2", "samr-3"]
    assert {row.kind for row in rows} == {"annual_report_escalated"}


async def test_rungs_that_were_lost_and_come_back_are_not_sent_again(register: Register) -> None:
    desk = await a_desk(register)
    await desk.record(owing())
    await desk.serve_daily(until=at_nine(2026, 4, 24))
    sent = [row.id for row in await desk.sent()]
    async with register.write() as session:
        await session.execute(delete(Rung))
        await session.execute(delete(DutyRow))
    await desk.record(owing())
    assert (await desk.serve(desk.now)).done == 2
    assert [row.id for row in await desk.sent()] == sent


@pytest.mark.article("zone:27#1")
@pytest.mark.article("zone:28.1")
async def test_a_reminder_tells_its_date_in_the_lines_the_case_shows(register: Register) -> None:
    """The report by its due day; the opening of the window by the window, not by the end of the term."""
    desk = await a_desk(register)
    await desk.record(owing())
    await desk.serve(at_nine(2027, 10, 30))
    async with register.read() as session:
        case = await session.scalar(select(Case))
    assert case is not None
    shown = {each.key: each for each in map(Deadline.model_validate, case.milestones)}
    rows = {row.kind: row for row in await desk.sent() if row.account_id == "park-js-1"}
    for kind, key in (("annual_report_before", "zone-annual-report"), ("renewal_heads_up", "zone-renewal-window")):
        told = [line.partition("）")[2] for line in rows[kind].body.splitlines() if line.startswith("（")]
        assert told == [f"{line.source}｜{line.text}" for line in shown[key].lines]
        assert "逐日推算见案件页面" in rows[kind].body
        assert f"查看和办理：https://zhicheng.example.gov.cn/cases/{case.id}" in rows[kind].body
