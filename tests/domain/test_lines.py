"""A derivation is put into words when somebody reads it, and then once."""

from collections.abc import Iterator
from datetime import date

import pytest

from domain.changed_deadline import derived_again
from domain.date_rules import derive
from domain.deadline import Deadline, Line, Lines, certain
from domain.policy import ZonePolicy
from domain.working_days import WorkCalendar
from domain.zone.date_rules import DATE_RULES

CALENDAR, POLICY = WorkCalendar([]), ZonePolicy()
FIRST, SECOND = Line(text="公示发布之日为2025年11月3日。"), Line(text="不因节假日顺延。", in_text=False)


def unspeakable() -> Iterator[Line]:
    raise AssertionError("somebody read the derivation")


def one_day(lines: Lines) -> Deadline:
    day = date(2025, 11, 10)
    return certain("zone-notice", "公示期最后一日", (), anchor=day, anchor_label="公示发布之日", day=day, lines=lines)


def test_a_date_alone_puts_nothing_into_words() -> None:
    deadline = one_day(Lines(unspeakable))
    assert deadline.compact().put_off_to(date(2025, 11, 11)).words == "2025年11月11日（周二）"
    assert deadline.model_dump(exclude={"lines"})["date"] == date(2025, 11, 10)


def test_a_derivation_is_put_into_words_once() -> None:
    told: list[Line] = []

    def tell() -> Iterator[Line]:
        told.append(FIRST)
        yield from (FIRST, SECOND)

    lines = one_day(Lines(tell)).lines
    assert list(lines) == [FIRST, SECOND]
    assert (len(lines), lines[-1], lines[:1]) == (2, SECOND, (FIRST,))
    assert told == [FIRST]


def test_a_derivation_is_equal_to_the_same_lines_however_they_are_held() -> None:
    lines = Lines(lambda: (FIRST, SECOND))
    assert lines == (FIRST, SECOND)
    assert lines == Lines(lambda: [FIRST, SECOND])
    assert lines != (FIRST,)
    assert repr(lines) == repr((FIRST, SECOND))


def test_a_stored_deadline_loads_with_its_lines() -> None:
    deadline = derive("zone-notice", date(2025, 11, 3), {}, POLICY, CALENDAR)
    stored = deadline.model_dump(mode="json")
    assert stored["lines"][0]["text"].startswith("第二十二条第一句：“公示期不少于五个工作日”")
    assert Deadline.model_validate(stored) == deadline
    assert Deadline.model_validate_json(deadline.model_dump_json()) == deadline
    assert Deadline.model_validate(stored | {"lines": []}) == deadline.compact()


def test_counting_a_date_again_puts_nothing_into_words() -> None:
    deadline = one_day(Lines(unspeakable))
    assert derived_again(deadline, lambda _: deadline, CALENDAR).compact() == deadline.compact()


@pytest.mark.parametrize("key", DATE_RULES)
def test_no_date_of_the_measures_waits_for_its_explanation(key: str) -> None:
    assert isinstance(derive(key, date(2025, 11, 3), {}, POLICY, CALENDAR).lines, Lines)
