"""The reminder ladder: its days, its hour, its order."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import at, local_date
from domain.ladder import Rung, Standing, begun, carried_on, one_a_day, rungs_around

NINE = time(9)
DUE = date(2026, 2, 2)


def nine(day: date) -> datetime:
    return at(day, NINE)


def d_minus_7(due: date) -> Rung:
    return rungs_around(due, before=(7,), after=(), at="09:00")[0]


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


class TestAMovedDeadline:
    """``d-7`` of a report due on 2 February: planned for 26 January at 09:00."""

    old = Standing(nine(date(2026, 1, 26)))
    sent = old._replace(outcome="served", served_at=old.planned_at)

    @pytest.mark.article("zone:27#1")
    def test_takes_a_reminder_still_to_come_along(self) -> None:
        moved = carried_on(d_minus_7(date(2026, 2, 9)), self.old, nine(date(2026, 1, 20)))
        assert moved == Standing(nine(date(2026, 2, 2)))

    @pytest.mark.article("zone:27#1")
    def test_is_reminded_of_again_though_the_old_day_was(self) -> None:
        """A week later on 27 January: the reminder of 26 January spoke of another date."""
        moved = carried_on(d_minus_7(date(2026, 2, 9)), self.sent, nine(date(2026, 1, 27)))
        assert moved == Standing(nine(date(2026, 2, 2)))

    @pytest.mark.parametrize("now", [nine(date(2026, 1, 26)), nine(date(2027, 1, 26))])
    def test_that_stands_is_reminded_of_once(self, now: datetime) -> None:
        assert carried_on(d_minus_7(DUE), self.sent, now) == self.sent

    def test_is_never_reminded_of_twice_on_one_day(self) -> None:
        """Served late, on the very day the new reminder would fall on; or another hour of the same day."""
        late = self.old._replace(outcome="served", served_at=at(date(2026, 1, 28), time(7)))
        assert carried_on(d_minus_7(date(2026, 2, 4)), late, at(date(2026, 1, 28), time(8))) == late
        evening = Rung(key="d-7", planned_at=at(date(2026, 1, 26), time(17)))
        assert carried_on(evening, self.sent, at(date(2026, 1, 26), time(12))) == self.sent

    @pytest.mark.parametrize(
        ("now", "outcome"),
        [(time(8, 59), None), (time(9), "cancelled"), (time(9, 1), "cancelled")],
        ids=["before its new time", "at it", "after it"],
    )
    def test_drops_a_reminder_whose_new_time_is_over(self, now: time, outcome: str | None) -> None:
        """Two days earlier: 24 January. Who is concerned has just been told of the new date."""
        moved = carried_on(d_minus_7(date(2026, 1, 31)), self.old, at(date(2026, 1, 24), now))
        assert (moved.planned_at, moved.outcome) == (nine(date(2026, 1, 24)), outcome)

    def test_loses_no_reminder_that_was_due_and_not_yet_sent(self) -> None:
        """The clock stood still from 25 January on; on the 28th the date moves by a day."""
        assert carried_on(d_minus_7(date(2026, 2, 3)), self.old, nine(date(2026, 1, 28))) == self.old

    def test_brings_back_what_was_passed_over_when_it_lies_ahead_again(self) -> None:
        ahead = d_minus_7(date(2026, 2, 9))
        for before in (self.old._replace(outcome="inherited"), self.old._replace(outcome="cancelled")):
            assert carried_on(ahead, before, nine(date(2026, 1, 27))) == Standing(ahead.planned_at)


@pytest.mark.parametrize(("days", "outcome"), [(-1, "inherited"), (0, None), (1, None)])
def test_a_rung_from_before_somebody_took_the_duty_over_is_inherited(days: int, outcome: str | None) -> None:
    rung = d_minus_7(DUE)
    assert begun(rung, rung.planned_at - timedelta(days=days)) == Standing(rung.planned_at, outcome)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=12))
def test_whatever_a_deadline_does_its_reminder_goes_out_once_a_day_at_most(moves: list[tuple[int, int]]) -> None:
    """``moves``: days until the next move, and where the due day then lies. Before each, the clock serves."""
    now, standing, served = nine(date(2026, 1, 1)), None, list[date]()
    for wait, due in moves:
        now += timedelta(days=wait)
        if standing and standing.outcome is None and standing.planned_at <= now:
            standing = standing._replace(outcome="served", served_at=max(standing.planned_at, now))
            served.append(local_date(now))
        rung = d_minus_7(date(2026, 1, 1) + timedelta(days=due))
        standing = carried_on(rung, standing, now) if standing else begun(rung, now)
        if standing.outcome is None:
            assert standing.planned_at == rung.planned_at or standing.planned_at <= now
    assert len(served) == len(set(served))


def test_of_two_rungs_on_one_day_the_later_given_stands() -> None:
    opening, ending = (
        [Rung(key=key, planned_at=nine(date(2028, 7, day))) for day in days]
        for key, days in (("window-30", (17,)), ("d-90", (17, 18)))
    )
    assert [rung.key for rung in one_a_day((*opening, *ending))] == ["d-90", "d-90"]
