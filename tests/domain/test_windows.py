"""What must wait, what is barred, windows before an end, and looking back: to the instant."""

from datetime import date, datetime, timedelta

import pytest

from domain.citation import Citation
from domain.dates import end_of, local_date, start_of
from domain.deadline import Deadline
from domain.parameter import PeriodMode
from domain.windows import bar_since, look_back_from, minimum_since, no_later_than, window_before

INSTANT = timedelta(microseconds=1)
CREATION = (Citation("zone:18"),)
RENEWAL = (Citation("zone:28.1"),)


def minimum(approved: str, mode: PeriodMode = "corresponding", waived_by: str = "") -> Deadline:
    return minimum_since(
        "zone-creation-minimum",
        "创建活动满一年",
        CREATION,
        anchor=date.fromisoformat(approved),
        anchor_label="审核同意创建之日",
        months=12,
        mode=mode,
        parameter="creation_minimum_months",
        waived_by=waived_by,
    )


def bar(revoked: str, mode: PeriodMode = "corresponding") -> Deadline:
    return bar_since(
        "any",
        "限制的最后一日",
        CREATION,
        anchor=date.fromisoformat(revoked),
        anchor_label="决定之日",
        years=3,
        mode=mode,
        parameter="term_years",
    )


def window(last_day: str) -> Deadline:
    return window_before(
        "zone-renewal-window",
        "复审申请期开始",
        RENEWAL,
        last_day=date.fromisoformat(last_day),
        end_label="示范期最后一日",
        months=6,
        parameters={"renewal_window_months": "6个月"},
    )


def limit(last_day: str) -> Deadline:
    return no_later_than(
        "zone-renewal-window",
        "复审申请截止",
        RENEWAL,
        opens_on=date(2025, 10, 15),
        last_day=date.fromisoformat(last_day),
        end_label="示范期最后一日",
        months=6,
        parameters={"renewal_window_months": "6个月"},
    )


def look_back(checked: str) -> Deadline:
    return look_back_from(
        "zone-look-back",
        "近三年来的起始日",
        (Citation("zone:7"),),
        anchor=date.fromisoformat(checked),
        anchor_label="核查日",
        years=3,
        parameter="look_back_years",
    )


def told(deadline: Deadline) -> str:
    return "\n".join(line.text for line in deadline.lines)


def open_on(deadline: Deadline, instant: datetime) -> bool:
    opened = deadline.opens_at is None or deadline.opens_at <= instant
    return opened and (deadline.closes_at is None or instant < deadline.closes_at)


@pytest.mark.article("zone:18")
@pytest.mark.scenario("B01", "B02")
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
        deadline = minimum(approved, mode)
        assert deadline.date.isoformat() == last
        assert deadline.opens_at == start_of(date.fromisoformat(free))
        assert deadline.closes_at is None
        assert f"自{int(free[:4])}年" in told(deadline)

    def test_is_over_at_the_stroke_of_midnight_and_not_a_moment_before(self) -> None:
        deadline = minimum("2024-06-03")
        free = end_of(date(2025, 6, 3))
        moments = [free - timedelta(days=1), free - INSTANT, free, free + timedelta(days=1)]
        assert [open_on(deadline, moment) for moment in moments] == [False, False, True, True]

    def test_that_is_soft_names_the_only_body_that_may_waive_it(self) -> None:
        soft = minimum("2024-06-03", waived_by="市场监管总局")
        assert "只有市场监管总局可以书面批准提前" in told(soft)
        assert soft.opens_at == minimum("2024-06-03").opens_at

    def test_that_is_hard_says_so(self) -> None:
        assert "最短期间不得缩短。" in told(minimum("2024-06-03"))
        assert "批准提前" not in told(minimum("2024-06-03"))


