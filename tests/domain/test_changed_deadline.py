"""延长 and a moved anchor: the old deadline stays readable, and everything is derived anew from what is kept."""

from datetime import date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.changed_deadline import Derive, derived_again, extending, moved, pausing, resuming
from domain.citation import Citation
from domain.dates import CHINA, end_of
from domain.deadline import Deadline
from domain.extension import refuse_extension
from domain.period_changes import Extension, Pause, Resumption
from domain.periods import months_after, working_days_after
from domain.refusal import RefusalKind
from domain.suspension import refuse_pause
from domain.windows import minimum_since
from domain.working_days import WorkCalendar
from tests.support.calendars import CALENDAR, SEED, release

BASIS = (Citation("zone:22#1"),)
ORDER = (Citation("zone:22#3"),)


def _notice(anchor: date, n: int, close: str, calendar: WorkCalendar) -> Deadline:
    return working_days_after(
        "zone-notice",
        "公示期最后一日",
        BASIS,
        anchor=anchor,
        anchor_label="公示发布之日",
        n=n,
        calendar=calendar,
        parameter="notice_min_working_days",
        not_less_than=True,
        close=close,
    )


def notice(anchor: str, n: int = 5, close: str = "24:00") -> Derive:
    return partial(_notice, date.fromisoformat(anchor), n, close)


def _months(anchor: date, length: int, calendar: WorkCalendar) -> Deadline:
    return months_after(
        "any",
        "办理期限",
        BASIS,
        anchor=anchor,
        anchor_label="受理之日",
        months=length,
        mode="corresponding",
        parameter="term_years",
    )


def months(anchor: str, length: int) -> Derive:
    return partial(_months, date.fromisoformat(anchor), length)


def longer(at: str, *, working_days: int = 0, months: int = 0) -> Extension:
    return Extension(
        decided_at=datetime.fromisoformat(at).replace(tzinfo=CHINA),
        working_days=working_days,
        months=months,
        actor="市场监管总局",
        reason="情况复杂",
        basis=ORDER,
    )


def extended(deadline: Deadline, extension: Extension, derive: Derive, calendar: WorkCalendar) -> Deadline:
    return derived_again(extending(deadline, extension), derive, calendar)


def texts(deadline: Deadline) -> list[str]:
    return [line.text for line in deadline.lines]


PLAIN = notice("2025-09-22")
"""23, 24, 25, 26, 28 September (a Sunday made up)."""


