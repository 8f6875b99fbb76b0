"""``python -m deploy.prepare_namespace``: the namespace and its search attributes, made where missing.

Run before the workers, at every deployment: a workflow that sets an unregistered attribute would hang.
"""

import asyncio
import sys
from datetime import timedelta

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from config import settings
from contracts.client import connect
from contracts.search_attributes import SEARCH_ATTRIBUTES

WANTED = {
    name: IndexedValueType.Value(
        {
            "Keyword": "INDEXED_VALUE_TYPE_KEYWORD",
            "KeywordList": "INDEXED_VALUE_TYPE_KEYWORD_LIST",
            "Datetime": "INDEXED_VALUE_TYPE_DATETIME",
        }[kind]
    )
    for name, kind in SEARCH_ATTRIBUTES.items()
}
RETENTION = timedelta(days=3650)
"""How long closed workflows stay readable in Temporal (系统策略); the register keeps the record for good."""
PATIENCE = 60.0
"""Seconds for a namespace just made to become known to all of the server."""


class AnotherType(Exception):
    """A search attribute of ours exists with another type; the message says which, in Chinese."""


async def prepare(address: str, namespace: str) -> list[str]:
    """Make what is missing on the Temporal server at ``address``; the names of the search attributes added.

    Raises ``AnotherType`` where one is registered as another type: the server would take ours without a word.
    """
    client = await connect(address, namespace, identity="zhicheng-deployment")
    await _ensure_namespace(client)
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await _ensure_search_attributes(client)
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
            await asyncio.sleep(0.5)


async def _ensure_namespace(client: Client) -> None:
    try:
        await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace=client.namespace))
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        retention = Duration()
        retention.FromTimedelta(RETENTION)
        await client.workflow_service.register_namespace(
            RegisterNamespaceRequest(namespace=client.namespace, workflow_execution_retention_period=retention)
        )


async def _ensure_search_attributes(client: Client) -> list[str]:
    listed = await client.operator_service.list_search_attributes(
        ListSearchAttributesRequest(namespace=client.namespace)
    )
    present = dict(listed.custom_attributes)
    if clash := [name for name, kind in WANTED.items() if present.get(name, kind) != kind]:
        raise AnotherType(f"检索属性 {'、'.join(clash)} 在命名空间 {client.namespace} 中已按另一种类型登记。")
    missing = {name: kind for name, kind in WANTED.items() if name not in present}
    if missing:
        await client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(namespace=client.namespace, search_attributes=missing)
        )
    return list(missing)


async def _main() -> None:
    added = await prepare(settings().temporal, settings().temporal_namespace)
    sys.stdout.write(f"命名空间 {settings().temporal_namespace} 已就绪，新登记检索属性：{'、'.join(added) or '无'}\n")


if __name__ == "__main__":
    asyncio.run(_main())
