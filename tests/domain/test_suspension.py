"""中止 and 恢复: a count stands still, has no last day meanwhile, and goes on with the working days it had left."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.changed_deadline import derived_again, pausing, resuming
from domain.citation import Citation
from domain.dates import end_of
from domain.deadline import Deadline
from domain.period_changes import Pause, Resumption
from domain.periods import working_days_after, years_after
from domain.refusal import RefusalKind
from domain.suspension import refuse_pause, refuse_resumption
from domain.working_days import WorkCalendar
from tests.support.calendars import CALENDAR, SEED, release

BASIS = (Citation("zone:22#3"),)
ORDERED = datetime(2025, 9, 24, 2, tzinfo=UTC)
RESUMED = Resumption(at=datetime(2025, 9, 29, 2, tzinfo=UTC), actor="市场监管总局", reason="材料补正完毕")


def counted_from(anchor: date, n: int = 10) -> Callable[[WorkCalendar], Deadline]:
    def derive(calendar: WorkCalendar) -> Deadline:
        return working_days_after(
            "any",
            "反馈期限",
            BASIS,
            anchor=anchor,
            anchor_label="征求意见之日",
            n=n,
            calendar=calendar,
            parameter="consultation_working_days",
            not_less_than=False,
        )

    return derive


def pause(first: str, last: str | None = None) -> Pause:
    return Pause(
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last) if last else None,
        actor="市场监管总局",
        reason="补正材料",
        basis=BASIS,
    )


def suspended(deadline: Deadline, first: str) -> Deadline:
    return pausing(deadline, pause(first), ORDERED)


def going_on(count: Deadline, last_day: str, derive: Callable[[WorkCalendar], Deadline]) -> Deadline:
    return derived_again(resuming(count, date.fromisoformat(last_day), RESUMED), derive, CALENDAR)


PLAIN = counted_from(date(2025, 9, 15))
"""10 working days: 16, 17, 18, 19, 22, 23, 24, 25, 26, 28 September (a Sunday made up)."""


class TestARunningPause:
    def test_leaves_the_count_without_a_date_and_with_its_remaining_days(self) -> None:
        count = suspended(PLAIN(CALENDAR), "2025-09-24")
        assert (count.suspended, count.closes_at) == (pause("2025-09-24"), None)
        assert count.words == "中止中，尚余4个工作日"

    def test_leaves_the_old_end_readable(self) -> None:
        [old] = suspended(PLAIN(CALENDAR), "2025-09-24").superseded
        assert (old.deadline, old.at) == (PLAIN(CALENDAR).compact(), ORDERED)
        assert (old.actor, old.reason) == ("市场监管总局", "中止（补正材料）")

    def test_says_the_rule_what_was_counted_who_ordered_it_and_what_remains(self) -> None:
        lines = derived_again(suspended(PLAIN(CALENDAR), "2025-09-24"), PLAIN, CALENDAR).lines
        assert lines[0].text.startswith("第十七条第二款：“征求相关部门意见”。征求意见反馈的工作日：10个工作日。")
        assert [line.text for line in lines[1:4]] == [
            "征求意见之日为2025年9月15日（周一），当日不计入，自次日起计算（参照民法典第二百零一条）。",
            "2025年9月16日（周二）：第1个工作日。",
            "2025年9月17日（周三）：第2个工作日。",
        ]
        assert [line.text for line in lines[-3:]] == [
            "2025年9月23日（周二）：第6个工作日。",
            "自2025年9月24日（周三）起中止（市场监管总局决定：补正材料）：已计6个工作日，尚余4个工作日；"
            "中止期间没有截止日期，恢复后继续计算。",
            "此前反馈期限为2025年9月28日（周日）（征求意见之日2025年9月15日（周一）），"
            "2025年9月24日（周三）由市场监管总局变更：中止（补正材料）。",
        ]
        assert lines[-2].citation == "zone:22#3"

    def test_names_the_document_it_was_ordered_by(self) -> None:
        by_document = pause("2025-09-24").model_copy(update={"document": "市监质函〔2025〕3号"})
        count = pausing(PLAIN(CALENDAR), by_document, ORDERED)
        told = derived_again(count, PLAIN, CALENDAR).lines[-2].text
        assert "（市场监管总局决定：补正材料；依据文件：市监质函〔2025〕3号）" in told

    @pytest.mark.parametrize(
        ("first_day", "remaining"),
        [
            pytest.param("2025-09-16", 10, id="the first day of the count"),
            pytest.param("2025-09-20", 6, id="a day off"),
            pytest.param("2025-09-28", 1, id="the last day, a make-up Sunday"),
        ],
    )
    def test_keeps_every_day_not_yet_counted(self, first_day: str, remaining: int) -> None:
        assert suspended(PLAIN(CALENDAR), first_day).remaining == f"{remaining}个工作日"

    def test_is_not_counted_again_by_a_notice_that_comes_meanwhile(self) -> None:
        count = suspended(PLAIN(CALENDAR), "2025-09-24")
        shorter = WorkCalendar([*SEED, release(2025, off=["2025-09-17"], issued_on="2025-09-25")])
        assert derived_again(count, PLAIN, shorter).compact() == count

    def test_survives_being_stored(self) -> None:
        count = suspended(PLAIN(CALENDAR), "2025-09-24")
        assert Deadline.model_validate_json(count.model_dump_json()) == count
        assert Deadline.model_validate_json(count.model_dump_json(exclude_defaults=True)) == count
        assert count.lines == ()


class TestAfterThePause:
    @pytest.mark.parametrize(
        ("last_day", "expected"),
        [
            pytest.param("2025-09-24", "2025-09-29", id="of one day"),
            pytest.param("2025-09-26", "2025-10-09", id="over a weekend"),
            pytest.param("2025-09-30", "2025-10-13", id="up to the holidays"),
            pytest.param("2025-10-08", "2025-10-13", id="over the holidays, which cost nothing"),
            pytest.param("2026-02-13", "2026-02-26", id="up to a make-up Saturday before 春节"),
        ],
    )
    def test_the_remaining_working_days_follow(self, last_day: str, expected: str) -> None:
        count = suspended(PLAIN(CALENDAR), "2025-09-24")
        deadline = going_on(count, last_day, PLAIN)
        assert deadline.date.isoformat() == expected
        assert deadline.closes_at == end_of(deadline.date)
        assert f"{sum(day > date.fromisoformat(last_day) for day in deadline.counted)}个工作日" == count.remaining

    def test_the_pause_is_one_line_of_the_derivation_and_the_old_deadline_another(self) -> None:
        deadline = going_on(suspended(PLAIN(CALENDAR), "2025-09-24"), "2025-10-08", PLAIN)
        told = [line.text for line in deadline.lines]
        assert told[8:14] == [
            "2025年9月22日（周一）：第5个工作日。",
            "2025年9月23日（周二）：第6个工作日。",
            "2025年9月24日（周三）至2025年10月8日（周三）：中止，不计（市场监管总局决定：补正材料）。",
            "2025年9月29日（周一）市场监管总局决定恢复计算（材料补正完毕），自2025年10月9日（周四）起继续。",
            "2025年10月9日（周四）：第7个工作日。",
            "2025年10月10日（周五）：第8个工作日。",
        ]
        assert told[-1] == (
            "此前反馈期限为2025年9月28日（周日）（征求意见之日2025年9月15日（周一）），"
            "2025年9月24日（周三）由市场监管总局变更：中止（补正材料）。"
        )

    def test_it_may_stand_still_again(self) -> None:
        once = going_on(suspended(PLAIN(CALENDAR), "2025-09-24"), "2025-10-08", PLAIN)
        again = suspended(once, "2025-10-10")
        assert again.remaining == "3个工作日"
        assert any("中止，不计" in line.text for line in derived_again(again, PLAIN, CALENDAR).lines)
        twice = going_on(again, "2025-10-12", PLAIN)
        assert twice.date == date(2025, 10, 15)
        assert [each.first_day.isoformat() for each in twice.pauses] == ["2025-09-24", "2025-10-10"]
        assert [each.deadline.date.isoformat() for each in twice.superseded] == ["2025-09-28", "2025-10-13"]

    def test_it_is_derived_again_from_what_it_keeps(self) -> None:
        deadline = going_on(suspended(PLAIN(CALENDAR), "2025-09-24"), "2025-10-08", PLAIN)
        kept = Deadline.model_validate_json(deadline.compact().model_dump_json())
        assert derived_again(kept, PLAIN, CALENDAR) == deadline
        [notice] = [each for each in SEED if each.year == 2025]
        correction = notice.model_copy(
            update={
                "document_number": "更正",
                "issued_on": date(2025, 9, 1),
                "make_up_workdays": (*notice.make_up_workdays, date(2025, 10, 12)),
            }
        )
        corrected = derived_again(kept, PLAIN, WorkCalendar([*SEED, correction]))
        assert (corrected.date, corrected.releases) == (date(2025, 10, 12), ("更正",))
        assert corrected.superseded == deadline.superseded

    @given(
        st.dates(date(2024, 1, 1), date(2025, 12, 31)),
        st.integers(1, 20),
        st.data(),
    )
    def test_as_many_working_days_follow_as_remained(self, anchor: date, n: int, data: st.DataObject) -> None:
        derive = counted_from(anchor, n)
        before = derive(CALENDAR)
        first_day = anchor + timedelta(days=data.draw(st.integers(1, (before.date - anchor).days)))
        count = suspended(before, first_day.isoformat())
        last_day = first_day + timedelta(days=data.draw(st.integers(0, 120)))
        after = going_on(count, last_day.isoformat(), derive)
        assert len(after.counted) == n
        assert [day for day in after.counted if day < first_day] == [day for day in before.counted if day < first_day]
        assert not [day for day in after.counted if first_day <= day <= last_day]
        assert f"{sum(day > last_day for day in after.counted)}个工作日" == count.remaining
        assert after.counted[-1] == after.date
        assert Deadline.model_validate_json(after.model_dump_json(exclude_defaults=True)) == after


class TestRefused:
    def once_paused(self) -> Deadline:
        return going_on(suspended(PLAIN(CALENDAR), "2025-09-24"), "2025-10-08", PLAIN)

    @pytest.mark.parametrize(
        ("first_day", "kind", "why"),
        [
            pytest.param(
                "2025-09-15", RefusalKind.RULE, "期限自2025年9月16日（周二）起计算，中止不能早于该日。", id="before it"
            ),
            pytest.param("2025-09-30", RefusalKind.RULE, "与此前的中止", id="within another pause"),
            pytest.param("2025-09-20", RefusalKind.RULE, "与此前的中止", id="running into another pause"),
            pytest.param("2025-10-14", RefusalKind.TOO_LATE, "届满后不能中止", id="the day after its last"),
        ],
    )
    def test_is_a_pause_that_lies_outside_the_count_or_overlaps_another(
        self, first_day: str, kind: RefusalKind, why: str
    ) -> None:
        deadline = self.once_paused()
        refusal = refuse_pause(deadline, pause(first_day))
        assert refusal is not None
        assert (refusal.kind, refusal.basis) == (kind, BASIS)
        assert why in refusal.text
        with pytest.raises(ValueError, match=refusal.text[:6]):
            suspended(deadline, first_day)

    @pytest.mark.parametrize("first_day", ["2025-10-09", "2025-10-13"])
    def test_is_not_one_right_after_another_or_on_the_last_day(self, first_day: str) -> None:
        assert refuse_pause(self.once_paused(), pause(first_day)) is None

    def test_is_a_pause_of_what_counts_no_working_days(self) -> None:
        term = years_after(
            "zone-term",
            "示范期最后一日",
            BASIS,
            anchor=date(2025, 10, 15),
            anchor_label="向社会公布之日",
            years=3,
            mode="corresponding",
            parameter="term_years",
        )
        refusal = refuse_pause(term, pause("2026-01-05"))
        assert refusal is not None
        assert refusal.text == "示范期最后一日不是按工作日计算的期限，不能中止。"

    def test_is_an_end_before_the_beginning(self) -> None:
        count = suspended(PLAIN(CALENDAR), "2025-09-24")
        refusal = refuse_resumption(count, date(2025, 9, 23))
        assert refusal is not None
        assert refusal.text == "中止自2025年9月24日（周三）开始，最后一日不能早于该日。"
        with pytest.raises(ValueError, match="不能早于该日"):
            going_on(count, "2025-09-23", PLAIN)
        with pytest.raises(ValueError, match="中止的最后一日不能早于第一日"):
            pause("2025-09-24", "2025-09-23")

    def test_is_a_pause_that_has_ended_where_one_is_to_run(self) -> None:
        with pytest.raises(ValueError, match="已有最后一日"):
            pausing(PLAIN(CALENDAR), pause("2025-09-24", "2025-09-25"), ORDERED)

    def test_is_a_second_pause_while_one_runs_and_an_end_where_none_runs(self) -> None:
        plain = PLAIN(CALENDAR)
        twice = refuse_pause(suspended(plain, "2025-09-24"), pause("2025-09-25"))
        never = refuse_resumption(plain, date(2025, 9, 25))
        assert twice is not None
        assert never is not None
        assert (twice.kind, twice.text) == (RefusalKind.ALREADY_DONE, "反馈期限中止中，尚余4个工作日，不能再次中止。")
        assert (never.kind, never.text) == (RefusalKind.RULE, "反馈期限没有中止，不能恢复计算。")
        with pytest.raises(ValueError, match="没有中止"):
            resuming(plain, date(2025, 9, 25), RESUMED)


def test_a_count_in_an_unpublished_year_keeps_its_reading_over_a_pause() -> None:
    derive = counted_from(date(2026, 12, 28), 5)
    count = suspended(derive(CALENDAR), "2026-12-30")
    assert count.remaining == "4个工作日"
    after = going_on(count, "2027-01-03", derive)
    assert (after.reading, after.provisional) == ("earliest", True)
    assert after.counted == (date(2026, 12, 29), *(date(2027, 1, day) for day in (4, 5, 6, 7)))
    known = WorkCalendar([*SEED, release(2027, off=["2027-01-01", "2027-01-04"])])
    assert derived_again(after, derive, known).date == date(2027, 1, 8)