class TestAnExtension:
    def test_by_working_days_goes_on_from_the_old_end(self) -> None:
        deadline = extended(PLAIN(CALENDAR), longer("2025-09-26T10:00", working_days=3), PLAIN, CALENDAR)
        assert deadline.date == date(2025, 10, 9)
        assert deadline.closes_at == end_of(date(2025, 10, 9))
        assert [day.isoformat()[5:] for day in deadline.counted[-3:]] == ["09-29", "09-30", "10-09"]
        assert len(deadline.counted) == 8

    @pytest.mark.parametrize(
        ("end", "added", "expected"),
        [
            pytest.param("2025-01-31", 1, "2025-02-28", id="month end"),
            pytest.param("2024-01-31", 1, "2024-02-29", id="leap day"),
            pytest.param("2025-11-15", 6, "2026-05-15", id="half a year"),
        ],
    )
    def test_by_months_ends_on_the_corresponding_day(self, end: str, added: int, expected: str) -> None:
        derive = months(f"{int(end[:4]) - 1}{end[4:]}", 12)
        deadline = extended(derive(CALENDAR), longer(f"{end}T10:00", months=added), derive, CALENDAR)
        assert (deadline.earliest, deadline.date, deadline.latest) == (date.fromisoformat(expected),) * 3
        assert deadline.closes_at == end_of(deadline.date)

    def test_tells_who_decided_it_and_how_it_was_counted(self) -> None:
        deadline = extended(PLAIN(CALENDAR), longer("2025-09-26T10:00", working_days=1), PLAIN, CALENDAR)
        assert texts(deadline)[-5:-2] == [
            "2025年9月26日（周五）市场监管总局决定延长1个工作日（情况复杂），自原最后一日2025年9月28日（周日）的次日起计算。",
            "2025年9月29日（周一）：第1个工作日。",
            "延长后公示期最后一日为2025年9月29日（周一）。",
        ]
        assert deadline.lines[-5].citation == "zone:22#3"
        assert texts(deadline)[-1] == (
            "此前公示期最后一日为2025年9月28日（周日）（公示发布之日2025年9月22日（周一）），"
            "2025年9月26日（周五）由市场监管总局变更：延长1个工作日（情况复杂）。"
        )

    def test_keeps_the_hour_at_which_the_last_day_closes(self) -> None:
        derive = notice("2025-09-22", close="17:30")
        deadline = extended(derive(CALENDAR), longer("2025-09-26T10:00", working_days=1), derive, CALENDAR)
        assert deadline.closes_at == datetime(2025, 9, 29, 17, 30, tzinfo=CHINA)

    @pytest.mark.parametrize(
        ("at", "refused"),
        [
            pytest.param("2025-09-27T10:00:00", False, id="the day before the last"),
            pytest.param("2025-09-28T23:59:59", False, id="the last second"),
            pytest.param("2025-09-29T00:00:00", True, id="the end"),
            pytest.param("2025-09-30T10:00:00", True, id="the day after"),
        ],
    )
    def test_is_refused_once_the_end_has_passed(self, at: str, refused: bool) -> None:
        deadline, extension = PLAIN(CALENDAR), longer(at, working_days=3)
        refusal = refuse_extension(deadline, extension.decided_at)
        assert (refusal is not None) is refused
        if refusal:
            assert (refusal.kind, refusal.basis) == (RefusalKind.TOO_LATE, BASIS)
            assert refusal.text == "公示期最后一日为2025年9月28日（周日），届满后不能延长。"
            with pytest.raises(ValueError, match="届满后不能延长"):
                extended(deadline, extension, PLAIN, CALENDAR)

    def test_is_refused_where_nothing_closes(self) -> None:
        minimum = minimum_since(
            "any",
            "创建活动满一年",
            BASIS,
            anchor=date(2025, 1, 1),
            anchor_label="审核同意创建之日",
            months=12,
            mode="corresponding",
            parameter="creation_minimum_months",
        )
        refusal = refuse_extension(minimum, datetime(2025, 6, 1, tzinfo=CHINA))
        assert refusal is not None
        assert refusal.text == "创建活动满一年没有截止时刻，不能延长。"

    @pytest.mark.parametrize("length", [{}, {"working_days": 3, "months": 1}])
    def test_has_one_length(self, length: dict[str, int]) -> None:
        with pytest.raises(ValidationError, match="二者取一"):
            longer("2025-09-26T10:00", **length)

    def test_after_an_extension_comes_another_and_every_old_end_stays_readable(self) -> None:
        once = extended(PLAIN(CALENDAR), longer("2025-09-26T10:00", working_days=1), PLAIN, CALENDAR)
        twice = extended(once, longer("2025-09-29T10:00", working_days=2), PLAIN, CALENDAR)
        assert twice.date == date(2025, 10, 9)
        assert [each.deadline.date.isoformat() for each in twice.superseded] == ["2025-09-28", "2025-09-29"]
        assert [len(each.deadline.extensions) for each in twice.superseded] == [0, 1]
        assert all(not each.deadline.superseded and not each.deadline.lines for each in twice.superseded)
        assert [text[:2] for text in texts(twice)[-2:]] == ["此前", "此前"]
        assert Deadline.model_validate_json(twice.model_dump_json(exclude_defaults=True)) == twice

    def test_of_an_unpublished_year_moves_its_bounds_too(self) -> None:
        derive = notice("2026-12-23")
        deadline = extended(derive(CALENDAR), longer("2026-12-25T10:00", working_days=2), derive, CALENDAR)
        assert (deadline.earliest, deadline.date, deadline.latest) == (
            date(2026, 12, 30),
            date(2027, 1, 8),
            date(2027, 1, 8),
        )
        assert (deadline.reading, deadline.provisional) == ("latest", True)
        known = WorkCalendar([*SEED, release(2027, off=["2027-01-01"])])
        settled = derived_again(deadline, derive, known)
        assert (settled.earliest, settled.date, settled.latest) == (date(2027, 1, 4),) * 3
        assert settled.provisional is False

    def test_goes_on_from_the_day_that_stood_where_the_count_now_ends_before_it(self) -> None:
        derive = notice("2026-12-23")
        stated = derive(CALENDAR)
        extension = longer("2026-12-25T10:00", working_days=2).model_copy(update={"stood": stated.date})
        deadline = extended(stated, extension, derive, CALENDAR)
        known = WorkCalendar([*SEED, release(2027, off=["2027-01-01"])])
        settled = derived_again(deadline, derive, known)
        assert (derive(known).date, stated.date) == (date(2026, 12, 30), date(2027, 1, 6))
        assert (settled.earliest, settled.date, settled.latest) == (date(2027, 1, 8),) * 3
        assert settled.closes_at == end_of(settled.date)
        assert "延长前的最后一日为2027年1月6日（周三），不提前，自该日起延长。" in texts(settled)
        assert "延长前的最后一日" not in "".join(texts(deadline))


