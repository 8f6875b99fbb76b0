"""What machines ask of the platform: is it alive, is it ready, and how far is it behind."""

import asyncio
from datetime import datetime

import temporalio.api.enums.v1 as enums
import temporalio.api.taskqueue.v1 as taskqueue
import temporalio.api.workflowservice.v1 as workflowservice
from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import JSONResponse, PlainTextResponse
from temporalio.service import RPCError, RPCStatusCode

from api.deps import Services, Web
from contracts.queues import CASES
from db.models import Rung
from db.queries import canary, cases, delivery_tasks, documents, notifications, outbox
from db.schema import SchemaNotCurrent, assert_current

router = APIRouter(tags=["运行状态"])


class Alive(BaseModel):
    status: str = "ok"


class Readiness(BaseModel):
    """``reasons``: what is missing, in Chinese."""

    ready: bool
    reasons: list[str]


@router.get("/healthz", summary="进程在运行")
async def healthz() -> Alive:
    return Alive()


@router.get("/readyz", response_model=Readiness, summary="可以办理业务", responses={503: {"model": Readiness}})
async def readyz(services: Web) -> JSONResponse:
    reasons = [*await _register(services), *await _engine(services)]
    answer = Readiness(ready=not reasons, reasons=reasons)
    return JSONResponse(answer.model_dump(), 503 if reasons else 200)


@router.get("/metrics", response_class=PlainTextResponse, summary="Prometheus 指标")
async def metrics(services: Web) -> str:
    now = await services.clock.now()
    async with services.register.read() as session:
        stages = await cases.open_by_stage(session)
        rung = await outbox.next_rung_at(session)
        day = await canary.latest(session, now)
        undelivered = await notifications.undelivered(session)
        papers = await documents.by_state(session)
        untold = await delivery_tasks.how_many_open(session)
    late = max((now - rung).total_seconds(), 0) if rung else 0
    lines = [
        *_gauge(
            "zhicheng_open_cases", "Cases not ended, by stage.", {f'{{stage="{k}"}}': v for k, v in stages.items()}
        ),
        *_gauge("zhicheng_oldest_unserved_rung_seconds", "How long the oldest due reminder waits.", {"": late}),
        *_gauge(
            "zhicheng_canary_late_seconds", "How late the last canary of the duty clock was, or is.", _late(day, now)
        ),
        *_gauge("zhicheng_undelivered_notifications", "Notifications planned or failed.", {"": undelivered}),
        *_gauge("zhicheng_open_delivery_tasks", "People to be told otherwise, whom no channel reached.", {"": untold}),
        *_gauge("zhicheng_ordered_documents", "Documents ordered and not yet written.", {"": papers.get("ordered", 0)}),
        *_gauge("zhicheng_failed_documents", "Documents that could not be written.", {"": papers.get("failed", 0)}),
    ]
    return "\n".join(lines) + "\n"


def _late(day: Rung | None, now: datetime) -> dict[str, float]:
    """No sample before the first canary, and in the sandbox, where there is none."""
    return {"": ((day.served_at or now) - day.planned_at).total_seconds()} if day else {}


def _gauge(name: str, text: str, values: dict[str, float]) -> list[str]:
    return [f"# HELP {name} {text}", f"# TYPE {name} gauge", *(f"{name}{k} {v:g}" for k, v in values.items())]


async def _register(services: Services) -> list[str]:
    try:
        await asyncio.to_thread(assert_current, services.settings.database)
    except SchemaNotCurrent as error:
        return [str(error)]
    return []


async def _engine(services: Services) -> list[str]:
    """Whether Temporal answers, and a worker takes up cases. The time-skipping server cannot say the latter."""
    request = workflowservice.DescribeTaskQueueRequest(
        namespace=services.client.namespace,
        task_queue=taskqueue.TaskQueue(name=CASES),
        task_queue_type=enums.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    try:
        answer = await services.client.workflow_service.describe_task_queue(request)
    except RPCError as error:
        return [] if error.status is RPCStatusCode.UNIMPLEMENTED else ["Temporal 没有应答。"]
    except RuntimeError:  # a client that has not connected yet
        return ["Temporal 没有应答。"]
    return [] if answer.pollers else ["案件的工作进程没有运行。"]
