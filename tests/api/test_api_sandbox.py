"""The clock of the sandbox, moved by spans of the calendar."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from pydantic import TypeAdapter, ValidationError

from api.sandbox import Move
from api.span import Duration, Span
from domain.dates import CHINA
from tests.support.web import Caller, on_world
from tests.support.world import World

READ: TypeAdapter[Span] = TypeAdapter(Duration)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2027-01-31T10:00", "P1M", "2027-02-28T10:00"),
        ("2028-01-31T10:00", "P1M", "2028-02-29T10:00"),
        ("2028-01-30T10:00", "P1M", "2028-02-29T10:00"),
        ("2028-01-29T10:00", "P1M", "2028-02-29T10:00"),
        ("2028-01-28T10:00", "P1M", "2028-02-28T10:00"),
        ("2028-02-29T10:00", "P1M", "2028-03-29T10:00"),
        ("2027-12-31T23:59", "P6M", "2028-06-30T23:59"),
        ("2028-02-29T10:00", "P1Y", "2029-02-28T10:00"),
        ("2028-02-29T10:00", "P4Y", "2032-02-29T10:00"),
        ("2027-01-31T10:00", "P1Y1M", "2028-02-29T10:00"),
        ("2027-01-31T10:00", "P1M1DT2H", "2027-03-01T12:00"),
        # The month is that of Asia/Shanghai: at 04:00 there it is still the day before in UTC.
        ("2028-03-01T04:00", "P1M", "2028-04-01T04:00"),
        ("2027-01-31T10:00", "P30D", "2027-03-02T10:00"),
        ("2027-01-31T10:00", "P4W", "2027-02-28T10:00"),
        ("2027-01-31T10:00", "PT1M", "2027-01-31T10:01"),
    ],
)
def test_a_month_is_a_month_of_the_calendar_and_a_day_is_a_day(start: str, span: str, end: str) -> None:
    later = READ.validate_python(span).after(datetime.fromisoformat(f"{start}+08:00"))
    assert later.astimezone(CHINA).isoformat(timespec="minutes") == f"{end}+08:00"


@pytest.mark.parametrize("written", ["", "P", "PT", "1 month", "30", "P1.5M", "P1M1Y", "p1m", "P一M", "P9999999M", 30])
def test_what_is_no_duration_is_malformed(written: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        Move.model_validate({"advance_by": written})
    assert caught.value.errors()[0]["type"].startswith("time_delta_")


@pytest_asyncio.fixture
async def sandbox(world: World, tmp_path: Path) -> AsyncIterator[Caller]:
    """A sandbox whose clock stands at 10:00 on 31 January 2040 in Asia/Shanghai."""
    await world.to(2040, 1, 31, 10)
    caller = on_world(world, tmp_path)
    async with caller.client:
        yield caller


async def moved_by(sandbox: Caller, span: str) -> httpx2.Response:
    return await sandbox.post("/sandbox/clock", "ops", json={"advance_by": span})


async def test_the_clock_goes_from_31_january_to_the_last_of_february(sandbox: Caller) -> None:
    seen = []
    for span in ("P1M", "P1M", "P11M"):
        answer = await moved_by(sandbox, span)
        assert answer.status_code == 200, answer.text
        seen.append(datetime.fromisoformat(answer.json()["now"]).astimezone(CHINA).strftime("%Y-%m-%d %H"))
    assert seen == ["2040-02-29 10", "2040-03-29 10", "2041-02-28 10"]


@pytest.mark.parametrize("span", ["-P1D", "-P1M", "P160Y", "P999999Y", "P999999999D"])
async def test_no_span_leads_back_or_beyond_the_calendar(sandbox: Caller, span: str) -> None:
    answer = await moved_by(sandbox, span)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:zhicheng:problem:clock")
