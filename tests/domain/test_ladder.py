"""The reminder ladder: its days, its hour, its order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import local_date
from domain.ladder import rungs_around


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14")
def test_the_ladder_of_the_report_for_2025_stands_on_its_rolled_due_day() -> None:
    rungs = rungs_around(date(2026, 2, 2), before=(30, 7, 1), after=(1, 7, 30), at="09:00")
    assert [(rung.key, rung.planned_at.isoformat()) for rung in rungs] == [
        ("d-30", "2026-01-03T01:00:00+00:00"),
        ("d-7", "2026-01-26T01:00:00+00:00"),
        ("d-1", "2026-02-01T01:00:00+00:00"),
        ("d+1", "2026-02-03T01:00:00+00:00"),
        ("d+7", "2026-02-09T01:00:00+00:00"),
        ("d+30", "2026-03-04T01:00:00+00:00"),
    ]


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C06")
def test_the_ladder_before_expiry_gives_the_days_of_scenario_c06() -> None:
    rungs = rungs_around(date(2028, 10, 15), before=(90, 30, 7), after=(), at="09:00")
    assert [local_date(rung.planned_at).isoformat() for rung in rungs] == ["2028-07-17", "2028-09-15", "2028-10-08"]


@given(
    st.dates(date(2004, 1, 1), date(2100, 1, 1)),
    st.lists(st.integers(1, 400), max_size=6).map(tuple),
    st.lists(st.integers(1, 400), max_size=6).map(tuple),
)
def test_rungs_come_in_the_order_of_time_each_once(due: date, before: tuple[int, ...], after: tuple[int, ...]) -> None:
    rungs = rungs_around(due, before=before, after=after, at="09:00")
    assert [rung.planned_at for rung in rungs] == sorted({rung.planned_at for rung in rungs})
    assert len({rung.key for rung in rungs}) == len(rungs) == len(set(before)) + len(set(after))
