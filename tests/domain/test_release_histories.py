"""Whatever notices on the holidays come out, in whatever order: a public notice never closes too early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import end_of
from domain.deadline import Deadline
from domain.open_dates import OpenDate, moves
from domain.provisional import fixed_holiday, may_be_made_up, may_be_off
from domain.rederivation import rederived
from domain.working_days import CalendarRelease, WorkCalendar
from domain.zone import art22_public_notice as art22
from tests.support.calendars import SEED, days, nth_after
from tests.support.zone_cases import POLICY

KNOWN = SEED[-2:]
"""2025 and 2026."""


def releases(year: int, issued_on: date) -> st.SearchStrategy[CalendarRelease]:
    """Any notice for ``year`` that keeps to the seasons; it may name the last days of the December before."""
    named = days(date(year - 1, 12, 26), date(year, 12, 31))
    off = [day for day in named if day.weekday() < 5 and may_be_off(day) and not fixed_holiday(day)]
    made_up = [day for day in named if day.weekday() >= 5 and may_be_made_up(day) and not fixed_holiday(day)]
    return st.builds(
        CalendarRelease,
        year=st.just(year),
        document_number=st.just(f"{year}：{issued_on}"),
        issued_on=st.just(issued_on),
        days_off=_any_of(off),
        make_up_workdays=_any_of(made_up),
    )


def _any_of(possible: list[date]) -> st.SearchStrategy[tuple[date, ...]]:
    """Any selection, drawn as the bits of one number; none and all as often as the rest together."""
    whole = 2 ** len(possible) - 1
    bits = st.sampled_from([0, whole]) | st.integers(0, whole)
    return bits.map(lambda chosen: tuple(day for place, day in enumerate(possible) if chosen >> place & 1))


FINAL = {year: releases(year, date(year - 1, 11, 20)) for year in (2027, 2028)}
CORRECTED = {year: releases(year, date(year - 1, 11, 1)) for year in (2027, 2028)}


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[CalendarRelease], list[CalendarRelease]]:
    """The notices that prove true in the end, and those imported while a public notice runs, in order.

    Of a year there may be imported none, the true one, or the true one and one that it corrects, in any order.
    """
    true, imported = [], []
    for year in (2027, 2028):
        final, corrected = draw(FINAL[year]), draw(CORRECTED[year])
        true.append(final)
        imported += draw(st.sampled_from([[], [final], [final, corrected]]))
    return true, draw(st.permutations(imported))


def told_again(standing: Deadline, calendar: WorkCalendar) -> Deadline:
    """What stands after a release was imported, as the running case takes it over."""
    one = OpenDate(path="notice", deadline=standing, stated=True, floor=standing.date, who="", told=())
    [move] = moves([one], [rederived(standing, POLICY, calendar)])
    return move.after


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
@given(st.dates(date(2026, 12, 1), date(2028, 11, 30)), st.integers(5, 12), histories())
def test_a_notice_never_closes_before_its_working_days_under_any_release_history(
    published: date, n: int, history: tuple[list[CalendarRelease], list[CalendarRelease]]
) -> None:
    true, imported = history
    standing = art22.last_day(published, n, POLICY, WorkCalendar(KNOWN))
    for position in range(1, len(imported) + 1):
        before = standing
        standing = told_again(standing, WorkCalendar([*KNOWN, *imported[:position]]))
        assert standing.date >= before.date
    enough = nth_after(published, n, lambda day: _works(day, true))
    assert standing.date >= enough
    assert standing.closes_at is not None
    assert standing.closes_at >= end_of(enough)


def _works(day: date, true: list[CalendarRelease]) -> bool:
    """By the notices that prove true, without the calendar under test."""
    for release in [*reversed(true), *KNOWN]:
        if day in release.days_off:
            return False
        if day in release.make_up_workdays:
            return True
    return day.weekday() < 5 and fixed_holiday(day) is None


@given(histories(), st.dates(date(2026, 12, 1), date(2028, 11, 30)))
def test_the_order_of_imports_does_not_matter_to_what_a_count_gives(
    history: tuple[list[CalendarRelease], list[CalendarRelease]], published: date
) -> None:
    _, imported = history
    orders = (imported, imported[::-1], sorted(imported, key=lambda each: each.document_number))
    first, *others = (art22.last_day(published, 5, POLICY, WorkCalendar([*KNOWN, *order])) for order in orders)
    assert others == [first, first]


@given(histories(), st.dates(date(2026, 12, 20), date(2028, 11, 30)))
def test_a_settled_count_lies_within_the_bounds_it_had_before(
    history: tuple[list[CalendarRelease], list[CalendarRelease]], published: date
) -> None:
    true, _ = history
    before = art22.last_day(published, 5, POLICY, WorkCalendar(KNOWN))
    after = art22.last_day(published, 5, POLICY, WorkCalendar([*KNOWN, *true]))
    assert before.earliest <= after.date <= before.latest == before.date
    assert set(after.releases) <= {each.document_number for each in (*KNOWN, *true)}
    assert published + timedelta(days=1) <= after.counted[0]
