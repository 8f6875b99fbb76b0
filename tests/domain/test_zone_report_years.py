"""第二十七条第一句, reading R-27-1: which term owes the report of which year."""

from datetime import date, timedelta

import pytest

from domain.zone import art27_annual_report as art27
from domain.zone import term as terms
from domain.zone.case import Term
from tests.support.calendars import CALENDAR
from tests.support.zone_cases import POLICY


def owed(term: Term) -> list[int]:
    return [year for year in art27.years(term, POLICY) if art27.falls_in(term, art27.due(year, POLICY, CALENDAR))]


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("B01")
@pytest.mark.scenario("C14")
@pytest.mark.parametrize(
    ("published_on", "years"),
    [
        (date(2025, 10, 15), [2025, 2026, 2027]),
        (date(2025, 12, 31), [2025, 2026, 2027]),
        (date(2026, 1, 1), [2026, 2027]),  # ends on 2029-01-01, before the report of 2028 falls due
        (date(2026, 1, 30), [2026, 2027]),
        (date(2026, 1, 31), [2026, 2027, 2028]),  # due on 2029-01-31, its very last day
        (date(2026, 2, 1), [2026, 2027, 2028]),
    ],
)
def test_a_term_owes_the_reports_that_fall_due_while_it_runs(published_on: date, years: list[int]) -> None:
    assert owed(terms.first_term(published_on, POLICY)) == years


@pytest.mark.article("zone:27#1")
@pytest.mark.article("zone:28.3#2")
def test_over_three_terms_every_year_is_owed_exactly_once() -> None:
    for day in range(0, 366 * 4, 5):
        term = terms.first_term(date(2024, 1, 1) + timedelta(days=day), POLICY)
        years = owed(term)
        for _ in range(2):
            term = terms.next_term(term, POLICY, term.last_day.date)
            years += owed(term)
        assert years == list(range(term.anchor.year, years[-1] + 1))
