"""The dates of the pilot plan, the district plan and the provincial draft."""

from datetime import date

import pytest

from domain.date_rules import derive
from domain.dates import end_of, start_of
from domain.deadline import Deadline
from domain.policy import POLICIES
from domain.province.policy import CAMPAIGNS
from services.regulations import article_text
from tests.support.calendars import CALENDAR


def day(key: str, anchor: str, given: dict[str, int] | None = None, **values: object) -> Deadline:
    policy = POLICIES[key.split("-")[0]].model_validate(values)
    return derive(key, date.fromisoformat(anchor), given or {}, policy, CALENDAR)


def reminders(deadline: Deadline, parameter: str) -> list[str]:
    return [each.isoformat() for line in deadline.lines if line.parameter == parameter for each in line.dates]


def half_years(launched: str, last: int, **values: object) -> list[str]:
    return [day("pilot-half-year-report", launched, {"k": k}, **values).date.isoformat() for k in range(1, last + 1)]


@pytest.mark.article("pilot:5(4)")
class TestAHalfYearReport:
    @pytest.mark.scenario("D01")
    def test_is_due_every_six_months_from_the_joint_publication(self) -> None:
        days = ["2021-05-18", "2021-11-18", "2022-05-18", "2022-11-18", "2023-05-18"]
        assert half_years("2020-11-18", 6) == [*days, "2023-11-20"]
        assert half_years("2020-11-18", 6, half_year_roll="none") == [*days, "2023-11-18"]

    @pytest.mark.scenario("D01")
    def test_is_reminded_of_before_and_after_its_day(self) -> None:
        assert reminders(day("pilot-half-year-report", "2020-11-18"), "Y-REPORT-LADDER") == [
            "2021-04-18",
            "2021-05-11",
            "2021-05-17",
            "2021-05-19",
            "2021-05-25",
            "2021-06-17",
        ]

    @pytest.mark.scenario("D03")
    def test_is_by_the_other_reading_due_with_the_halves_of_the_calendar_year(self) -> None:
        days = ["2024-07-01", "2024-12-31", "2025-06-30", "2025-12-31"]
        assert half_years("2024-03-20", 4, half_year_mode="calendar") == days
        first = day("pilot-half-year-report", "2024-03-20", half_year_mode="calendar")
        assert "报告期间为2024年3月20日（周三）之后至2024年6月30日（周日）" in " ".join(
            line.text for line in first.lines
        )

    @pytest.mark.parametrize(
        ("launched", "first"),
        [
            ("2024-06-29", "2024-06-30"),
            ("2024-06-30", "2024-12-31"),
            ("2024-07-01", "2024-12-31"),
            ("2024-12-31", "2025-06-30"),
        ],
    )
    def test_of_the_calendar_begins_with_the_first_half_that_leaves_a_day_to_report_on(
        self, launched: str, first: str
    ) -> None:
        assert half_years(launched, 1, half_year_mode="calendar", half_year_roll="none") == [first]

    @pytest.mark.parametrize(
        ("launched", "k", "due"),
        [
            pytest.param("2020-08-31", 1, "2021-03-01", id="28 February 2021 is a Sunday"),
            pytest.param("2023-08-31", 1, "2024-02-29", id="a leap February"),
            pytest.param("2025-08-31", 1, "2026-02-28", id="a make-up Saturday is not rolled"),
            pytest.param("2023-08-31", 2, "2024-09-02", id="the thirty-first comes back; it is a Saturday"),
        ],
    )
    def test_at_a_months_end_is_clamped_and_rolled_but_never_chained(self, launched: str, k: int, due: str) -> None:
        assert day("pilot-half-year-report", launched, {"k": k}).date.isoformat() == due

    def test_opens_with_the_half_year_it_covers_and_is_late_after_its_day(self) -> None:
        second = day("pilot-half-year-report", "2020-11-18", {"k": 2})
        assert (second.opens_at, second.closes_at) == (end_of(date(2021, 5, 18)), start_of(date(2021, 11, 19)))

    def test_in_an_unpublished_year_may_still_move(self) -> None:
        deadline = day("pilot-half-year-report", "2026-10-03")
        assert deadline.provisional
        assert deadline.earliest < deadline.latest


@pytest.mark.article("pilot:2(3)")
@pytest.mark.scenario("D01")
def test_the_aims_of_a_pilot_are_milestones_and_nothing_is_refused_by_them() -> None:
    found = [
        day("pilot-milestone", "2020-11-18", {"years": 2}),
        day("pilot-milestone", "2020-11-18"),
        day("pilot-clear-results", "2020-11-18"),
    ]
    assert [each.date.isoformat() for each in found] == ["2022-11-18", "2023-11-18", "2025-12-31"]
    assert {(each.opens_at, each.closes_at) for each in found} == {(None, None)}
    assert all("过期不产生后果" in each.lines[-1].text for each in found)


@pytest.mark.article("pilot:4(1)")
def test_three_years_before_the_filing_are_looked_back_on() -> None:
    assert day("pilot-look-back", "2020-09-15").date == date(2017, 9, 15)
    assert day("pilot-look-back", "2020-02-29").date == date(2017, 2, 28)


