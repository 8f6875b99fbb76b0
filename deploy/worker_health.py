"""``python -m deploy.worker_health QUEUE …``: does a worker of this very host poll each of the task queues?

The health check of the worker containers. Exit code 0 if so, 1 (and a line saying which queue) if not.
"""

import asyncio
import socket
import sys

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from config import settings
from contracts.client import connect


async def unpolled(address: str, namespace: str, queues: list[str], host: str) -> list[str]:
    """Those of ``queues`` that no worker on ``host`` asked for tasks lately (identities end in ``@host``)."""
    client = await connect(address, namespace, identity="zhicheng-health-check")
    return [queue for queue in queues if not await _is_polled(client, queue, host)]


async def _is_polled(client: Client, queue: str, host: str) -> bool:
    for kind in (TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW):
        request = DescribeTaskQueueRequest(
            namespace=client.namespace, task_queue=TaskQueue(name=queue), task_queue_type=kind
        )
        answer = await client.workflow_service.describe_task_queue(request)
        if any(poller.identity.endswith(f"@{host}") for poller in answer.pollers):
            return True
    return False


async def _main() -> None:
    if idle := await unpolled(settings().temporal, settings().temporal_namespace, sys.argv[1:], socket.gethostname()):
        sys.exit(f"任务队列 {'、'.join(idle)} 没有本机的工作进程。")


if __name__ == "__main__":
    asyncio.run(_main())
