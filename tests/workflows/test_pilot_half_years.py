"""五（四）, 二（三） The worked dates of group D on the running workflow, on their own days."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from db.models import CalendarReleaseRow, DocumentRow
from domain.dates import local_date
from domain.pilot import calendar_of_case
from domain.pilot.case import PilotCase, PilotStage
from domain.pilot.parts import Bureau
from services.calendar_seed import past_releases
from tests.support import pilot_cases as pilots
from tests.support.pilot_cases import BING, JIA, YI, PilotWorld
from tests.support.scenarios import days_in, expected, given, titled
from tests.support.world import World


@pytest.fixture
async def pilot(world: World) -> PilotWorld:
    """With the releases of all past years: the scenarios stand in them."""
    async with world.register.write() as session:
        known = set(await session.scalars(sa.select(CalendarReleaseRow.year)))
        for each in past_releases():
            if each.year not in known:
                facts = each.model_dump(mode="json", exclude={"issued_on"})
                row = CalendarReleaseRow(
                    id=str(each.year), imported_at=await world.clock.now(), issued_on=each.issued_on, **facts
                )
                session.add(row)
    return PilotWorld(world.env, world.register, world.mail)


async def reported(pilot: PilotWorld, rounds: int, *bureaus: Bureau) -> PilotCase:
    """Every bureau (all three unless named) hands in each report on the day of its first reminder."""
    for k in range(1, rounds + 1):
        case = await pilot.project()
        due = next(each.due.date for each in case.reports if each.k == k)
        opens = due - timedelta(days=30)
        if opens > local_date(await pilot.clock.now()):
            await pilot.to(opens.year, opens.month, opens.day, 9)
        for bureau in bureaus or (JIA, YI, BING):
            await pilot.act(bureau.organisation, "pilot_report", "submit", **pilots.REPORT)
        over = max(each.period_to for each in case.reports if each.k == k) + timedelta(days=1)
        if over > local_date(await pilot.clock.now()):
            await pilot.to(over.year, over.month, over.day, 1)
    return await pilot.project()


def due_days(case: PilotCase, bureau: str) -> list[date]:
    return [each.due.date for each in case.reports if each.bureau == bureau]


@pytest.mark.article("pilot:5(4)", "pilot:2(3)")
@pytest.mark.scenario("D01")
@pytest.mark.starts_at("2020-11-18T09:00")
async def test_a_project_launched_in_2020_reports_six_times_each_bureau_to_its_own_province(pilot: PilotWorld) -> None:
    wanted, [launched] = expected("D01"), titled("D01")
    assert local_date(await pilot.clock.now()) == launched
    await pilots.into_construction(pilot, half_year_ladder_before=(30,), half_year_ladder_after=())
    aims = calendar_of_case.aims(await pilot.project())
    assert [each.date for each in aims] == sorted(wanted["milestones"].values())
    case = await reported(pilot, 6)
    for bureau in (JIA, YI, BING):
        assert due_days(case, bureau.organisation)[:6] == wanted["due_rolled"]
    first = [each for each in case.reports if each.k == 1]
    assert len(first) == wanted["reports_per_round"]
    readers = {(task.about.split(".")[0], task.audience.organisation) for task in case.tasks if task.about}
    assert readers == {("city-jia", "prov-js"), ("city-yi", "prov-zj"), ("city-bing", "prov-sh")}
    received = await pilot.documents("pilot_half_year_report")
    assert len(received) == 6 * wanted["reports_per_round"]
    assert case.milestones_passed == 2
    assert not any(each.overdue for each in case.reports)


@pytest.mark.article("pilot:5(4)")
@pytest.mark.scenario("D03")
@pytest.mark.starts_at("2024-03-20T09:00")
async def test_by_the_calendars_halves_the_running_project_reports_on_a_short_first_one(pilot: PilotWorld) -> None:
    wanted, [launched] = expected("D03"), given("D03")
    assert local_date(await pilot.clock.now()) == launched
    await pilots.into_construction(pilot, half_year_mode="calendar")
    first = (await pilot.project()).reports[0]
    assert (first.period_from, first.period_to) == tuple(days_in(wanted["first_period"]))
    case = await reported(pilot, 3)
    assert due_days(case, "city-jia")[:4] == wanted["due"]


@pytest.mark.article("pilot:5(4)")
@pytest.mark.starts_at("2020-11-18T09:00")
@pytest.mark.parametrize(
    ("policy", "rounds"),
    [
        ({"half_year_end": "36_months"}, 6),
        ({"half_year_end": "five_year_plan", "five_year_plan_ends_on": "2021-06-30"}, 2),
    ],
    ids=["36 months", "end of the five-year plan"],
)
async def test_where_the_half_years_end_before_the_closing_nothing_is_asked_or_late_afterwards(
    pilot: PilotWorld, policy: dict[str, str], rounds: int
) -> None:
    await pilots.into_construction(pilot, JIA, half_year_ladder_before=(30,), half_year_ladder_after=(), **policy)
    case = await reported(pilot, rounds, JIA)
    assert [each.k for each in case.reports] == list(range(1, rounds + 1))
    for _ in range(rounds):
        await pilot.act("prov-js", "pilot_report_receipt", "accept")
    await pilot.forward(days=400)
    case = await pilot.project()
    assert len(case.reports) == rounds
    assert not [task for task in case.tasks if task.kind == "pilot_report"]
    assert not any(each.overdue for each in case.reports)
    assert case.stage is PilotStage.UNDER_CONSTRUCTION, "it still takes the five to close it"


@pytest.mark.article("pilot:5(4)")
@pytest.mark.starts_at("2020-11-18T09:00")
async def test_where_the_lead_reports_for_all_its_one_report_goes_to_every_province(pilot: PilotWorld) -> None:
    await pilots.into_construction(pilot, half_year_reporter="lead", half_year_ladder_before=(30,))
    await pilot.to(2021, 4, 18, 9)
    asked = [task.audience.organisation for task in (await pilot.project()).tasks if task.kind == "pilot_report"]
    assert asked == ["city-jia"]
    await pilot.act("city-jia", "pilot_report", "submit", **pilots.REPORT)
    assert await pilot.told("pilot_report_received") == {"city-jia", "prov-js", "prov-zj", "prov-sh"}
    async with pilot.register.read() as session:
        of_kind = sa.select(DocumentRow.facts).where(DocumentRow.kind == "pilot_half_year_report")
        [written] = await session.scalars(of_kind)
    assert {each["organisation"] for each in written["recipients"]} == {"prov-js", "prov-zj", "prov-sh"}
    case = await pilot.project()
    assert [task.audience.organisation for task in case.tasks if task.kind == "pilot_report_receipt"] == ["prov-js"]
    await pilot.act("prov-js", "pilot_report_receipt", "return", reasons="缺少丙区的情况")
    await pilot.act("city-jia", "pilot_report", "submit", **pilots.REPORT)
    await pilot.act("prov-js", "pilot_report_receipt", "accept")
    first = next(each for each in (await pilot.project()).reports if each.k == 1)
    assert (first.bureau, first.version, first.accepted_on) == ("", 2, date(2021, 4, 18))
