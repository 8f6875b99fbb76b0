"""免打扰 moves a notice to 09:00 of the next working day, 汇总 to 17:00; nothing is lost by either."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.date_rules import derive
from domain.dates import CHINA, local_date
from domain.deadline import Deadline
from domain.delivery import Channel
from domain.notification_choice import OptionalChannel, Preferences
from domain.quiet_hours import last_use, may_wait, next_digest, next_morning
from tests.support.calendars import CALENDAR
from tests.support.zone_cases import POLICY


def local(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=CHINA).astimezone(UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ((2026, 3, 2, 20, 59), False), ((2026, 3, 2, 21, 0), True), ((2026, 3, 3, 0, 0), True),
        ((2026, 3, 3, 7, 59), True), ((2026, 3, 3, 8, 0), False), ((2026, 3, 3, 12, 0), False),
    ],
)  # fmt: skip
def test_text_messages_and_groups_are_quiet_from_nine_in_the_evening_to_eight(
    moment: tuple[int, ...], quiet: bool
) -> None:
    assert Preferences().is_quiet(Channel.SMS, local(*moment)) is quiet
    assert Preferences().is_quiet(Channel.CHAT, local(*moment)) is quiet
    assert not Preferences().is_quiet(Channel.MAIL, local(*moment))
    assert not Preferences().is_quiet(Channel.WEBHOOK, local(*moment))


def test_quiet_hours_may_lie_within_a_day_and_there_may_be_none() -> None:
    noon = Preferences(quiet_channels=(OptionalChannel.MAIL,), quiet_from=12, quiet_until=14)
    assert [noon.is_quiet(Channel.MAIL, local(2026, 3, 2, hour)) for hour in (11, 12, 13, 14)] == [
        False,
        True,
        True,
        False,
    ]
    assert not noon.model_copy(update={"quiet_until": 12}).is_quiet(Channel.MAIL, local(2026, 3, 2, 12))


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        pytest.param((2026, 3, 3, 6), (2026, 3, 3, 9), id="before nine of a working day: the same day"),
        pytest.param((2026, 3, 3, 9), (2026, 3, 4, 9), id="at nine: the next one"),
        pytest.param((2026, 3, 3, 22), (2026, 3, 4, 9), id="an evening"),
        pytest.param((2026, 3, 6, 22), (2026, 3, 9, 9), id="a Friday"),
        pytest.param((2025, 9, 30, 22), (2025, 10, 9, 9), id="the eve of the holiday of National Day"),
        pytest.param((2025, 9, 27, 22), (2025, 9, 28, 9), id="into a Sunday made up for"),
        pytest.param((2025, 10, 10, 22), (2025, 10, 11, 9), id="into a Saturday made up for"),
        pytest.param((2027, 3, 5, 22), (2027, 3, 8, 9), id="a year without a notice: a Monday out of season"),
        pytest.param((2026, 12, 31, 22), (2027, 1, 2, 9), id="a year without a notice: a Saturday that may be made up"),
    ],
)  # fmt: skip
def test_the_next_working_morning(now: tuple[int, ...], morning: tuple[int, ...]) -> None:
    assert next_morning(local(*now), CALENDAR) == local(*morning)


@given(some.integers(0, 4 * 365 * 24 * 60))
def test_the_next_working_morning_lies_ahead_at_nine_on_a_day_that_may_work(minutes: int) -> None:
    now = local(2025, 1, 1) + timedelta(minutes=minutes)
    morning = next_morning(now, CALENDAR)
    assert morning > now
    assert morning.astimezone(CHINA).hour == 9
    assert CALENDAR.day(local_date(morning)).earliest


@pytest.mark.parametrize(
    ("now", "evening"),
    [
        ((2026, 3, 2, 9), (2026, 3, 2, 17)),
        ((2026, 3, 2, 16, 59), (2026, 3, 2, 17)),
        ((2026, 3, 2, 17), (2026, 3, 3, 17)),
    ],
)
def test_what_is_put_together_leaves_at_five_and_closes_at_that_instant(
    now: tuple[int, ...], evening: tuple[int, ...]
) -> None:
    assert next_digest(local(*now)) == local(*evening)


def due_on(day: date) -> Deadline:
    """A limit that ends with ``day``."""
    found = derive("zone-consultation", date(2026, 3, 2), {}, POLICY, CALENDAR)
    return found.put_off_to(day).model_copy(update={"earliest": day, "closes_at": None})


NIGHT = local(2026, 3, 6, 22)
"""A Friday; the next working morning is Monday the 9th."""


@pytest.mark.parametrize(
    ("due", "waits"),
    [
        pytest.param(date(2026, 3, 6), False, id="the day itself: midnight would pass"),
        pytest.param(date(2026, 3, 8), False, id="the day before the morning"),
        pytest.param(date(2026, 3, 9), True, id="the day of the morning"),
        pytest.param(date(2026, 3, 10), True, id="the day after"),
        pytest.param(date(2026, 3, 5), True, id="over already: nothing more is lost"),
    ],
)
def test_a_notice_never_waits_past_the_day_of_what_it_reminds_of(due: date, waits: bool) -> None:
    morning = next_morning(NIGHT, CALENDAR)
    assert may_wait(morning, last_use([due_on(due)], [], NIGHT)) is waits
    assert may_wait(morning, last_use([], [due], NIGHT)) is waits


@pytest.mark.parametrize(("hour", "waits"), [(8, False), (9, False), (10, True)])
def test_a_notice_never_waits_past_the_hour_at_which_a_window_closes(hour: int, waits: bool) -> None:
    window = due_on(date(2026, 3, 9)).model_copy(update={"closes_at": local(2026, 3, 9, hour)})
    assert may_wait(next_morning(NIGHT, CALENDAR), last_use([window], [], NIGHT)) is waits


def test_of_a_provisional_date_the_earliest_counts() -> None:
    provisional = due_on(date(2026, 3, 12)).model_copy(update={"earliest": date(2026, 3, 8), "provisional": True})
    assert not may_wait(next_morning(NIGHT, CALENDAR), last_use([provisional], [], NIGHT))


def test_what_speaks_of_no_day_may_wait() -> None:
    assert may_wait(next_morning(NIGHT, CALENDAR), last_use([], [], NIGHT))
