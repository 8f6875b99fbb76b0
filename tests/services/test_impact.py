"""What a release or a policy would do to the open cases, and which cases still have to count again."""

from datetime import date

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from activities.projection import project
from db.models import Case
from db.queries.impact import PAGE
from db.session import Register
from domain.open_dates import replaced
from domain.policy import ZonePolicy
from domain.working_days import CalendarRelease
from domain.zone.case import Stage, ZoneCase
from services.impact import cases_to_adopt, cases_to_recalculate, impact, policy_impact
from tests.support.calendars import CALENDAR
from tests.support.dated_cases import LONG, PUBLISHED, SHORT, SOON, in_consultation, in_notice, in_term, under


def named(case: ZoneCase, name: str) -> ZoneCase:
    case.id = name
    return case


async def store(session: AsyncSession, *cases: ZoneCase) -> None:
    for case in cases:
        state = case.model_dump(mode="json")
        projection = project(state, CALENDAR)
        session.add(
            Case(
                id=case.id,
                workflow_id=f"zone/{case.id}",
                opened_at=PUBLISHED,
                updated_at=PUBLISHED,
                closed_at=PUBLISHED if projection.case.stage.is_final else None,
                state=state,
                step=1,
                **projection.columns,
            )
        )


@pytest.fixture
async def stored(register: Register) -> Register:
    ended = named(in_notice(), "e")
    ended.stage = Stage.EXPIRED
    async with register.write() as session:
        await store(
            session,
            named(in_notice(), "a"),
            named(in_consultation(), "b"),
            named(in_term(), "c"),
            named(in_term(date(2020, 3, 2)), "d"),
            ended,
        )
    return register


async def test_the_list_names_every_open_case_with_its_moves_and_no_other(stored: Register) -> None:
    async with stored.read() as session:
        found = await impact(session, under(LONG), SOON)
    assert [(each.case_id, each.workflow_id) for each in found] == [("a", "zone/a"), ("b", "zone/b"), ("c", "zone/c")]
    assert [[move.path for move in each.moves] for each in found] == [
        ["proceeding.notice.last_day"],
        ["proceeding.consultation.due"],
        ["term.reports.2026.due"],
    ]
    assert all(move.changed for each in found for move in each.moves)


async def test_a_calendar_that_is_known_already_changes_nothing(stored: Register) -> None:
    async with stored.read() as session:
        assert await impact(session, CALENDAR, SOON) == []
        assert await cases_to_recalculate(session, CALENDAR, SOON) == []


@pytest.mark.parametrize("release", [LONG, SHORT])
async def test_once_a_case_has_counted_again_it_is_not_asked_a_second_time(
    stored: Register, release: CalendarRelease
) -> None:
    calendar = under(release)
    async with stored.read() as session:
        assert await cases_to_recalculate(session, calendar, SOON) == ["zone/a", "zone/b", "zone/c"]
    async with stored.write() as session:
        for each in await impact(session, calendar, SOON):
            row = await session.get(Case, each.case_id)
            assert row is not None
            case = ZoneCase.model_validate(row.state)
            for move in each.moves:
                replaced(case, move.path, move.after)
            row.state = case.model_dump(mode="json")
    async with stored.read() as session:
        assert await cases_to_recalculate(session, calendar, SOON) == []


async def test_cases_beyond_one_page_are_all_seen_once(sqlite_register: Register) -> None:
    async with sqlite_register.write() as session:
        await store(session, *(named(in_notice(), f"{number:04}") for number in range(PAGE + 1)))
    async with sqlite_register.read() as session:
        found = await impact(session, under(LONG), SOON)
    assert [each.case_id for each in found] == [f"{number:04}" for number in range(PAGE + 1)]


@pytest.mark.article("zone:27#1")
async def test_a_policy_reaches_only_what_has_not_begun(stored: Register) -> None:
    policy = ZonePolicy(version="2027-1", consultation_working_days=30, annual_report_due_month=3)
    async with stored.read() as session:
        found = await policy_impact(session, policy, CALENDAR, SOON)
    assert [each.case_id for each in found] == ["c"]
    assert [move.path for move in found[0].moves] == ["term.reports.2026.due", "term.reports.2027.due"]


async def test_cases_under_another_version_are_those_to_take_over_the_new_one(stored: Register) -> None:
    policy = ZonePolicy(version="2027-1")
    async with stored.read() as session:
        assert await cases_to_adopt(session, policy) == ["zone/a", "zone/b", "zone/c", "zone/d"]
        assert await cases_to_adopt(session, ZonePolicy()) == []
