"""Days that roll, what comes back, months and years as deadlines with a derivation a person can follow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.citation import Citation
from domain.dates import end_of
from domain.deadline import Deadline
from domain.parameter import PeriodMode
from domain.periods import RollRule, months_after, repeated, rolled_day, years_after
from domain.working_days import WorkCalendar
from tests.support.calendars import CALENDAR, release

TERM = (Citation("zone:24"),)
ANCHOR = st.dates(date(2004, 1, 1), date(2080, 12, 31))


def term(anchor: date, years: int = 3, mode: PeriodMode = "corresponding") -> Deadline:
    return years_after(
        "zone-term",
        "示范期最后一日",
        TERM,
        anchor=anchor,
        anchor_label="向社会公布之日",
        years=years,
        mode=mode,
        parameter="term_years",
    )


def months(anchor: date, length: int, mode: PeriodMode = "corresponding") -> Deadline:
    return months_after(
        "any",
        "期间最后一日",
        TERM,
        anchor=anchor,
        anchor_label="起算日",
        months=length,
        mode=mode,
        parameter="term_years",
    )


def report(year: int, calendar: WorkCalendar = CALENDAR, roll: RollRule = "next_workday") -> Deadline:
    return rolled_day(
        "zone-annual-report",
        f"{year}年度工作报告报送期限",
        (Citation("zone:27#1"),),
        day=date(year + 1, 1, 31),
        anchor=date(year, 12, 31),
        anchor_label="报告年度结束之日",
        calendar=calendar,
        parameter="annual_report_due_month",
        roll=roll,
    )


def half_yearly(anchor: date, k: int, roll: RollRule = "next_workday") -> Deadline:
    return repeated(
        "any",
        "情况报告报送期限",
        TERM,
        anchor=anchor,
        anchor_label="联合发布之日",
        k=k,
        months=6,
        calendar=CALENDAR,
        parameter="term_years",
        roll=roll,
    )


def texts(deadline: Deadline) -> list[str]:
    return [line.text for line in deadline.lines]


@pytest.mark.article("zone:24")
@pytest.mark.scenario("C01")
class TestATermOfYears:
    def test_keeps_apart_what_the_text_fixes_and_what_we_chose(self) -> None:
        first, second, start, end, *_ = term(date(2025, 10, 15)).lines
        assert (first.source, first.text) == ("法规规定", "第二十四条：“示范区示范期为三年”。按3年计算。")
        assert (second.source, second.text) == ("系统策略", "条文没有写明自哪一日起算。")
        assert {(line.source, line.parameter) for line in (start, end)} == {("系统策略", "CAL-PERIOD-MODE")}

    @pytest.mark.parametrize(
        ("published", "mode", "last"),
        [
            pytest.param("2025-11-20", "corresponding", "2028-11-20", id="C01"),
            pytest.param("2025-11-20", "inclusive", "2028-11-19", id="C01 inclusive"),
            pytest.param("2024-02-29", "corresponding", "2027-02-28", id="29 February"),
            pytest.param("2024-02-29", "inclusive", "2027-02-27", id="29 February inclusive"),
            pytest.param("2023-10-01", "corresponding", "2026-10-01", id="not moved for a holiday"),
        ],
    )
    def test_ends_with_its_last_day(self, published: str, mode: PeriodMode, last: str) -> None:
        deadline = term(date.fromisoformat(published), mode=mode)
        assert deadline.date.isoformat() == last
        assert deadline.closes_at == end_of(date.fromisoformat(last))

    def test_is_counted_from_its_first_day_and_never_chained(self) -> None:
        anchor = date(2024, 2, 29)
        assert [term(anchor, 3 * k).date.isoformat() for k in (1, 2, 3, 4)] == [
            "2027-02-28",
            "2030-02-28",
            "2033-02-28",
            "2036-02-29",
        ]

    def test_says_so_when_the_month_has_no_corresponding_day(self) -> None:
        assert any("取月末日" in text for text in texts(term(date(2024, 2, 29))))
        assert not any("取月末日" in text for text in texts(term(date(2025, 10, 15))))


class TestMonths:
    @pytest.mark.parametrize(
        ("anchor", "length", "last"),
        [("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-08-31", 6, "2026-02-28")],
    )
    def test_end_with_the_month_that_has_no_corresponding_day(self, anchor: str, length: int, last: str) -> None:
        assert months(date.fromisoformat(anchor), length).date.isoformat() == last

    @given(ANCHOR, st.integers(1, 120))
    def test_inclusive_counting_ends_exactly_one_day_earlier(self, anchor: date, length: int) -> None:
        assert months(anchor, length).date - months(anchor, length, "inclusive").date == timedelta(days=1)


@pytest.mark.scenario("D01")
class TestADutyThatComesBack:
    def test_is_counted_from_the_anchor_so_that_the_thirty_first_comes_back(self) -> None:
        assert [half_yearly(date(2024, 8, 31), k, "none").date.isoformat() for k in (1, 2, 3)] == [
            "2025-02-28",
            "2025-08-31",
            "2026-02-28",
        ]

    def test_is_due_on_the_next_working_day(self) -> None:
        due = [half_yearly(date(2020, 11, 18), k).date.isoformat() for k in range(1, 7)]
        assert due == ["2021-05-18", "2021-11-18", "2022-05-18", "2022-11-18", "2023-05-18", "2023-11-20"]

    def test_may_by_policy_be_due_before_the_day_off_or_on_it(self) -> None:
        assert half_yearly(date(2020, 11, 18), 6, "previous_workday").date == date(2023, 11, 17)
        assert half_yearly(date(2020, 11, 18), 6, "none").date == date(2023, 11, 18)

    def test_says_from_where_it_was_counted_and_why_it_moved(self) -> None:
        assert texts(half_yearly(date(2020, 11, 18), 6))[-5:-1] == [
            "第6次：自起算日起36个月的对应日为2023年11月18日（周六）；每次均自起算日推算，不由上一次累加。",
            "2023年11月18日（周六）：周六，顺延。",
            "2023年11月19日（周日）：周日，顺延。",
            "顺延至下一工作日2023年11月20日（周一）。",
        ]
        assert "提前至上一工作日2023年11月17日（周五）。" in texts(
            half_yearly(date(2020, 11, 18), 6, "previous_workday")
        )
        assert texts(half_yearly(date(2020, 11, 18), 6, "none"))[-1].endswith("不因节假日顺延。")

    @given(ANCHOR, st.integers(1, 20))
    def test_equals_one_period_of_the_whole_length(self, anchor: date, k: int) -> None:
        assert half_yearly(anchor, k, "none").date == months(anchor, 6 * k).date


@pytest.mark.scenario("D03")
@pytest.mark.parametrize(
    ("day", "due"), [("2024-06-30", "2024-07-01"), ("2024-12-31", "2024-12-31"), ("2025-06-30", "2025-06-30")]
)
def test_a_fixed_day_of_the_calendar_rolls_alike(day: str, due: str) -> None:
    fixed = date.fromisoformat(day)
    deadline = rolled_day(
        "any",
        "情况报告报送期限",
        TERM,
        day=fixed,
        anchor=date(2024, 3, 20),
        anchor_label="联合发布之日",
        calendar=CALENDAR,
        parameter="term_years",
    )
    assert deadline.date.isoformat() == due
    assert deadline.closes_at == end_of(date.fromisoformat(due))


@pytest.mark.article("zone:27#1")
@pytest.mark.scenario("C14")
class TestAnAnnualReport:
    @pytest.mark.parametrize(
        ("year", "due", "provisional"),
        [
            (2025, "2026-02-02", False),
            (2026, "2027-02-01", True),
            (2027, "2028-01-31", True),
            (2024, "2025-02-05", False),
        ],
    )
    def test_is_due_at_the_end_of_january_or_on_the_next_working_day(
        self, year: int, due: str, provisional: bool
    ) -> None:
        deadline = report(year)
        assert (deadline.date.isoformat(), deadline.provisional) == (due, provisional)
        assert deadline.reading == "nominal"

    @pytest.mark.parametrize(
        ("roll", "due"), [("next_workday", "2026-02-02"), ("previous_workday", "2026-01-30"), ("none", "2026-01-31")]
    )
    def test_rolls_as_the_rule_says(self, roll: RollRule, due: str) -> None:
        deadline = report(2025, roll=roll)
        assert deadline.date.isoformat() == due
        assert deadline.closes_at == end_of(deadline.date)

    def test_says_why_it_moved(self) -> None:
        assert "2026年1月31日（周六）：周六，顺延。" in texts(report(2025))
        assert "顺延至下一工作日2026年2月2日（周一）。" in texts(report(2025))

    def test_stays_nominal_in_an_unpublished_year_and_gives_its_bounds(self) -> None:
        deadline = report(2027)
        assert (deadline.earliest, deadline.date, deadline.latest) == (
            date(2028, 1, 31),
            date(2028, 1, 31),
            date(2028, 2, 4),
        )
        assert (
            "暂按周一至周五扣除固定节日推算为2028年1月31日（周一）：最早2028年1月31日（周一），最晚2028年2月4日（周五）。"
            in texts(deadline)
        )

    def test_moves_when_the_calendar_comes_out(self) -> None:
        spring_festival = [f"2028-01-{day}" for day in range(25, 32)] + ["2028-02-01"]
        assert report(2027, WorkCalendar([release(2028, off=spring_festival)])).date == date(2028, 2, 2)


@pytest.mark.parametrize(
    "deadline",
    [
        term(date(2024, 2, 29)),
        report(2025),
        half_yearly(date(2020, 11, 18), 6),
    ],
    ids=lambda deadline: f"{deadline.key} {deadline.date}",
)
def test_a_deadline_survives_being_stored(deadline: Deadline) -> None:
    loaded = Deadline.model_validate_json(deadline.model_dump_json())
    assert loaded == deadline
    assert isinstance(loaded.basis[0], Citation)
    assert all(isinstance(line.citation, Citation | None) for line in loaded.lines)
