"""The two clocks: the real one, and the one clock of the sandbox.

The sandbox runs on the time-skipping server, whose clock is global: every workflow, activity, page and
call sees the same instant. This is the only module that speaks to its test service.
"""

from datetime import UTC, datetime, timedelta

import temporalio.api.testservice.v1 as testservice
from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client
from temporalio.service import RPCError

from contracts.search_attributes import SEARCH_ATTRIBUTES

_UPPER = {"Keyword": "KEYWORD", "KeywordList": "KEYWORD_LIST", "Datetime": "DATETIME"}

JUST_NOW = timedelta(seconds=1)
"""The held clock runs on in real time: a moment that has just passed while it was asked for counts as reached."""

LONGEST_LEAP = timedelta(days=400)
LONGEST_WAIT = timedelta(minutes=10)
"""One call moves at most so far and may take so long: it returns when all that falls due on the way has been done, for
every case of the sandbox."""


class SystemClock:
    """The clock of the machine."""

    async def now(self) -> datetime:
        return datetime.now(UTC)


class SandboxClock:
    """The clock of the time-skipping server. It only moves forward."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._service = client.test_service

    async def now(self) -> datetime:
        answer = await self._service.get_current_time(Empty())
        return answer.time.ToDatetime(tzinfo=UTC)

    async def prepare(self) -> bool:
        """Make a new server ours: its attributes known, its clock held. True when it was new.

        A server started by hand races ahead until its clock is held, and held twice it never moves again; the
        attributes, which it takes only once, tell the two apart.
        """
        try:
            await self.register_search_attributes()
        except RPCError as error:
            if "already exists" in error.message:
                return False
            raise
        await self._service.lock_time_skipping(testservice.LockTimeSkippingRequest())
        return True

    async def register_search_attributes(self) -> None:
        """Tell a new time-skipping server the attributes that the durable one is started with."""
        await self._client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(
                search_attributes={
                    name: IndexedValueType.Value(f"INDEXED_VALUE_TYPE_{_UPPER[kind]}")
                    for name, kind in SEARCH_ATTRIBUTES.items()
                }
            )
        )

    async def advance_to(self, instant: datetime) -> None:
        """Move every workflow to ``instant``; returns after all that falls due on the way has been done.

        Raises ``ValueError`` when ``instant`` lies in the past.
        """
        left = instant - await self.now()
        if left < -JUST_NOW:
            raise ValueError("the sandbox clock only moves forward")
        while left > timedelta(0):
            leap = Duration()
            leap.FromTimedelta(min(left, LONGEST_LEAP))
            await self._service.unlock_time_skipping_with_sleep(
                testservice.SleepRequest(duration=leap), timeout=LONGEST_WAIT
            )
            left = instant - await self.now()
