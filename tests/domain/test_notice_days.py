"""第二十二条: the days of a notice on which an objection may be supposed, as the notice's own rule counts them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.dates import end_of
from domain.policy import ZonePolicy
from domain.procedure.notice_days import LAST, LATE, NoticeDay, date_of, instant_of
from domain.procedure.objections import is_late
from domain.procedure.state import Notice
from domain.zone import art22_public_notice as art22
from tests.support.calendars import CALENDAR

PUBLISHED = datetime(2025, 10, 9, 2, tzinfo=UTC)
"""A Thursday; Saturday 11 October 2025 is worked."""


def a_notice() -> Notice:
    last_day = art22.last_day(date(2025, 10, 9), 5, ZonePolicy(), CALENDAR)
    return Notice(id="n-1", published_at=PUBLISHED, last_day=last_day.compact())


@pytest.mark.article("zone:22#1")
@pytest.mark.parametrize(
    ("day", "on"), [(1, 10), (2, 11), (3, 13), (4, 14), (5, 15), (6, 15), (60, 15), (LAST, 15), (LATE, 16)]
)
def test_the_days_are_those_the_rule_counted_and_a_number_beyond_them_is_the_last(day: NoticeDay, on: int) -> None:
    assert date_of(a_notice(), day) == date(2025, 10, on)


@pytest.mark.article("zone:22#2")
@pytest.mark.parametrize(("day", "late"), [(1, False), (4, False), (LAST, False), (LATE, True)])
def test_an_objection_of_a_day_of_the_notice_is_in_time_and_one_of_the_day_after_is_late(
    day: NoticeDay, late: bool
) -> None:
    notice = a_notice()
    instant = instant_of(notice, day)
    assert instant is not None
    assert is_late(notice, instant) is late
    assert abs(instant - end_of(min(date_of(notice, day), notice.last_day.date))) == timedelta(minutes=1)


@pytest.mark.article("zone:22#1")
def test_the_last_day_ends_when_the_notice_closes() -> None:
    notice = a_notice()
    assert notice.last_day.closes_at is not None
    closes_at = notice.last_day.closes_at - timedelta(hours=6)
    notice.last_day = notice.last_day.model_copy(update={"closes_at": closes_at})
    assert instant_of(notice, LAST) == closes_at - timedelta(minutes=1)
    assert instant_of(notice, LATE) == closes_at + timedelta(minutes=1)


def test_a_notice_that_stands_still_has_no_day_to_object_on() -> None:
    notice = a_notice()
    notice.last_day = notice.last_day.model_copy(update={"closes_at": None})
    assert instant_of(notice, LAST) is None