class TestAPauseAndAnExtension:
    ORDERED = Pause(first_day=date(2025, 9, 25), actor="市场监管总局", reason="补正材料", basis=ORDER)

    def resumed(self, deadline: Deadline, derive: Derive, last_day: date) -> Deadline:
        count = pausing(deadline, self.ORDERED, datetime(2025, 9, 25, 10, tzinfo=CHINA))
        at = datetime(2025, 9, 26, tzinfo=CHINA)
        done = resuming(count, last_day, Resumption(at=at, actor="市场监管总局", reason="材料补正完毕"))
        return derived_again(done, derive, CALENDAR)

    def test_add_up_in_either_order(self) -> None:
        extension = longer("2025-09-24T10:00", working_days=3)
        first_paused = self.resumed(PLAIN(CALENDAR), PLAIN, date(2025, 9, 28))
        first_extended = extended(PLAIN(CALENDAR), extension, PLAIN, CALENDAR)
        one = extended(first_paused, extension, PLAIN, CALENDAR)
        other = self.resumed(first_extended, PLAIN, date(2025, 9, 28))
        assert one.date == other.date == date(2025, 10, 13)
        assert one.counted == other.counted
        assert len(one.superseded) == len(other.superseded) == 2

    def test_a_part_counted_by_months_does_not_stand_still(self) -> None:
        deadline = extended(PLAIN(CALENDAR), longer("2025-09-26T10:00", months=1), PLAIN, CALENDAR)
        refusal = refuse_pause(deadline, self.ORDERED.model_copy(update={"first_day": date(2025, 10, 15)}))
        assert deadline.date == date(2025, 10, 28)
        assert refusal is not None
        assert refusal.text == "按工作日计算的部分已经计满，剩余部分不能中止。"
        count = pausing(deadline, self.ORDERED, datetime(2025, 9, 25, 10, tzinfo=CHINA))
        assert count.words == "中止中，尚余3个工作日和延长的1个月"
        assert self.resumed(deadline, PLAIN, date(2025, 9, 28)).date == date(2025, 11, 9)


class TestAMovedAnchor:
    def test_supersedes_the_deadline_and_keeps_the_old_one_readable(self) -> None:
        corrected = notice("2025-10-09")
        deadline = moved(
            PLAIN(CALENDAR),
            at=datetime(2025, 10, 9, 10, tzinfo=CHINA),
            actor="市场监管总局",
            reason="更正公示名单，重新公示",
            basis=ORDER,
            derive=corrected,
            calendar=CALENDAR,
        )
        assert (deadline.anchor, deadline.date) == (date(2025, 10, 9), date(2025, 10, 15))
        [old] = deadline.superseded
        assert (old.deadline.anchor, old.deadline.date) == (date(2025, 9, 22), date(2025, 9, 28))
        assert (old.actor, old.reason, old.basis) == ("市场监管总局", "更正公示名单，重新公示", ORDER)
        assert texts(deadline)[-1].startswith(
            "此前公示期最后一日为2025年9月28日（周日）（公示发布之日2025年9月22日（周一））"
        )

    def test_keeps_what_was_ordered_before(self) -> None:
        once = extended(PLAIN(CALENDAR), longer("2025-09-26T10:00", working_days=1), PLAIN, CALENDAR)
        again = moved(
            once,
            at=datetime(2025, 9, 28, 10, tzinfo=CHINA),
            actor="市场监管总局",
            reason="更正",
            derive=notice("2025-10-09"),
            calendar=CALENDAR,
        )
        assert again.date == date(2025, 10, 16)
        assert len(again.extensions) == 1


@given(st.lists(st.integers(1, 8), min_size=1, max_size=4), st.dates(date(2024, 1, 1), date(2028, 9, 1)))
def test_extensions_in_a_row_are_one_long_count(added: list[int], anchor: date) -> None:
    derive = notice(anchor.isoformat())
    deadline = derive(CALENDAR)
    for n in added:
        deadline = extended(deadline, longer(anchor.isoformat(), working_days=n), derive, CALENDAR)
    whole = notice(anchor.isoformat(), 5 + sum(added))(CALENDAR)
    assert (deadline.date, deadline.closes_at, deadline.counted) == (whole.date, whole.closes_at, whole.counted)
    assert (deadline.earliest, deadline.latest) == (whole.earliest, whole.latest)
    ends = [each.deadline.date for each in deadline.superseded]
    assert ends == sorted(ends)
    assert derived_again(deadline.compact(), derive, CALENDAR) == deadline
