"""Periods as deadlines: month ends, instants, and a derivation a person can follow."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.citation import Citation
from domain.dates import end_of, local_date, start_of
from domain.deadline import Deadline
from domain.periods import minimum_since, months_after, rolled_day, window_before, working_days_after, years_after
from domain.policy import PeriodMode
from domain.working_days import WorkCalendar
from tests.support.calendars import CALENDAR, release

NOTICE = (Citation("zone:22#1"),)
TERM = (Citation("zone:24"),)
ANCHOR = st.dates(date(2004, 1, 1), date(2080, 12, 31))


def notice(published: date, n: int = 5, *, calendar: WorkCalendar = CALENDAR, close: str = "24:00") -> Deadline:
    return working_days_after(
        "zone-notice",
        "公示期最后一日",
        NOTICE,
        anchor=published,
        anchor_label="公示发布之日",
        n=n,
        calendar=calendar,
        parameter="notice_min_working_days",
        not_less_than=True,
        close=close,
    )


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


def window(last_day: date) -> Deadline:
    basis = (Citation("zone:28.1"),)
    return window_before(
        "zone-renewal-window", "复审申请期开始", basis, last_day=last_day, months=6, parameter="renewal_window_months"
    )


def months(anchor: date, count: int, mode: PeriodMode = "corresponding") -> Deadline:
    return months_after(
        "any",
        "期间最后一日",
        TERM,
        anchor=anchor,
        anchor_label="起算日",
        months=count,
        mode=mode,
        parameter="term_years",
    )


def minimum(approved: date, mode: PeriodMode = "corresponding") -> Deadline:
    return minimum_since(
        "zone-creation-minimum",
        "创建活动满一年",
        (Citation("zone:18"),),
        anchor=approved,
        anchor_label="审核同意创建之日",
        months=12,
        mode=mode,
        parameter="creation_minimum_months",
    )


def report(year: int, calendar: WorkCalendar = CALENDAR) -> Deadline:
    return rolled_day(
        "zone-annual-report",
        f"{year}年度工作报告报送期限",
        (Citation("zone:27#1"),),
        day=date(year + 1, 1, 31),
        anchor=date(year, 12, 31),
        anchor_label="报告年度结束之日",
        calendar=calendar,
        parameter="annual_report_due_month",
    )


@pytest.mark.article("zone:22#1")
class TestANotice:
    def test_closes_at_midnight_after_its_last_day(self) -> None:
        deadline = notice(date(2025, 11, 3))
        assert deadline.date == date(2025, 11, 10)
        assert deadline.closes_at == start_of(date(2025, 11, 11))
        assert deadline.closes_at.isoformat() == "2025-11-10T16:00:00+00:00"

    def test_may_by_policy_close_with_the_office(self) -> None:
        deadline = notice(date(2025, 11, 3), close="17:30")
        assert deadline.closes_at is not None
        assert deadline.closes_at.isoformat() == "2025-11-10T09:30:00+00:00"

    def test_tells_its_derivation_day_by_day(self) -> None:
        texts = [line.text for line in notice(date(2026, 2, 12)).lines]
        assert texts == [
            "第二十二条第一句：“公示期不少于五个工作日”。按5个工作日计算。",
            "公示发布之日为2026年2月12日（周四），当日不计入，自次日起计算（参照民法典第二百零一条）。",
            "2026年2月13日（周五）：第1个工作日。",
            "2026年2月14日（周六）：第2个工作日（调休上班）。",
            *(
                f"2026年2月{day}日（周{name}）：不计（放假）。"
                for day, name in zip(range(15, 24), "日一二三四五六日一", strict=True)
            ),
            "2026年2月24日（周二）：第3个工作日。",
            "2026年2月25日（周三）：第4个工作日。",
            "2026年2月26日（周四）：第5个工作日。",
            "公示期最后一日为2026年2月26日（周四），当日24:00截止。",
            "工作日依据节假日安排：国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）。",
        ]

    def test_says_which_lines_the_text_fixes_and_which_are_our_policy(self) -> None:
        lines = notice(date(2025, 11, 3)).lines
        assert (lines[0].source, lines[0].parameter, lines[0].citation) == ("法规规定", "Z-NOTICE-MIN-WD", "zone:22#1")
        assert {line.source for line in lines[1:]} == {"系统策略"}

    def test_says_how_far_an_unpublished_calendar_may_move_it(self) -> None:
        deadline = notice(date(2026, 12, 28))
        assert deadline.words == "2027年1月5日（周二）（暂定，待节假日安排公布）"
        assert "最早2027年1月3日（周日），最晚2027年1月12日（周二）" in deadline.lines[-1].text
        assert deadline.lines[-1].text.endswith("已向社会公布的截止日期只延后、不提前。")


@pytest.mark.article("zone:24")
@pytest.mark.scenario("C01")
class TestATermOfYears:
    def test_keeps_apart_what_the_text_fixes_and_what_we_chose(self) -> None:
        first, second, *_ = term(date(2025, 10, 15)).lines
        assert (first.source, first.text) == ("法规规定", "第二十四条：“示范区示范期为三年”。按3年计算。")
        assert (second.source, second.text) == ("系统策略", "自向社会公布之日起算。")

    @pytest.mark.parametrize(
        ("published", "mode", "last", "opens"),
        [
            pytest.param("2025-11-20", "corresponding", "2028-11-20", "2028-05-20", id="C01"),
            pytest.param("2025-11-20", "inclusive", "2028-11-19", "2028-05-19", id="C01 inclusive"),
            pytest.param("2024-02-29", "corresponding", "2027-02-28", "2026-08-28", id="29 February"),
            pytest.param("2025-08-31", "corresponding", "2028-08-31", "2028-02-29", id="window opens at a month's end"),
        ],
    )
    def test_ends_on_the_corresponding_day_and_opens_its_window_six_months_before(
        self, published: str, mode: PeriodMode, last: str, opens: str
    ) -> None:
        deadline = term(date.fromisoformat(published), mode=mode)
        assert deadline.date.isoformat() == last
        assert deadline.closes_at == end_of(date.fromisoformat(last))
        assert window(deadline.date).date.isoformat() == opens

    def test_is_counted_from_its_first_day_and_never_chained(self) -> None:
        anchor = date(2024, 2, 29)
        assert [term(anchor, 3 * k).date.isoformat() for k in (1, 2, 3, 4)] == [
            "2027-02-28",
            "2030-02-28",
            "2033-02-28",
            "2036-02-29",
        ]

    def test_says_so_when_the_month_has_no_corresponding_day(self) -> None:
        clamped = [line.text for line in term(date(2024, 2, 29)).lines]
        plain = [line.text for line in term(date(2025, 10, 15)).lines]
        assert any("取月末日" in text for text in clamped)
        assert not any("取月末日" in text for text in plain)

    def test_does_not_move_for_a_holiday(self) -> None:
        assert term(date(2023, 10, 1)).date == date(2026, 10, 1)


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C01")
class TestARenewalWindow:
    def test_is_open_from_midnight_to_midnight(self) -> None:
        deadline = window(date(2028, 10, 15))
        assert deadline.opens_at == start_of(date(2028, 4, 15))
        assert deadline.closes_at == start_of(date(2028, 10, 16))

    @given(ANCHOR)
    def test_lies_within_the_last_six_months_of_its_term(self, anchor: date) -> None:
        last = term(anchor).date
        opens = window(last).date
        assert anchor < opens < last
        assert 181 <= (last - opens).days <= 184
        assert abs(last.day - opens.day) <= 3


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B02")
class TestAMinimumDuration:
    @pytest.mark.parametrize(
        ("approved", "mode", "last", "free"),
        [
            pytest.param("2024-06-03", "corresponding", "2025-06-03", "2025-06-04", id="B02"),
            pytest.param("2024-06-03", "inclusive", "2025-06-02", "2025-06-03", id="B02 inclusive"),
            pytest.param("2024-07-15", "corresponding", "2025-07-15", "2025-07-16", id="B01"),
            pytest.param("2024-02-29", "corresponding", "2025-02-28", "2025-03-01", id="29 February"),
        ],
    )
    def test_sets_the_act_free_on_the_day_after_its_last(
        self, approved: str, mode: PeriodMode, last: str, free: str
    ) -> None:
        deadline = minimum(date.fromisoformat(approved), mode)
        assert deadline.date.isoformat() == last
        assert deadline.opens_at == start_of(date.fromisoformat(free))
        assert deadline.closes_at is None

    def test_is_over_at_the_stroke_of_midnight_and_not_a_moment_before(self) -> None:
        free = minimum(date(2024, 6, 3)).opens_at
        assert free is not None
        moments = [free + timedelta(seconds=seconds) for seconds in (-86400, -1, 0, 86400)]
        assert [local_date(moment).isoformat() for moment in moments] == [
            "2025-06-03",
            "2025-06-03",
            "2025-06-04",
            "2025-06-05",
        ]


class TestMonths:
    @pytest.mark.parametrize(
        ("anchor", "count", "last"),
        [("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2025-08-31", 6, "2026-02-28")],
    )
    def test_end_with_the_month_that_has_no_corresponding_day(self, anchor: str, count: int, last: str) -> None:
        assert months(date.fromisoformat(anchor), count).date.isoformat() == last

    def test_repeat_from_the_anchor_so_that_the_thirty_first_comes_back(self) -> None:
        assert [months(date(2024, 8, 31), 6 * k).date.isoformat() for k in (1, 2, 3)] == [
            "2025-02-28",
            "2025-08-31",
            "2026-02-28",
        ]

    @given(ANCHOR, st.integers(1, 120))
    def test_inclusive_counting_ends_exactly_one_day_earlier(self, anchor: date, count: int) -> None:
        assert months(anchor, count).date - months(anchor, count, "inclusive").date == timedelta(days=1)


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

    def test_says_why_it_moved(self) -> None:
        texts = [line.text for line in report(2025).lines]
        assert "2026年1月31日（周六）：周六，顺延。" in texts
        assert "顺延至下一工作日2026年2月2日（周一）。" in texts

    def test_moves_when_the_calendar_comes_out(self) -> None:
        spring_festival = [f"2028-01-{day}" for day in range(25, 32)] + ["2028-02-01"]
        assert report(2027, WorkCalendar([release(2028, off=spring_festival)])).date == date(2028, 2, 2)


@pytest.mark.parametrize(
    "deadline",
    [
        notice(date(2026, 12, 28)),
        term(date(2024, 2, 29)),
        window(date(2028, 10, 15)),
        minimum(date(2024, 6, 3)),
        report(2025),
    ],
    ids=lambda deadline: deadline.key,
)
def test_a_deadline_survives_being_stored(deadline: Deadline) -> None:
    loaded = Deadline.model_validate_json(deadline.model_dump_json())
    assert loaded == deadline
    assert isinstance(loaded.basis[0], Citation)
    assert all(isinstance(line.citation, Citation | None) for line in loaded.lines)
