"""The two Temporal servers as the one-box starter starts them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx2
from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.testservice.v1 import LockTimeSkippingRequest, SleepRequest
from temporalio.client import Client, WorkflowExecutionStatus

from contracts.search_attributes import SEARCH_ATTRIBUTES
from onebox.ports import free_port
from onebox.temporal_server import durable_server, time_skipping_server, wait_until_serving


@asynccontextmanager
async def serving(command: tuple[str, ...], port: int) -> AsyncIterator[Client]:
    """A client of the server ``command`` starts on ``port``; killed with -9 at the end."""
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    try:
        await asyncio.wait_for(wait_until_serving(f"127.0.0.1:{port}"), 30)
        yield await Client.connect(f"127.0.0.1:{port}")
    finally:
        process.kill()
        await process.wait()


async def test_the_durable_server_knows_our_search_attributes_as_soon_as_it_answers(tmp_path: Path) -> None:
    port = free_port()
    async with serving(durable_server(port, 0, tmp_path / "temporal.db"), port) as client:
        known = await client.operator_service.list_search_attributes(ListSearchAttributesRequest(namespace="default"))
    types = {"Keyword": "KEYWORD", "KeywordList": "KEYWORD_LIST", "Datetime": "DATETIME"}
    assert dict(known.custom_attributes) == {
        name: IndexedValueType.Value(f"INDEXED_VALUE_TYPE_{types[kind]}") for name, kind in SEARCH_ATTRIBUTES.items()
    }


async def test_the_durable_server_keeps_its_workflows_through_kill_9(tmp_path: Path) -> None:
    port = free_port()
    command = durable_server(port, 0, tmp_path / "temporal.db")
    async with serving(command, port) as client:
        handle = await client.start_workflow("ZoneTerm", id="zone/park-1/term-1", task_queue="cases")
    async with serving(command, port) as client:
        found = await client.get_workflow_handle("zone/park-1/term-1").describe()
    assert found.status is WorkflowExecutionStatus.RUNNING
    assert found.run_id == handle.result_run_id


async def test_the_page_of_the_durable_server_knows_who_unpacks_its_payloads(tmp_path: Path) -> None:
    port, ui_port = free_port(), free_port()
    codec = "http://127.0.0.1:8000/codec"
    async with (
        serving(durable_server(port, ui_port, tmp_path / "temporal.db", codec=codec), port),
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{ui_port}") as browser,
    ):
        assert (await browser.get("/api/v1/settings")).json()["Codec"]["Endpoint"] == codec


async def test_the_clock_of_the_time_skipping_server_can_be_moved() -> None:
    port = free_port()
    async with serving(time_skipping_server(port), port) as client:
        await client.test_service.lock_time_skipping(LockTimeSkippingRequest())
        before = (await client.test_service.get_current_time(Empty())).time.ToDatetime()
        ahead = Duration()
        ahead.FromTimedelta(timedelta(days=65))
        await client.test_service.unlock_time_skipping_with_sleep(SleepRequest(duration=ahead))
        after = (await client.test_service.get_current_time(Empty())).time.ToDatetime()
    assert after - before >= timedelta(days=65)
