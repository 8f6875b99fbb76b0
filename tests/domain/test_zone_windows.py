"""第十八条 and 第二十八条第一款: the instants from which and until which an application is taken."""

from calendar import monthrange
from datetime import date, datetime, timedelta

import pytest

from domain.citation import Citation
from domain.dates import CHINA, end_of, start_of
from domain.policy import ZonePolicy
from domain.refusal import RefusalKind
from domain.zone import art18_creation_period as art18
from domain.zone import art28_renewal_window as art28
from domain.zone.case import Stage
from tests.support.situations import case_in
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
    case = case_in(Stage.CREATION, POLICY)
    case.creation_minimum = art18.minimum(approved_on, POLICY)
    assert case.creation_minimum.date == last_day
    refusal = art18.guard(case, end_of(last_day) - INSTANT, "application")
    assert refusal is not None
    assert (refusal.kind, refusal.basis) == (RefusalKind.NOT_YET, (Citation("zone:18"),))
    assert art18.guard(case, end_of(last_day), "application") is None
    assert art18.guard(case, end_of(last_day + timedelta(days=1)), "application") is None


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B04")
def test_the_year_of_creation_is_soft_and_names_who_may_except() -> None:
    lines = art18.minimum(date(2024, 7, 15), POLICY).lines
    [soft] = [line for line in lines if "原则上”的最短期间" in line.text]
    assert soft.text == "“原则上”的最短期间：只有市场监管总局可以书面批准提前，并说明理由。"
    assert (soft.source, soft.citation) == ("系统策略", "zone:18")


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


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C05")
class TestUnderTheReadingOfADeadline:
    POLICY = ZonePolicy(renewal_reading="deadline")

    @pytest.mark.parametrize(
        ("at", "kind"),
        [
            pytest.param("2025-10-14T23:59:59", RefusalKind.NOT_YET, id="before the term"),
            pytest.param("2025-10-15T00:00:00", None, id="the first day of the term"),
            pytest.param("2028-04-15T23:59:59", None, id="C05 the last day"),
            pytest.param("2028-04-16T00:00:00", RefusalKind.TOO_LATE, id="C05 the day after"),
        ],
    )
    def test_renewal_is_applied_for_at_least_six_months_before_the_end(self, at: str, kind: RefusalKind | None) -> None:
        limit = art28.window(date(2025, 10, 15), self.POLICY)
        refusal = art28.refuse_application(limit, datetime.fromisoformat(at).replace(tzinfo=CHINA))
        assert (refusal.kind if refusal else None) is kind

    def test_a_later_term_opens_with_its_first_day(self) -> None:
        limit = art28.window(date(2025, 10, 15), self.POLICY, 2)
        assert limit.opens_at == start_of(date(2028, 10, 16))
        assert (limit.date, limit.label) == (date(2031, 4, 15), "复审申请截止")

    def test_the_derivation_says_which_reading_was_taken(self) -> None:
        taken = [
            line for line in art28.window(date(2025, 10, 15), self.POLICY).lines if "最迟在到期6个月前申请" in line.text
        ]
        assert [line.source for line in taken] == ["系统策略"]


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C01")
@pytest.mark.parametrize("first_year", range(2004, 2044, 10))
def test_a_renewal_window_is_what_it_says_for_every_day_of_forty_years(first_year: int) -> None:
    anchor = date(first_year, 1, 1)
    while anchor < date(first_year + 10, 1, 1):
        last = _corresponding(anchor, 36)
        window = art28.window(anchor, POLICY)
        assert window.date == _corresponding(last, -6), anchor
        assert window.opens_at == datetime(window.date.year, window.date.month, window.date.day, tzinfo=CHINA), anchor
        assert window.closes_at == datetime(last.year, last.month, last.day, tzinfo=CHINA) + timedelta(days=1), anchor
        anchor += timedelta(days=1)


def _corresponding(day: date, months: int) -> date:
    """By hand: the day of the same number, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
