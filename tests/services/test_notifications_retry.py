"""A reminder is tried again soon at first, then slowly, and without end."""

from datetime import UTC, datetime, timedelta

import pytest

from services.notifications.retry import next_attempt

NOW = datetime(2026, 1, 3, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 180), (6, 360)])
def test_the_wait_grows_with_every_failed_attempt(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, NOW) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize("attempts", [7, 100, 10_000])
def test_it_never_gives_up_and_never_waits_more_than_six_hours(attempts: int) -> None:
    assert next_attempt(attempts, NOW) == NOW + timedelta(hours=6)


@pytest.mark.parametrize("attempts", [0, -1])
def test_without_an_attempt_there_is_no_next_one(attempts: int) -> None:
    with pytest.raises(ValueError, match="no attempt"):
        next_attempt(attempts, NOW)
