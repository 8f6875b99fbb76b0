"""What a calendar is told of events that stay, move, go and come back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from services.calendar_feed import CANCELLED_FOR, Entry, as_ical, tag, told_now

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
DAY = date(2026, 4, 30)
ENTRY = Entry("a", "报送期限：示例园区", DAY, DAY, "期限说明", "https://zhicheng.example.gov.cn/cases/1", "应办事项")


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def test_an_event_told_again_unchanged_is_the_same_to_the_byte() -> None:
    first = told_now({}, [ENTRY], NOW)
    again = told_now(first, [ENTRY], later(3))
    assert again == first
    assert tag(again.values()) == tag(first.values())
    assert as_ical("质程", "x.cn", [ENTRY], again) == as_ical("质程", "x.cn", [ENTRY], first)


def test_new_words_are_told_without_a_new_sequence_and_a_new_day_with_one() -> None:
    first = told_now({}, [ENTRY], NOW)
    worded = told_now(first, [replace(ENTRY, description="另一说明")], later(1))
    assert (worded["a"].sequence, worded["a"].modified_at) == (0, later(1))
    moved = told_now(worded, [replace(ENTRY, starts=date(2026, 5, 6), ends=date(2026, 5, 6))], later(2))
    assert (moved["a"].sequence, moved["a"].modified_at) == (1, later(2))
    assert len({tag(each.values()) for each in (first, worded, moved)}) == 3


def test_an_event_that_goes_is_cancelled_for_a_while_and_one_that_comes_back_is_told_anew() -> None:
    first = told_now({}, [ENTRY], NOW)
    gone = told_now(first, [], later(1))
    assert (gone["a"].sequence, gone["a"].cancelled_at) == (1, later(1))
    (event,) = Calendar.from_ical(as_ical("质程", "x.cn", [], gone)).walk("VEVENT")
    assert (event["STATUS"], event["DTSTART"].dt, event["UID"]) == ("CANCELLED", DAY, "a@x.cn")
    assert told_now(gone, [], later(1) + CANCELLED_FOR - timedelta(seconds=1)) == gone
    assert told_now(gone, [], later(1) + CANCELLED_FOR) == {}
    back = told_now(gone, [ENTRY], later(2))
    assert (back["a"].sequence, back["a"].cancelled_at) == (2, None)


def test_an_event_whose_day_is_over_goes_without_being_cancelled() -> None:
    first = told_now({}, [ENTRY], NOW)
    on_the_day = datetime(2026, 4, 30, 15, 59, tzinfo=UTC)
    assert told_now(first, [], on_the_day)["a"].cancelled_at == on_the_day
    assert told_now(first, [], on_the_day + timedelta(minutes=1)) == {}


def test_a_window_is_written_in_the_time_of_shanghai_with_its_definition() -> None:
    opens, closes = datetime(2027, 11, 19, 16, 0, tzinfo=UTC), datetime(2028, 5, 20, 16, 0, tzinfo=UTC)
    window = replace(ENTRY, starts=opens, ends=closes)
    written = as_ical("质程", "x.cn", [window], told_now({}, [window], NOW))
    assert b"DTSTART;TZID=Asia/Shanghai:20271120T000000\r\n" in written
    assert b"DTEND;TZID=Asia/Shanghai:20280521T000000\r\n" in written
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert event["DTSTART"].dt == opens
    (zone,) = Calendar.from_ical(written).walk("VTIMEZONE")
    assert [each["TZOFFSETTO"].td for each in zone.walk("STANDARD")] == [timedelta(hours=8)]


def test_words_that_look_like_the_format_stay_words() -> None:
    typed = replace(ENTRY, summary="甲,乙;丙\nBEGIN:VEVENT", description="一\r\n二\\n三")
    (event,) = Calendar.from_ical(as_ical("质程", "x.cn", [typed], told_now({}, [typed], NOW))).walk("VEVENT")
    assert str(event["SUMMARY"]) == "甲,乙;丙\nBEGIN:VEVENT"
