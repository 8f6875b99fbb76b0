"""What Temporal says of itself, for those who watch it. Nothing here waits long; what it cannot say is None."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import temporalio.api.enums.v1 as enums
import temporalio.api.taskqueue.v1 as taskqueue
import temporalio.api.workflowservice.v1 as workflowservice
from google.protobuf.timestamp_pb2 import Timestamp
from temporalio.service import RPCError, RPCStatusCode

from api.deps import Services
from config import Settings
from contracts.queues import CASES, DOCUMENTS, NOTIFICATIONS, REMINDERS

SILENT = "Temporal 没有应答。"
IDLE = "案件的工作进程没有运行。"
QUEUES = (CASES, REMINDERS, NOTIFICATIONS, DOCUMENTS)
_POLLED_FOR = {REMINDERS: enums.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY}
"""No workflow lives there."""
_PATIENCE = timedelta(seconds=3)
_FAILING = "TemporalReportedProblems IS NOT NULL"
"""The attribute that Temporal sets while the workflow tasks of a workflow fail one after another."""
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Poller:
    """A worker that asked for work lately. ``build``: of its code; empty for one without versions."""

    identity: str
    build: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Workers:
    """Who serves a task queue; ``current``: the build its new cases go to, empty without versions. ``pollers`` None:
    the server cannot say."""

    queue: str
    pollers: Sequence[Poller] | None
    current: str


@dataclass(frozen=True, slots=True)
class Failing:
    """A workflow whose tasks fail, with what Temporal reports of it."""

    workflow_id: str
    problems: Sequence[str]


async def state(services: Services) -> list[str]:
    """What is missing, in Chinese: whether Temporal answers, and a worker takes up cases."""
    try:
        found = await pollers(services, CASES)
    except (RPCError, RuntimeError):
        return [SILENT]
    return [IDLE] if found is not None and not found else []


async def pollers(services: Services, queue: str) -> list[Poller] | None:
    """None where the server cannot say (the time-skipping one). Raises ``RPCError``, and ``RuntimeError`` of a client
    that has not connected yet."""
    request = workflowservice.DescribeTaskQueueRequest(
        namespace=services.client.namespace,
        task_queue=taskqueue.TaskQueue(name=queue),
        task_queue_type=_POLLED_FOR.get(queue, enums.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW),
    )
    try:
        answer = await services.client.workflow_service.describe_task_queue(request, timeout=_PATIENCE)
    except RPCError as error:
        if error.status is RPCStatusCode.UNIMPLEMENTED:
            return None
        raise
    return [
        Poller(one.identity, one.deployment_options.build_id, _instant(one.last_access_time)) for one in answer.pollers
    ]


async def workers(services: Services) -> list[Workers]:
    """Raises as ``pollers``."""
    return [
        Workers(queue, await pollers(services, queue), await _current(services, f"zhicheng-{queue}"))
        for queue in QUEUES
    ]


async def _current(services: Services, deployment: str) -> str:
    request = workflowservice.DescribeWorkerDeploymentRequest(
        namespace=services.client.namespace, deployment_name=deployment
    )
    try:
        answer = await services.client.workflow_service.describe_worker_deployment(request, timeout=_PATIENCE)
    except RPCError:  # no versions, or a server without them
        return ""
    return answer.worker_deployment_info.routing_config.current_deployment_version.build_id


async def failing(services: Services) -> list[Failing] | None:
    """Workflows whose tasks fail; None where the server cannot say."""
    try:
        found = services.client.list_workflows(_FAILING, limit=_SHOWN, rpc_timeout=_PATIENCE)
        return [
            Failing(one.id, [str(each) for each in one.search_attributes.get("TemporalReportedProblems", ())])
            async for one in found
        ]
    except (RPCError, RuntimeError):
        return None


def page_of(where: Settings, workflow_id: str) -> str:
    """The workflow's page in Temporal's own web UI."""
    namespace = f"{where.temporal_ui}/namespaces/{quote(where.temporal_namespace, safe='')}"
    return f"{namespace}/workflows/{quote(workflow_id, safe='')}"


def _instant(stamp: Timestamp) -> datetime:
    return stamp.ToDatetime(tzinfo=UTC)