@pytest.mark.article("district:s2.1")
@pytest.mark.scenario("E06")
def test_the_district_plan_aims_at_the_end_of_2025_whenever_it_was_issued() -> None:
    for issued in ("2021-01-01", "2025-12-31", "2026-01-01"):
        deadline = day("district-target", issued)
        assert (deadline.date, deadline.closes_at) == (date(2025, 12, 31), start_of(date(2026, 1, 1)))


@pytest.mark.article("district:s4(3)#2")
def test_a_date_of_a_ledger_is_the_one_the_unit_wrote_and_by_policy_not_moved() -> None:
    saturday = day("district-ledger-date", "2025-06-14")
    assert (saturday.date, saturday.opens_at, saturday.provisional) == (date(2025, 6, 14), None, False)
    assert reminders(saturday, "C-LEDGER-LADDER") == ["2025-06-07", "2025-06-14", "2025-06-15", "2025-06-21"]
    assert day("district-ledger-date", "2025-06-14", ledger_roll="next_workday").date == date(2025, 6, 16)


@pytest.mark.article("province:30.1")
class TestACampaign:
    NUMBERS = {each.name: number for number, each in enumerate(CAMPAIGNS, start=1)}

    def first_day(self, name: str, in_force: str, k: int = 1, **values: object) -> str:
        deadline = day("province-campaign", in_force, {"campaign": self.NUMBERS[name], "k": k}, **values)
        return deadline.date.isoformat()

    def test_bears_the_name_the_article_gives_it_in_the_order_of_the_article(self) -> None:
        from_citation = derive("province-campaign", date(2025, 5, 15), {}, POLICIES["province"](), CALENDAR).basis[0]
        assert "、".join(self.NUMBERS) + "等活动" in article_text(from_citation)

    @pytest.mark.scenario("F02")
    def test_is_held_for_the_first_time_when_it_begins_after_the_entry_into_force(self) -> None:
        assert {name: self.first_day(name, "2025-05-15") for name in self.NUMBERS} == {
            "世界计量日": "2025-05-20",
            "世界认可日": "2025-06-09",
            "全国质量月": "2025-09-01",
            "世界标准日": "2025-10-14",
            "国际消费者权益保护日": "2026-03-15",
            "世界知识产权日": "2026-04-26",
            "中国品牌日": "2026-05-10",
        }

    @pytest.mark.parametrize(
        ("in_force", "default", "in_progress"),
        [
            ("2025-08-31", "2025-09-01", "2025-09-01"),
            ("2025-09-01", "2025-09-01", "2025-09-01"),
            ("2025-09-02", "2026-09-01", "2025-09-01"),
            ("2025-09-30", "2026-09-01", "2025-09-01"),
            ("2025-10-01", "2026-09-01", "2026-09-01"),
        ],
    )
    def test_already_running_counts_by_the_other_reading_only(
        self, in_force: str, default: str, in_progress: str
    ) -> None:
        assert self.first_day("全国质量月", in_force) == default
        assert self.first_day("全国质量月", in_force, campaign_in_progress=True) == in_progress

    @pytest.mark.scenario("F04")
    def test_keeps_its_day_on_a_sunday_and_is_reminded_of_and_summed_up(self) -> None:
        given = {"campaign": self.NUMBERS["国际消费者权益保护日"]}
        held = day("province-campaign", "2025-05-15", given)
        assert held.date == date(2026, 3, 15)
        assert (held.opens_at, held.closes_at) == (start_of(held.date), end_of(held.date))
        assert reminders(held, "H-CAMPAIGN-LADDER") == ["2026-02-13", "2026-03-08"]
        assert day("province-campaign-summary", "2025-05-15", given).date == date(2026, 3, 30)

    def test_of_a_month_lasts_to_its_last_day_and_comes_back_every_year(self) -> None:
        month = day("province-campaign", "2025-05-15", {"k": 3})
        assert (month.date, month.closes_at) == (date(2027, 9, 1), end_of(date(2027, 9, 30)))
        assert day("province-campaign-summary", "2025-05-15", {"k": 3}).date == date(2027, 10, 15)

    def test_is_not_reminded_of_before_the_regulation_is_in_force(self) -> None:
        given = {"campaign": self.NUMBERS["世界计量日"]}
        assert reminders(day("province-campaign", "2025-05-13", given), "H-CAMPAIGN-LADDER") == ["2025-05-13"]
        assert reminders(day("province-campaign", "2025-05-14", given), "H-CAMPAIGN-LADDER") == []

    @pytest.mark.article("province:42")
    @pytest.mark.scenario("F01")
    def test_of_a_draft_says_first_of_all_that_nothing_begins(self) -> None:
        first = day("province-campaign", "2025-05-15").lines[0]
        assert first.citation == "province:42"
        assert "任何活动、提醒和期限都不开始" in first.text
        assert day("province-campaign", "2025-05-15").label == "全国质量月活动开始（草案尚未施行）"
        loaded = day("province-campaign", "2025-05-15", effective_date="2025-05-15").lines[0]
        assert "不开始" not in loaded.text
        other = day("province-campaign", "2025-05-16", effective_date="2025-05-15").lines[0]
        assert "2025年5月15日（周四）；以下仅按假定的施行之日2025年5月16日（周五）推算" in other.text
