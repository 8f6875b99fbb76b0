"""Group C: the term, its renewal, its reports and what is reported at once, on running workflows over years."""

from datetime import date, datetime, timedelta

import pytest

from domain.dates import CHINA, end_of, local_date, start_of
from domain.parameter import PeriodMode
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.art28_renewal_reminders import window_days
from domain.zone.art28_renewal_window import refuse_application
from domain.zone.case import Renewal, RenewalStage, Stage
from domain.zone.kinds import TASK_KINDS
from domain.zone.standing import refuse_opening
from tests.scenarios.playing import (
    DOCUMENTS,
    LAST_DAY,
    OPS,
    PARK,
    PROVINCE,
    PUBLISHED,
    SAMR,
    Told,
    go,
    kinds_of,
    nobody_is_told,
    papers,
    planned_reports,
    standing,
    term_of,
    until_told,
)
from tests.support import forms, stories
from tests.support.calendars import CALENDAR
from tests.support.scenarios import begins, days_in, expected, given, timed, zone_policy
from tests.support.world import World
from tests.support.zone_cases import POLICY, kinds, start_term, until_open, until_recorded

WINDOW = ("zone:28.1",)


def nine(*days: date) -> list[datetime]:
    """09:00 in Asia/Shanghai of each day, when reminders leave (系统策略)."""
    return [start_of(day).astimezone(CHINA) + timedelta(hours=9) for day in days]


def to(who: tuple[str, ...], moments: list[datetime]) -> Told:
    return {(each, moment) for moment in moments for each in who}


