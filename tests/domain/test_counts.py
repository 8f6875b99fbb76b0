"""Working days counted as deadlines: which reading counts where no notice is out, and how that is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.citation import Citation
from domain.dates import end_of, start_of
from domain.deadline import Deadline
from domain.periods import working_days_after
from domain.working_days import WorkCalendar
from tests.support.calendars import CALENDAR, SEED

NOTICE = (Citation("zone:22#1"),)
[OF_2026] = [each.document_number for each in SEED if each.year == 2026]
ANCHOR = st.dates(date(2004, 1, 1), date(2080, 12, 31))


def count(
    anchor: date, n: int = 5, *, not_less_than: bool = True, calendar: WorkCalendar = CALENDAR, close: str = "24:00"
) -> Deadline:
    return working_days_after(
        "zone-notice",
        "公示期最后一日",
        NOTICE,
        anchor=anchor,
        anchor_label="公示发布之日",
        n=n,
        calendar=calendar,
        parameter="notice_min_working_days",
        not_less_than=not_less_than,
        close=close,
    )


def texts(deadline: Deadline) -> list[str]:
    return [line.text for line in deadline.lines]


@pytest.mark.article("zone:22#1")
class TestACountOfWorkingDays:
    def test_closes_at_midnight_after_its_last_day(self) -> None:
        deadline = count(date(2025, 11, 3))
        assert deadline.date == date(2025, 11, 10)
        assert deadline.closes_at == start_of(date(2025, 11, 11))
        assert deadline.closes_at.isoformat() == "2025-11-10T16:00:00+00:00"

    def test_tells_its_derivation_day_by_day(self) -> None:
        assert texts(count(date(2026, 2, 12))) == [
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
            f"工作日依据节假日安排：{OF_2026}。",
        ]

    def test_is_the_same_for_a_minimum_and_a_limit_once_the_calendar_is_published(self) -> None:
        minimum, limit = count(date(2026, 2, 12)), count(date(2026, 2, 12), not_less_than=False)
        assert minimum.lines == limit.lines
        assert (minimum.date, minimum.closes_at) == (limit.date, limit.closes_at)

    def test_says_which_lines_the_text_fixes_and_which_are_our_policy(self) -> None:
        lines = count(date(2025, 11, 3)).lines
        assert (lines[0].source, lines[0].parameter, lines[0].citation) == ("法规规定", "Z-NOTICE-MIN-WD", "zone:22#1")
        assert {line.source for line in lines[1:]} == {"系统策略"}


@pytest.mark.article("zone:22#1")
@pytest.mark.scenario("A18")
class TestACountIntoAnUnpublishedYear:
    def test_that_is_a_minimum_ends_on_the_latest_day_it_may_need(self) -> None:
        deadline = count(date(2026, 12, 28))
        assert (deadline.date, deadline.reading, deadline.provisional) == (date(2027, 1, 11), "latest", True)
        assert (deadline.earliest, deadline.latest) == (date(2027, 1, 3), date(2027, 1, 11))
        assert deadline.closes_at == end_of(date(2027, 1, 11))
        assert deadline.counted == (date(2026, 12, 29), *(date(2027, 1, day) for day in (6, 7, 8, 11)))
        assert deadline.words == "2027年1月11日（周一）（暂定，待节假日安排公布）"

    def test_that_is_a_limit_ends_on_the_earliest(self) -> None:
        deadline = count(date(2026, 12, 28), not_less_than=False)
        assert (deadline.date, deadline.reading, deadline.provisional) == (date(2027, 1, 3), "earliest", True)
        assert deadline.closes_at == end_of(date(2027, 1, 3))
        assert deadline.counted[-2:] == (date(2027, 1, 2), date(2027, 1, 3))

    def test_says_of_every_day_what_it_was_taken_for(self) -> None:
        told = texts(count(date(2026, 12, 28)))
        assert "2026年12月29日（周二）：第1个工作日（节假日安排未公布）。" in told
        assert "2026年12月30日（周三）：不计（节假日安排未公布，可能放假，暂不计入）。" in told
        assert "2027年1月1日（周五）：不计（元旦，节假日安排未公布）。" in told
        assert "2027年1月2日（周六）：不计（周六，节假日安排未公布，可能调休上班，暂不计入）。" in told
        assert "2027年1月11日（周一）：第5个工作日（节假日安排未公布）。" in told
        limit = texts(count(date(2026, 12, 28), not_less_than=False))
        assert "2026年12月30日（周三）：第2个工作日（节假日安排未公布，可能放假，暂计入）。" in limit
        assert "2027年1月2日（周六）：第4个工作日（周六，节假日安排未公布，可能调休上班，暂计入）。" in limit

    def test_says_which_reading_counts_why_and_what_may_still_move_it(self) -> None:
        reading, moving = count(date(2026, 12, 28)).lines[-2:]
        assert reading.text == (
            "期间“不少于”规定的天数，按可能最晚的安排取2027年1月11日（周一）"
            "（按周一至周五扣除固定节日推算为2027年1月5日（周二））：最早2027年1月3日（周日），最晚2027年1月11日（周一）。"
        )
        assert moving.text == (
            "2027年节假日安排尚未公布，以下日期放假或者上班未定，公布后重新计算："
            "2026年12月30日（周三）至2026年12月31日（周四）、2027年1月2日（周六）至2027年1月5日（周二）、"
            "2027年1月9日（周六）至2027年1月10日（周日）。已向社会公布的截止日期只延后、不提前。"
        )
        assert {reading.source, moving.source} == {"系统策略"}
        limit, moving = count(date(2026, 12, 28), not_less_than=False).lines[-2:]
        assert limit.text.startswith("期限为规定的天数“以内”，按可能最早的安排取2027年1月3日（周日）（")
        assert moving.text.endswith("2027年1月10日（周日）。")

    def test_names_the_notice_it_rests_on_as_far_as_there_is_one(self) -> None:
        moving = count(date(2026, 12, 23)).lines[-1]
        assert moving.text.startswith(
            "工作日依据节假日安排：国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）。2027年"
        )

    def test_that_no_holiday_can_reach_says_that_nothing_will_move_it(self) -> None:
        deadline = count(date(2027, 3, 15))
        assert deadline.earliest == deadline.date == deadline.latest == date(2027, 3, 22)
        assert deadline.provisional is True
        assert texts(deadline)[-1] == "2027年节假日安排尚未公布，按各种可能的安排计算，结果相同。公布后重新核对。"

    def test_is_not_stretched_over_a_whole_season_by_one_festival(self) -> None:
        deadline = count(date(2027, 6, 2))
        assert (deadline.earliest, deadline.latest) == (date(2027, 6, 7), date(2027, 6, 16))


@given(ANCHOR, st.integers(1, 30), st.booleans())
def test_serialise_then_load_is_identity(anchor: date, n: int, not_less_than: bool) -> None:
    deadline = count(anchor, n, not_less_than=not_less_than)
    assert Deadline.model_validate_json(deadline.model_dump_json(exclude_defaults=True)) == deadline
    assert deadline.earliest <= deadline.date <= deadline.latest


def test_a_deadline_stored_before_readings_were_kept_loads_as_nominal() -> None:
    stored = count(date(2026, 12, 28)).compact().model_dump(mode="json")
    for later in ("reading", "pauses", "extensions", "superseded"):
        del stored[later]
    loaded = Deadline.model_validate(stored)
    assert (loaded.reading, loaded.pauses, loaded.extensions, loaded.superseded) == ("nominal", (), (), ())
