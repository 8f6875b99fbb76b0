"""The dates of the worked scenarios of the demonstration zone, each by its rule, and the other readings beside them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.citation import Citation
from domain.date_rules import derive
from domain.dates import end_of, start_of
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.working_days import WorkCalendar
from domain.zone import art27_annual_report as art27
from domain.zone import art27_reapplication_bar as art27_bar
from tests.support.calendars import CALENDAR, SEED, release


def day(
    key: str, anchor: str, *, policy: ZonePolicy | None = None, calendar: WorkCalendar = CALENDAR, **given: int
) -> Deadline:
    return derive(key, date.fromisoformat(anchor), given, policy or ZonePolicy(), calendar)


def dates_of(deadline: Deadline, parameter: str) -> list[str]:
    return [each.isoformat() for line in deadline.lines if line.parameter == parameter for each in line.dates]


@pytest.mark.article("zone:17.2")
@pytest.mark.scenario("B01")
def test_departments_have_ten_working_days_for_their_opinion() -> None:
    assert day("zone-consultation", "2024-06-20").date == date(2024, 7, 4)


@pytest.mark.article("zone:22#1", "zone:28.3#1")
@pytest.mark.scenario("A09", "A14", "A17", "A24", "C20")
@pytest.mark.parametrize("key", ["zone-notice", "zone-renewal-notice"])
@pytest.mark.parametrize(
    ("published", "working_days", "last"),
    [
        ("2025-09-26", 5, "2025-10-10"),
        ("2026-02-28", 5, "2026-03-06"),
        ("2025-11-03", 7, "2025-11-12"),
        ("2018-10-09", 5, "2018-10-16"),
        ("2025-10-09", 5, "2025-10-15"),
    ],
)
def test_a_notice_ends_with_its_last_working_day(key: str, published: str, working_days: int, last: str) -> None:
    deadline = day(key, published, working_days=working_days)
    assert deadline.date.isoformat() == last
    assert (deadline.opens_at, deadline.closes_at) == (
        start_of(date.fromisoformat(published)),
        end_of(deadline.date),
    )


@pytest.mark.article("zone:28.3#1")
def test_the_notice_of_a_renewal_rests_on_its_own_article_first() -> None:
    deadline = day("zone-renewal-notice", "2025-09-26")
    assert deadline.basis == (Citation("zone:28.3#1"),)
    assert {line.citation for line in deadline.lines if line.citation} == {"zone:28.3#1"}
    assert "评估结果向社会公示" in deadline.lines[0].text


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
@pytest.mark.parametrize(
    ("notice_of_2027", "last"),
    [
        pytest.param(release(2027, off=["2027-01-01"], made_up=["2027-01-02", "2027-01-03"]), "2027-01-03"),
        pytest.param(release(2027, off=["2027-01-01", "2027-01-04", "2027-01-05"]), "2027-01-07"),
    ],
)
def test_a_notice_into_an_unpublished_year_ends_as_late_as_it_may_have_to(notice_of_2027: object, last: str) -> None:
    open_ended = day("zone-notice", "2026-12-28")
    assert open_ended.provisional
    assert open_ended.date == open_ended.latest
    assert open_ended.earliest <= date(2027, 1, 5) <= open_ended.latest
    settled = day("zone-notice", "2026-12-28", calendar=WorkCalendar([*SEED, notice_of_2027]))  # type: ignore[list-item]
    assert (settled.date.isoformat(), settled.provisional) == (last, False)
    assert open_ended.earliest <= settled.date <= open_ended.latest


@pytest.mark.article("zone:22#2")
@pytest.mark.scenario("A20")
def test_evidence_may_be_supplied_for_five_working_days_after_the_notice() -> None:
    deadline = day("zone-objection-supplement", "2025-11-10")
    assert deadline.date == date(2025, 11, 17)
    assert deadline.closes_at == start_of(date(2025, 11, 18))
    assert all(line.source == "系统策略" for line in deadline.lines)


@pytest.mark.article("zone:24", "zone:28.1")
@pytest.mark.scenario("C01", "C07")
@pytest.mark.parametrize(
    ("anchor", "number", "mode", "last", "opens"),
    [
        ("2025-11-20", 1, "corresponding", "2028-11-20", "2028-05-20"),
        ("2025-11-20", 1, "inclusive", "2028-11-19", "2028-05-19"),
        ("2025-10-15", 2, "corresponding", "2031-10-15", "2031-04-15"),
        ("2028-09-25", 1, "corresponding", "2031-09-25", "2031-03-25"),
    ],
)
def test_a_term_and_its_window(anchor: str, number: int, mode: str, last: str, opens: str) -> None:
    policy = ZonePolicy.model_validate({"period_mode": mode})
    assert day("zone-term", anchor, policy=policy, term_number=number).date.isoformat() == last
    window = day("zone-renewal-window", anchor, policy=policy, term_number=number)
    assert window.date.isoformat() == opens
    assert (window.opens_at, window.closes_at) == (start_of(window.date), end_of(date.fromisoformat(last)))


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C05")
def test_by_the_other_reading_the_window_closes_six_months_before_the_end() -> None:
    policy = ZonePolicy(renewal_reading="deadline")
    deadline = day("zone-renewal-window", "2025-10-15", policy=policy)
    assert deadline.date == date(2028, 4, 15)
    assert (deadline.opens_at, deadline.closes_at) == (start_of(date(2025, 10, 15)), start_of(date(2028, 4, 16)))
    second = day("zone-renewal-window", "2025-10-15", policy=policy, term_number=2)
    assert second.opens_at == start_of(date(2028, 10, 16))


@pytest.mark.article("zone:24")
@pytest.mark.parametrize(
    ("mode", "original", "chained"),
    [("corresponding", "2036-02-29", "2036-02-28"), ("inclusive", "2036-02-28", "2036-02-27")],
)
def test_a_chained_fourth_term_loses_the_leap_day_the_first_publication_had(
    mode: str, original: str, chained: str
) -> None:
    ends = {
        anchor: day(
            "zone-term",
            "2024-02-29",
            policy=ZonePolicy.model_validate({"term_anchor": anchor, "period_mode": mode}),
            term_number=4,
        ).date.isoformat()
        for anchor in ("original", "previous_last_day")
    }
    assert ends == {"original": original, "previous_last_day": chained}


@given(st.dates(date(2004, 1, 1), date(2044, 12, 31)), st.integers(1, 8))
def test_chaining_changes_nothing_but_what_a_leap_day_began(anchor: date, number: int) -> None:
    chained = ZonePolicy(term_anchor="previous_last_day")
    same = (
        day("zone-term", anchor.isoformat(), policy=chained, term_number=number).date
        == day("zone-term", anchor.isoformat(), term_number=number).date
    )
    assert same or (anchor.month, anchor.day) == (2, 29)


@pytest.mark.article("zone:7")
@pytest.mark.scenario("B08")
@pytest.mark.parametrize(
    ("mode", "check", "first"),
    [
        ("rolling", "2025-06-10", "2022-06-10"),
        ("rolling", "2024-02-29", "2021-02-28"),
        ("calendar_years", "2025-06-10", "2022-01-01"),
        ("calendar_years", "2025-01-01", "2022-01-01"),
        ("calendar_years", "2024-12-31", "2021-01-01"),
    ],
)
def test_three_years_are_looked_back_on(mode: str, check: str, first: str) -> None:
    policy = ZonePolicy.model_validate({"look_back_mode": mode})
    deadline = day("zone-look-back", check, policy=policy)
    assert (deadline.date.isoformat(), deadline.anchor.isoformat()) == (first, check)


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14", "C16")
class TestAnAnnualReport:
    @pytest.mark.parametrize(
        ("year", "due", "provisional"),
        [(2025, "2026-02-02", False), (2026, "2027-02-01", True), (2027, "2028-01-31", True)],
    )
    def test_is_owed_for_a_calendar_year_at_the_end_of_next_january(
        self, year: int, due: str, provisional: bool
    ) -> None:
        deadline = day("zone-annual-report", "2025-10-15", year=year)
        assert (deadline.date.isoformat(), deadline.provisional) == (due, provisional)

    def test_tells_the_days_of_its_reminders(self) -> None:
        assert dates_of(day("zone-annual-report", "2025-10-15"), "Z-REPORT-LADDER") == [
            "2026-01-03",
            "2026-01-26",
            "2026-02-01",
            "2026-02-03",
            "2026-02-09",
            "2026-03-04",
        ]

    def test_by_the_other_reading_covers_a_year_from_anniversary_to_anniversary(self) -> None:
        policy = ZonePolicy(annual_report_mode="anniversary_year")
        reports = [day("zone-annual-report", "2025-10-15", policy=policy, year=year) for year in (2025, 2026, 2027)]
        assert [each.anchor.isoformat() for each in reports] == ["2026-10-15", "2027-10-15", "2028-10-15"]
        assert [each.date.isoformat() for each in reports] == ["2026-11-16", "2027-11-15", "2028-11-14"]
        assert [each.opens_at for each in reports] == [end_of(each.anchor) for each in reports]

    def test_which_is_a_year_over_a_leap_day_too(self) -> None:
        policy = ZonePolicy(annual_report_mode="anniversary_year")
        years = (2024, 2027)
        over = [art27.due_after_anniversary(date(2024, 2, 29), year, policy, CALENDAR).anchor for year in years]
        assert over == [date(2025, 2, 28), date(2028, 2, 29)]


@pytest.mark.article("zone:27#3")
class TestTheBarAfterARevocation:
    @pytest.mark.parametrize(
        ("revoked", "last"),
        [
            ("2026-04-30", "2029-04-30"),
            ("2024-02-29", "2027-02-28"),
            ("2025-02-28", "2028-02-28"),
            ("2023-10-01", "2026-10-01"),
        ],
    )
    def test_lasts_three_years_to_the_corresponding_day_and_is_never_rolled(self, revoked: str, last: str) -> None:
        deadline = day("zone-reapplication-bar", revoked)
        assert (deadline.date.isoformat(), deadline.provisional) == (last, False)

    def test_sets_an_application_free_at_the_midnight_after_its_last_day(self) -> None:
        deadline = day("zone-reapplication-bar", "2026-04-30")
        assert deadline.opens_at is not None
        moments = [end_of(date(2029, 4, 29)), end_of(date(2029, 4, 30)) - timedelta(microseconds=1)]
        assert all(moment < deadline.opens_at for moment in moments)
        assert deadline.opens_at == start_of(date(2029, 5, 1))
        assert deadline.closes_at is None

    def test_ends_a_day_earlier_when_the_day_of_the_decision_counts(self) -> None:
        policy = ZonePolicy(period_mode="inclusive")
        assert art27_bar.bar(date(2026, 4, 30), policy).date == date(2029, 4, 29)

    def test_says_that_the_text_does_not_say_from_which_day_it_runs(self) -> None:
        first, second, *_ = day("zone-reapplication-bar", "2026-04-30").lines
        assert (first.source, first.citation) == ("法规规定", "zone:27#3")
        assert second.source == "系统策略"
        assert "没有写明" in second.text
