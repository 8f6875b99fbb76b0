"""Readings the policy may have otherwise, played through a case: the same steps end on another day, or otherwise."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from db.models import InstrumentRow
from domain.dates import CHINA, end_of, local_date, plus_years, start_of
from domain.policy import ZonePolicy
from domain.procedure.state import ObjectionStatus
from domain.refusal import RefusalKind
from domain.zone import term as terms
from domain.zone.case import Stage, Term
from tests.support import forms, stories
from tests.support.notices import close, notice_of, publish, statuses, with_file
from tests.support.world import World
from tests.support.zone_cases import paper, settle_in, start_creation, start_term, told, until_open

STATED = date(2040, 3, 1)
"""A day a draft may name, whenever the test is played."""


def policy(**chosen: Any) -> ZonePolicy:
    return ZonePolicy.model_validate(chosen)


async def recognised(world: World, reading: str, **revised: Any) -> tuple[date, Term]:
    """The park recognised under a reading of ``term_start`` and published three days later: the day its decision was
    taken, and its term."""
    await start_creation(world, Stage.RECOGNITION, policy=policy(term_start=reading))
    await until_open(world, "recognition_decision", "recognition_draft")
    if revised:
        text = {"text": "决定认定示例一号园区为示范区。", "reasons": "写明示范期。"}
        await world.act("samr", "recognition_draft", "revise", **text, **revised)
    await world.act("samr-2", "recognition_decision", "sign")
    for each in stories.DEPARTMENTS:
        await world.act(each, "recognition_signature", "sign")
    decided_on = local_date(await world.clock.now())
    await world.forward(days=3)
    await world.act("samr", "announcement", "publish")
    case = await world.state()
    assert case.term is not None
    return decided_on, case.term


@pytest.mark.article("zone:23", "zone:24")
@pytest.mark.parametrize(("reading", "days"), [("publication", 3), ("decision", 0), ("document", 0)])
async def test_a_term_runs_from_its_publication_or_as_the_policy_says_from_its_decision(
    world: World, reading: str, days: int
) -> None:
    decided_on, term = await recognised(world, reading)
    assert term.starts_on == decided_on + timedelta(days=days)
    assert term.last_day.date == plus_years(term.starts_on, 3)
    [order] = await paper(world, "recognition")
    assert order["data"]["term_starts"] == term.starts_on.isoformat()


@pytest.mark.article("zone:23", "zone:24")
async def test_a_term_runs_from_the_day_the_signed_draft_states_where_the_document_decides(world: World) -> None:
    _, term = await recognised(world, "document", term_starts_on=STATED.isoformat())
    assert (term.starts_on, term.last_day.date) == (STATED, date(2043, 3, 1))
    [order] = await paper(world, "recognition")
    assert (order["data"]["term_starts"], order["data"]["term_last_day"]) == ("2040-03-01", "2043-03-01")


@pytest.mark.article("zone:23", "zone:24")
async def test_a_further_draft_that_states_no_day_takes_the_stated_one_back(world: World) -> None:
    await start_creation(world, Stage.RECOGNITION, policy=policy(term_start="document"))
    await until_open(world, "recognition_draft")
    text = {"text": "决定认定。", "reasons": "写明示范期。"}
    await world.act("samr", "recognition_draft", "revise", **text, term_starts_on=STATED.isoformat())
    assert (await world.state()).proceeding.stated_start == STATED
    await world.act("samr", "recognition_draft", "revise", **text)
    assert (await world.state()).proceeding.stated_start is None


@pytest.mark.article("zone:24")
async def test_a_draft_states_no_first_day_where_the_term_runs_from_the_publication(world: World) -> None:
    await start_creation(world, Stage.RECOGNITION)
    await until_open(world, "recognition_draft")
    text = {"text": "决定认定。", "reasons": "写明示范期。"}
    refusal = await world.refused("samr", "recognition_draft", "revise", **text, term_starts_on=STATED.isoformat())
    assert (refusal.kind, refusal.basis) == (RefusalKind.RULE, ("zone:24",))
    assert refusal.text == "示范期自向社会公布之日起算（系统策略），文稿不能另行载明起算日。"


@pytest.mark.article("zone:24", "zone:28.3#2")
@pytest.mark.starts_at("2032-12-01T09:00")
@pytest.mark.parametrize(("reading", "last"), [("original", "2036-02-29"), ("previous_last_day", "2036-02-28")])
async def test_a_fourth_term_has_its_leap_day_again_or_by_the_other_reading_lost_it(
    world: World, reading: str, last: str
) -> None:
    """Published on 2024-02-29: the third term ends on 2033-02-28 under either reading."""
    own = policy(term_anchor=reading)
    term = terms.first_term(date(2024, 2, 29), own)
    for _ in range(2):
        term = terms.next_term(term, own, term.last_day.date)
    assert (term.number, term.last_day.date) == (3, date(2033, 2, 28))
    await start_term(world, date(2024, 2, 29), policy=own, taken_over=True, term=term)
    await until_open(world, "renewal_application")
    await stories.renew(world)
    [order] = await paper(world, "renewal_recognition")
    assert (order["data"]["term_starts"], order["data"]["term_last_day"]) == ("2033-03-01", last)


@pytest.mark.article("zone:27#1")
async def test_by_anniversaries_a_report_is_asked_for_when_a_year_of_the_term_is_over(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20), policy=policy(annual_report_mode="anniversary_year"))
    await world.to(year + 1, 5, 20, 23)
    assert "annual_report" not in {task.kind for task in await world.tasks()}, "the year ends with this day"
    await world.to(year + 1, 5, 21, 1)
    task, case = await world.task("annual_report"), await world.state()
    assert case.term is not None
    assert task.due == case.term.reports[0].due.date
    assert date(year + 1, 6, 19) <= task.due <= date(year + 1, 6, 30), "thirty days, rolled off days off"


@pytest.mark.article("zone:27#1")
async def test_within_the_year_a_report_is_asked_for_from_its_first_day_and_due_on_its_last(world: World) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20), policy=policy(annual_report_mode="within_year"))
    case = await until_open(world, "annual_report")
    assert case.term is not None
    assert [each.year for each in case.term.reports] == [year, year + 1, year + 2]
    first = case.term.reports[0].due
    assert date(year, 12, 31) <= first.date <= date(year + 1, 1, 10)
    await world.clock.advance_to(end_of(first.date) - timedelta(minutes=1))
    assert not (await world.state()).term.reports[0].overdue  # type: ignore[union-attr]
    await world.forward(minutes=2)
    assert (await world.state()).term.reports[0].overdue  # type: ignore[union-attr]
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    await world.act("samr", "annual_report_receipt", "accept")
    await world.clock.advance_to(start_of(date(year + 1, 1, 12)))
    assert (await world.task("annual_report")).due == case.term.reports[1].due.date


@pytest.mark.served
@pytest.mark.article("zone:27#1")
@pytest.mark.parametrize(("route", "copied"), [("direct_with_copy", True), ("direct", False)])
async def test_the_province_gets_a_copy_of_the_report_or_by_the_other_reading_none(
    world: World, route: str, copied: bool
) -> None:
    year = await settle_in(world)
    await start_term(world, date(year, 5, 20), policy=policy(annual_report_route=route))
    await until_open(world)
    await world.to(year + 1, 1, 2)
    await world.act("park-js-1", "annual_report", "submit", **forms.REPORT)
    await world.forward(minutes=30)
    readers = await told(world, "annual_report_received")
    assert {"samr", "park-js-1"} <= set(readers)
    assert ("prov-js" in readers) is copied


@pytest.mark.article("zone:19")
@pytest.mark.parametrize(("reading", "number"), [("acceptance_application", "第2版"), ("creation_start", "第1版")])
async def test_a_park_is_evaluated_by_the_indicators_of_its_application_or_of_its_first_day(
    world: World, reading: str, number: str
) -> None:
    today = local_date(await world.clock.now())
    async with world.register.write() as session:
        begun = today - timedelta(days=10)
        session.add(InstrumentRow(id="v2", kind="indicators", number="第2版", title="第2版", in_force_from=begun))
    await start_creation(
        world, Stage.CREATION, policy=policy(indicator_version=reading), approved_on=plus_years(today, -2)
    )
    await until_open(world, "acceptance_application")
    await world.act("park-js-1", "acceptance_application", "apply", **forms.ACCEPTANCE)
    assert (await world.state()).proceeding.indicator_version == number


def with_accident(occurred_on: date, determined_on: date) -> dict[str, Any]:
    """An application whose check-list admits an accident."""
    admitted = {"item": "N1", "occurred": "yes", "authority": "应急管理部门", "legal_basis": "依法认定"}
    days = {"occurred_on": occurred_on.isoformat(), "determined_on": determined_on.isoformat()}
    items = [admitted | days, *forms.CHECK_LIST["items"][1:]]
    return forms.APPLICATION | {"check_list": forms.CHECK_LIST | {"items": items}}


@pytest.mark.article("zone:7", "zone:16")
@pytest.mark.parametrize(
    ("chosen", "happened", "determined", "stands"),
    [
        ({}, -4, -2, True),
        ({"look_back_date": "determination"}, -4, -2, False),
        ({}, -2, -2, False),
        ({"look_back_date": "occurrence"}, -2, -2, False),
    ],
)
async def test_an_accident_counts_by_its_day_or_by_that_of_its_determination(
    world: World, chosen: dict[str, Any], happened: int, determined: int, stands: bool
) -> None:
    today = local_date(await world.clock.now())
    await _applies(world, with_accident(plus_years(today, happened), plus_years(today, determined)), chosen, stands)


@pytest.mark.article("zone:7", "zone:16")
@pytest.mark.parametrize(("mode", "stands"), [("rolling", True), ("calendar_years", False)])
async def test_three_years_back_begin_that_day_or_by_the_other_reading_with_that_year(
    world: World, mode: str, stands: bool
) -> None:
    year = await settle_in(world)
    admitted = with_accident(date(year - 3, 1, 1), date(year - 3, 2, 1))
    await _applies(world, admitted, {"look_back_mode": mode}, stands)


async def _applies(world: World, application: dict[str, Any], chosen: dict[str, Any], stands: bool) -> None:
    await start_creation(world, Stage.APPLICATION, policy=policy(**chosen))
    await until_open(world, "creation_application")
    if stands:
        await world.act("park-js-1", "creation_application", "apply", **application)
        assert (await world.state()).stage is Stage.NOMINATION
    else:
        refusal = await world.refused("park-js-1", "creation_application", "apply", **application)
        assert "zone:7" in {place.split("#")[0].split(".")[0] for place in refusal.basis}


@pytest.mark.article("zone:22#2")
@pytest.mark.parametrize(
    ("reading", "stage", "status"),
    [
        ("receipt", Stage.RECOGNITION, ObjectionStatus.LATE),
        ("postmark", Stage.PUBLIC_NOTICE, ObjectionStatus.ACCEPTED),
    ],
)
async def test_a_letter_posted_in_time_and_received_late_counts_by_its_stamp_or_by_its_postmark(
    world: World, reading: str, stage: Stage, status: ObjectionStatus
) -> None:
    notice = await publish(world, policy=policy(objection_receipt=reading))
    await close(world, notice, days=2)
    await until_open(world, "paper_objection")
    last = notice.last_day.date
    stamped = local_date(await world.clock.now())
    letter = {"stamped_on": stamped.isoformat(), "postmarked_on": last.isoformat(), "has_evidence": True}
    await with_file(world, "samr", "paper_objection", "register", receipt_number="收-3", **letter)
    case = await world.state()
    assert (case.stage, statuses(case)) == (stage, [status])


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(("closing", "local"), [("24:00", "00:00"), ("17:30", "17:30")])
async def test_a_notice_closes_at_the_end_of_its_last_day_or_at_the_hour_the_policy_says(
    world: World, closing: str, local: str
) -> None:
    notice = await publish(world, policy=policy(notice_close=closing))
    closes_at = notice.last_day.closes_at
    assert isinstance(closes_at, datetime)
    assert f"{closes_at.astimezone(CHINA):%H:%M}" == local
    await world.clock.advance_to(closes_at - timedelta(minutes=1))
    case = await world.state()
    assert (case.stage, notice_of(case).is_running) == (Stage.PUBLIC_NOTICE, True)
    await world.forward(minutes=2)
    assert (await world.state()).stage is Stage.RECOGNITION
