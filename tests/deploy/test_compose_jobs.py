"""The jobs of docker-compose.yml, against a real Temporal server and a real register."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio import activity
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client
from temporalio.worker import Worker

from contracts.search_attributes import SEARCH_ATTRIBUTES
from db.schema import assert_current
from deploy import prepare_namespace
from deploy.prepare_namespace import RETENTION, AnotherType, prepare
from deploy.worker_health import unpolled
from onebox.ports import free_port
from onebox.temporal_server import durable_server, wait_until_serving
from tests.support.processes import started


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    port = free_port()
    command = durable_server(port, 0, tmp_path / "temporal.db")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    try:
        await asyncio.wait_for(wait_until_serving(f"127.0.0.1:{port}"), 30)
        yield f"127.0.0.1:{port}"
    finally:
        process.kill()
        await process.wait()


async def test_the_namespace_and_all_search_attributes_are_made_once(address: str) -> None:
    assert sorted(await prepare(address, "zhicheng")) == sorted(SEARCH_ATTRIBUTES)
    assert await prepare(address, "zhicheng") == []
    client = await Client.connect(address, namespace="zhicheng")
    made = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace="zhicheng"))
    assert made.config.workflow_execution_retention_ttl.ToTimedelta() == RETENTION
    known = await client.operator_service.list_search_attributes(ListSearchAttributesRequest(namespace="zhicheng"))
    assert set(known.custom_attributes) == set(SEARCH_ATTRIBUTES)


async def test_a_search_attribute_of_another_type_stops_the_deployment(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(prepare_namespace, "WANTED", {"ZhichengPark": IndexedValueType.INDEXED_VALUE_TYPE_INT})
        assert await prepare(address, "zhicheng") == ["ZhichengPark"]
    with pytest.raises(AnotherType, match="ZhichengPark"):
        await prepare(address, "zhicheng")


@activity.defn
async def nothing() -> None:
    """An activity to poll for."""


async def test_a_worker_is_healthy_where_its_own_host_polls_its_queue(address: str) -> None:
    client = await Client.connect(address, identity="1@this-host")
    async with Worker(client, task_queue="cases", activities=[nothing]):
        async with asyncio.timeout(30):
            while await unpolled(address, "default", ["cases"], "this-host"):
                pass
        assert await unpolled(address, "default", ["cases", "documents"], "this-host") == ["documents"]
        assert await unpolled(address, "default", ["cases"], "another-host") == ["cases"]


def test_the_migration_job_brings_an_empty_register_to_the_newest_version(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'register.db'}"
    with started("-m", "deploy.migrate", env={"ZHICHENG_DATABASE_URL": url}) as process:
        said = process.communicate()[0]
        assert process.returncode == 0, said
    assert_current(url)
