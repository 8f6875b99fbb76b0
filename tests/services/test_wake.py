"""When a platform clock has to be called, and when it looks in time by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from temporalio.client import Client

from config import Environment, Settings
from services.wake import Wake

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
LIVE, SANDBOX = Settings(env=Environment.DEMONSTRATION), Settings(env=Environment.SANDBOX)


@pytest.mark.parametrize(
    ("config", "ahead", "needed"),
    [
        (LIVE, timedelta(minutes=-5), True),
        (LIVE, timedelta(minutes=10), True),
        (LIVE, timedelta(minutes=10, seconds=1), False),
        (SANDBOX, timedelta(days=300), True),
    ],
)
async def test_a_clock_that_looks_every_ten_minutes_is_called_only_for_what_comes_sooner(
    config: Settings, ahead: timedelta, needed: bool
) -> None:
    client = await Client.connect("127.0.0.1:1", lazy=True)
    assert Wake(client, config).is_needed_for(NOW + ahead, NOW) is needed