@pytest.mark.article("zone:24", "zone:28.1")
@pytest.mark.scenario("C01")
@pytest.mark.parametrize("mode", ["corresponding", "inclusive"])
@begins(given("C01")[0])
async def test_a_term_of_three_years_ends_on_the_corresponding_day_or_by_policy_the_day_before(
    world: World, monkeypatch: pytest.MonkeyPatch, mode: PeriodMode
) -> None:
    wanted, [published] = expected("C01"), given("C01")
    monkeypatch.setattr("tests.support.zone_cases.POLICY", ZonePolicy(period_mode=mode))
    await start_term(world, published)
    await until_recorded(world, "case.opened")
    term = await term_of(world)
    if mode == "inclusive":
        assert term.last_day.date == wanted["inclusive_last_day"]
        assert window_days(term)[0] == wanted["inclusive_window_opens"]
    else:
        assert (term.last_day.date, term.last_day.closes_at) == (wanted["last_day"], wanted["expires_at"])
        assert list(window_days(term)) == wanted["renewal_window"]


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C05")
@begins(timed("C05")[0].moment, hours=3)
async def test_by_the_other_reading_six_months_before_is_the_last_day_to_apply(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scenario's last second is played an hour earlier: the clock runs on while a message is under way."""
    wanted, (first, second) = expected("C05"), timed("C05")
    monkeypatch.setattr("tests.support.zone_cases.POLICY", zone_policy("C05"))
    await start_term(world, PUBLISHED, settled=3)
    await until_open(world, "renewal_application")
    await go(world, first.moment, hours=-1)
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    assert wanted["first"].startswith("accepted")
    renewal = (await world.state()).renewal
    assert renewal is not None
    assert renewal.stage is RenewalStage.EXAMINATION
    await world.act("prov-js", "renewal_examination", "fail", **forms.REASONS)
    await until_open(world, "renewal_application")
    again = await world.task("renewal_application")
    await go(world, second.moment)
    assert wanted["second"] == "refused"
    # Until the limit has closed the task its rule refuses, from then on there is nothing to answer.
    refusal = await world.refused_task("park-js-1", again.id, "apply", forms.RENEWAL)
    assert refusal.kind in (RefusalKind.TOO_LATE, RefusalKind.ALREADY_DONE)
    too_late = refuse_application((await term_of(world)).window, second.moment)
    assert too_late is not None
    assert too_late.kind is RefusalKind.TOO_LATE
    assert set(too_late.basis) & set(WINDOW)
    assert (await world.state()).renewal is None


@pytest.mark.article("zone:24", "zone:28.1")
@pytest.mark.scenario("C06", "C14")
@begins(expected("C06")["notifications"]["heads_up"], hours=24)
@pytest.mark.served
async def test_a_zone_nobody_applies_for_is_reminded_expires_and_may_apply_anew_the_next_day(world: World) -> None:
    wanted = expected("C06")
    days = wanted["notifications"]
    await start_term(world, PUBLISHED, settled=3)
    await until_recorded(world, "case.opened")
    closes = (await term_of(world)).last_day.closes_at
    assert closes is not None
    await go(world, closes, minutes=-5)
    assert (await world.state()).stage is Stage.IN_TERM
    assert refuse_opening(await standing(world)) is not None
    await go(world, closes, hours=1)
    case = await world.state()
    assert local_date(await world.clock.now()) == days["expired"] == wanted["new_creation_application_allowed_from"]
    assert (case.stage.name, case.tasks) == (wanted["status_on_2028-10-16"], [])
    await until_told(world, to((PARK,), nine(days["heads_up"])), "renewal_heads_up")
    opened = start_of(days["window_open"]).astimezone(CHINA)
    await until_told(world, to((PARK, PROVINCE), [opened]), "renewal_window_opened")
    ladder = nine(days["minus_90"], days["minus_30"], days["minus_7"])
    await until_told(world, to((PARK,), ladder), "renewal_before_expiry")
    over = start_of(days["expired"]).astimezone(CHINA)
    await until_told(world, to((PARK, PROVINCE, SAMR), [over]), "expired")
    assert wanted["ban"] == "none"
    found = await standing(world)
    assert (found.bars, refuse_opening(found)) == ((), None)
    [paper] = wanted["documents"]
    assert (DOCUMENTS[paper.partition(" (")[0]], days["expired"]) in await papers(world)
    # C14: the report for 2028 would be due on 2029-01-31, and the zone has expired before.
    assert expected("C14")["report_2028_due_2029-01-31"].startswith("not due if EXPIRED on 2028-10-16")
    assert [report.year for report in (await term_of(world)).reports] == [2025, 2026, 2027]


@pytest.mark.article("zone:28.3#2")
@pytest.mark.scenario("C07", "C14")
@begins(timed("C07")[0].moment)
async def test_a_renewed_zone_goes_on_the_day_after_its_old_last_day(world: World) -> None:
    wanted, [renewed] = expected("C07"), timed("C07")
    await start_term(world, PUBLISHED, settled=3, renewal=Renewal(stage=RenewalStage.DECISION))
    await until_open(world, "renewal_decision")
    await go(world, renewed.moment)
    await world.act("samr-2", "renewal_decision", "sign")
    for each in stories.DEPARTMENTS:
        await world.act(each, "renewal_signature", "sign")
    await world.act("samr", "renewal_announcement", "publish")
    assert (await term_of(world)).number == 1
    await go(world, end_of(LAST_DAY), minutes=5)
    assert wanted["status"] == "IN_TERM (term 2)"
    case, term = await world.state(), await term_of(world)
    assert (case.stage, term.number) == (Stage.IN_TERM, 2)
    assert [term.starts_on, term.last_day.date] == wanted["new_term"]
    assert window_days(term)[0] == wanted["next_window_opens"]
    at_once = POLICY.model_copy(update={"renewal_new_term": "from_publication"})
    from_publication = terms.next_term(terms.first_term(PUBLISHED, POLICY), at_once, renewed.day)
    assert from_publication.last_day.date == wanted["alternative_from_publication"]
    # C14: now the report for 2028 is owed.
    assert expected("C14")["report_2028_due_2029-01-31"].endswith("due if renewed")
    await planned_reports(world)
    [first, *_] = (await term_of(world)).reports
    assert [first.due.date] == days_in("2029-01-31")


@pytest.mark.article("zone:24", "zone:28.3#1")
@pytest.mark.scenario("C09")
@begins(timed("C09")[0].moment)
async def test_a_failed_renewal_leaves_the_term_to_run_out_and_a_second_application_free(world: World) -> None:
    wanted, [failed] = expected("C09"), timed("C09")
    await start_term(world, PUBLISHED, settled=3, renewal=Renewal(stage=RenewalStage.EVALUATION))
    await until_open(world, "comprehensive_evaluation")
    await go(world, failed.moment)
    await world.act("samr", "comprehensive_evaluation", "evaluate", findings="成效不足。", conclusion="not_passed")
    assert wanted["status"].startswith(f"IN_TERM until {LAST_DAY}")
    case = await until_open(world, "renewal_application")
    assert (case.stage, case.renewal, case.revocation) == (Stage.IN_TERM, None, None)
    assert wanted["second_application_in_same_window"].startswith("allowed")
    await world.act("park-js-1", "renewal_application", "apply", **forms.RENEWAL)
    await world.act("prov-js", "renewal_examination", "fail", **forms.REASONS)
    await go(world, end_of(LAST_DAY), minutes=-5)
    assert (await world.state()).stage is Stage.IN_TERM
    await go(world, end_of(LAST_DAY), minutes=5)
    case = await world.state()
    assert wanted["status"].endswith(f"then {case.stage.name}")
    assert wanted["ban"] == "none"
    assert (await standing(world)).bars == ()


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14", "C16")
@begins(PUBLISHED)
@pytest.mark.served
async def test_a_report_that_never_comes_is_asked_for_ever_higher_and_revokes_nothing(world: World) -> None:
    """One story for two scenarios: the report for 2025 of C14's zone is the one that never comes in C16."""
    wanted, never = expected("C14"), expected("C16")
    ladder = wanted["2026_ladder"]
    await start_term(world, PUBLISHED)
    assert await planned_reports(world) == wanted["due"]
    assert ladder["overdue"] == never["overdue_notices"]
    await go(world, nine(ladder["reminders"][0])[0], minutes=-5)
    await nobody_is_told(world, "annual_report_before")
    await go(world, nine(never["escalation"].day)[0], hours=1)
    *overdue, last = nine(*never["overdue_notices"])
    assert last.date() == never["escalation"].day
    assert never["escalation"].note == "to 总局 + 省级 + ops"
    await until_told(world, to((PARK,), nine(*ladder["reminders"])), "annual_report_before")
    await until_told(world, to((PARK, SAMR), overdue), "annual_report_after")
    await until_told(world, to((PARK, SAMR, PROVINCE, OPS), [last]), "annual_report_escalated")
    case = await world.state()
    assert never["automatic_revocation"] == "never"
    assert (case.stage.name, case.revocation) == (never["status"], None)
    assert (await term_of(world)).reports[0].overdue
    assert (await kinds(world)).count("annual_report.overdue") == 1


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14")
def test_by_the_other_reading_a_report_covers_a_year_of_the_term() -> None:
    ends = expected("C14")["anniversary_mode_period_ends"]
    policy = POLICY.model_copy(update={"annual_report_mode": "anniversary_year"})
    years = range(PUBLISHED.year, PUBLISHED.year + len(ends))
    assert [art27.due_after_anniversary(PUBLISHED, year, policy, CALENDAR).anchor for year in years] == ends


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C17")
@begins(timed("C17")[0].moment)
async def test_what_happened_on_a_holiday_is_reported_within_the_hours_of_the_clock(world: World) -> None:
    wanted, (occurred, reported) = expected("C17"), timed("C17")
    await start_term(world, PUBLISHED, settled=1)
    await until_open(world, "material_event")
    await go(world, reported.moment)
    when = {"occurred_on": occurred.day.isoformat(), "occurred_time": f"{occurred.moment:%H:%M}"}
    await world.act("park-js-1", "material_event", "report", kind="other", what="储罐泄漏，已处置。", **when)
    case = await until_open(world, "material_event_triage")
    [event] = case.events
    assert event.alert_at is not None
    assert event.alert_at.closes_at == wanted["policy_due"]
    assert (wanted["result"], event.overdue) == ("in time", False)
    assert wanted["next"] == "总局 triage: information only / 第七条 assessment / change of subject"
    assert {action.name for action in TASK_KINDS["material_event_triage"].actions} >= {
        "note",
        "assess",
        "change_of_subject",
    }
    assert [kind for kind, _ in await papers(world)] == [DOCUMENTS[each] for each in wanted["documents"]]
    await world.act("samr", "material_event_triage", "note", **forms.OPINION)
    assert "material_event_triage" not in kinds_of(await world.state())
