"""What machines ask of the platform: is it alive, is it ready, and how far is it behind."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import JSONResponse, PlainTextResponse

from api import readiness
from api.deps import Web
from db.models import Rung
from db.queries import operations

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
    missing = await readiness.reasons(services)
    answer = Readiness(ready=not missing, reasons=missing)
    return JSONResponse(answer.model_dump(), 503 if missing else 200)


@router.get("/metrics", response_class=PlainTextResponse, summary="Prometheus 指标")
async def metrics(services: Web) -> str:
    now = await services.clock.now()
    async with services.register.read() as session:
        found = await operations.backlog(session, now)
    lines = [
        *_gauge(
            "zhicheng_open_cases",
            "Cases not ended, by stage.",
            {f'{{stage="{k}"}}': v for k, v in found.stages.items()},
        ),
        *_gauge(
            "zhicheng_oldest_unserved_rung_seconds",
            "How long the oldest due reminder waits.",
            _age(found.unserved, now),
        ),
        *_gauge(
            "zhicheng_canary_late_seconds",
            "How late the last canary of the duty clock was, or is.",
            _late(found.canary, now),
        ),
        *_gauge(
            "zhicheng_undelivered_notifications",
            "Notifications planned, or failed and to be seen to.",
            {"": found.undelivered},
        ),
        *_gauge("zhicheng_outbox", "Notifications that may leave now.", {"": found.outbox.number}),
        *_gauge("zhicheng_oldest_outbox_seconds", "How long the first of them waits.", _age(found.outbox.oldest, now)),
        *_gauge("zhicheng_unconfirmed_steps", "Steps not yet vouched for.", {"": found.unconfirmed.number}),
        *_gauge("zhicheng_oldest_unconfirmed_step_seconds", "The oldest one.", _age(found.unconfirmed.oldest, now)),
        *_gauge(
            "zhicheng_open_delivery_tasks", "People to be told otherwise, whom no channel reached.", {"": found.untold}
        ),
        *_gauge("zhicheng_ordered_documents", "Documents ordered and not yet written.", {"": found.ordered.number}),
        *_gauge("zhicheng_failed_documents", "Documents that could not be written.", {"": found.failed_documents}),
    ]
    return "\n".join(lines) + "\n"


def _age(since: datetime | None, now: datetime) -> dict[str, float]:
    return {"": max((now - since).total_seconds(), 0) if since else 0}


def _late(day: Rung | None, now: datetime) -> dict[str, float]:
    """No sample before the first canary, and in the sandbox, where there is none."""
    return {"": ((day.served_at or now) - day.planned_at).total_seconds()} if day else {}


def _gauge(name: str, text: str, values: dict[str, float]) -> list[str]:
    return [f"# HELP {name} {text}", f"# TYPE {name} gauge", *(f"{name}{k} {v:g}" for k, v in values.items())]