class TestABar:
    @pytest.mark.parametrize(
        ("decided", "mode", "last"),
        [
            pytest.param("2026-03-10", "corresponding", "2029-03-10", id="plain"),
            pytest.param("2026-03-10", "inclusive", "2029-03-09", id="inclusive"),
            pytest.param("2028-02-29", "corresponding", "2031-02-28", id="29 February"),
            pytest.param("2025-02-28", "corresponding", "2028-02-28", id="28 February before a leap year"),
        ],
    )
    def test_holds_until_24_00_of_its_last_day(self, decided: str, mode: PeriodMode, last: str) -> None:
        deadline, day = bar(decided, mode), date.fromisoformat(last)
        assert deadline.date == day
        moments = [start_of(day) - INSTANT, start_of(day), end_of(day) - INSTANT, end_of(day)]
        assert [open_on(deadline, moment) for moment in moments] == [False, False, False, True]
        assert deadline.closes_at is None

    def test_tells_from_when_one_is_free(self) -> None:
        assert told(bar("2026-03-10")).endswith("限制期间届满后，自2029年3月11日（周日）0时起可以办理。")


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C01")
class TestAWindowBeforeAnEnd:
    @pytest.mark.parametrize(
        ("last_day", "opens"),
        [
            pytest.param("2028-11-20", "2028-05-20", id="C01"),
            pytest.param("2028-11-19", "2028-05-19", id="C01 inclusive"),
            pytest.param("2027-02-28", "2026-08-28", id="end of February"),
            pytest.param("2028-08-31", "2028-02-29", id="opens at the end of a leap February"),
            pytest.param("2027-08-31", "2027-02-28", id="opens at the end of February"),
        ],
    )
    def test_is_open_from_the_first_instant_of_its_first_day_to_the_last_of_its_last(
        self, last_day: str, opens: str
    ) -> None:
        deadline, first, last = window(last_day), date.fromisoformat(opens), date.fromisoformat(last_day)
        assert deadline.date == first
        moments = [start_of(first) - INSTANT, start_of(first), end_of(last) - INSTANT, end_of(last)]
        assert [open_on(deadline, moment) for moment in moments] == [False, True, True, False]

    def test_says_so_when_the_month_has_no_corresponding_day(self) -> None:
        assert "取月末日" in told(window("2028-08-31"))
        assert "取月末日" not in told(window("2028-11-20"))


@pytest.mark.article("zone:28.1")
@pytest.mark.scenario("C05")
def test_an_act_no_later_than_six_months_before_an_end_is_in_time_until_24_00_of_the_corresponding_day() -> None:
    deadline, last = limit("2028-10-15"), date(2028, 4, 15)
    assert deadline.date == last
    moments = [start_of(date(2025, 10, 15)) - INSTANT, start_of(last), end_of(last) - INSTANT, end_of(last)]
    assert [open_on(deadline, moment) for moment in moments] == [False, True, True, False]
    assert "当日24时截止" in told(deadline)


@pytest.mark.article("zone:7")
@pytest.mark.scenario("B08")
@pytest.mark.parametrize(
    ("checked", "first"), [("2025-06-10", "2022-06-10"), ("2024-02-29", "2021-02-28"), ("2027-02-28", "2024-02-28")]
)
def test_looking_back_both_ends_are_included(checked: str, first: str) -> None:
    deadline = look_back(checked)
    assert (deadline.date.isoformat(), deadline.anchor.isoformat()) == (first, checked)
    assert told(deadline).endswith("首尾两日均计入。")
    assert deadline.lines[-1].dates == (deadline.date, deadline.anchor)


@pytest.mark.parametrize(
    "deadline",
    [minimum("2024-06-03", waived_by="市场监管总局"), bar("2028-02-29"), window("2028-10-15"), look_back("2024-02-29")],
    ids=lambda deadline: deadline.key,
)
def test_a_deadline_survives_being_stored(deadline: Deadline) -> None:
    assert Deadline.model_validate_json(deadline.model_dump_json()) == deadline


def test_an_instant_just_after_local_midnight_belongs_to_the_new_day() -> None:
    midnight = end_of(date(2025, 6, 3))
    assert [local_date(midnight + shift).isoformat() for shift in (-INSTANT, timedelta(0))] == [
        "2025-06-03",
        "2025-06-04",
    ]
