"""第十八条 and 第二十八条第一款: the instants from which and until which an application is taken."""

from datetime import date, timedelta

import pytest

from domain.citation import Citation
from domain.dates import end_of, start_of
from domain.refusal import RefusalKind
from domain.zone import art18_creation_period as art18
from domain.zone import art28_renewal_window as art28
from tests.support.zone_cases import POLICY

INSTANT = timedelta(microseconds=1)


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B02")
@pytest.mark.parametrize(
    ("approved_on", "last_day"),
    [
        (date(2024, 6, 3), date(2025, 6, 3)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_acceptance_is_applied_for_from_the_day_after_the_year(approved_on: date, last_day: date) -> None:
    year = art18.minimum(approved_on, POLICY)
    assert year.date == last_day
    refusal = art18.refuse_acceptance_application(year, end_of(last_day) - INSTANT)
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, (Citation("zone:18"),))
    assert art18.refuse_acceptance_application(year, end_of(last_day)) is None


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C01")
@pytest.mark.parametrize(
    ("published_on", "first_day", "last_day"),
    [
        (date(2025, 11, 20), date(2028, 5, 20), date(2028, 11, 20)),
        (date(2025, 8, 31), date(2028, 2, 29), date(2028, 8, 31)),
        (date(2024, 2, 29), date(2026, 8, 28), date(2027, 2, 28)),
    ],
)
def test_renewal_is_applied_for_in_the_last_six_months_of_the_term(
    published_on: date, first_day: date, last_day: date
) -> None:
    window = art28.window(published_on, POLICY)
    early = art28.refuse_application(window, start_of(first_day) - INSTANT)
    late = art28.refuse_application(window, end_of(last_day))
    assert early is not None
    assert late is not None
    assert (early.kind, late.kind) == (RefusalKind.NOT_YET, RefusalKind.TOO_LATE)
    assert early.basis == late.basis == (Citation("zone:28.1"),)
    assert art28.refuse_application(window, start_of(first_day)) is None
    assert art28.refuse_application(window, end_of(last_day) - INSTANT) is None
