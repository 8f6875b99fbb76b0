"""The web process: JSON under ``/api/v1``, pages everywhere else, one place for errors and headers.

``uvicorn api.app:app`` serves; ``python -m api.app openapi`` prints the description of the API.
"""

import gc
import json
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp
from temporalio.client import Client

from api import audit, codec, errors, pages, rehearsal_folders, system
from api import json as json_api
from api.compression import Compression
from api.csrf import CrossSiteGuard
from api.deps import Services
from api.exchange import RequestIds
from api.headers import SecurityHeaders
from api.limits import BodyLimit
from api.rate_limits import RateLimits
from config import Settings, settings
from contracts.client import DATA_CONVERTER
from db.session import Register
from services.clock import SandboxClock, SystemClock
from services.documents.store import DocumentStore
from services.sandbox import restore

STATIC = Path(__file__).parents[1] / "static"
TITLE, VERSION = "质程 API", "1"


class Application(FastAPI):
    """Every answer carries its id and the security headers, also those the framework gives to an error nobody
    handled."""

    def build_middleware_stack(self) -> ASGIApp:
        return RequestIds(SecurityHeaders(super().build_middleware_stack()))


def create_app() -> FastAPI:
    """The application; it makes its services from the settings when it starts, and every request carries them."""
    app = Application(
        title=TITLE,
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        generate_unique_id_function=_operation_id,
    )
    errors.install(app, pages.problem_page, audit.witness)
    app.add_middleware(BodyLimit, page=pages.problem_page)
    app.add_middleware(RateLimits, page=pages.problem_page)
    app.add_middleware(CrossSiteGuard, page=pages.problem_page)
    app.add_middleware(Compression)
    app.include_router(system.router)
    app.include_router(codec.router)
    app.include_router(json_api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.openapi = lambda: openapi(app)  # type: ignore[method-assign]
    return app


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncIterator[dict[str, Services]]:
    _log_as_json(settings())
    services = await services_for(settings())
    await _restore_sandbox(services)
    await rehearsal_folders.tidy(services)
    gc.freeze()  # the modules stay: no look for garbage among them, which would hold up a page now and then
    yield {"services": services}
    await services.register.dispose()


async def _restore_sandbox(services: Services) -> None:
    """The time-skipping server forgets with its process: hold its clock, and go on from the register."""
    if isinstance(services.clock, SandboxClock):
        await restore(services.register, services.client, services.clock, services.settings.data_dir)


async def services_for(config: Settings) -> Services:
    """The client connects with its first call, so that the web starts, and says so, while Temporal is down."""
    client = await Client.connect(
        config.temporal,
        namespace=config.temporal_namespace,
        data_converter=DATA_CONVERTER,
        identity="api",
        lazy=True,
    )
    return Services(
        register=Register(config.database),
        client=client,
        clock=SandboxClock(client) if config.is_sandbox else SystemClock(),
        store=DocumentStore(config.documents),
        settings=config,
    )


def _log_as_json(config: Settings) -> None:
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(config.log_level)),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _operation_id(route: APIRoute) -> str:
    """The name of the function: short, and the same whatever order the routes are in."""
    return route.name


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of the JSON API; pages have no part in it."""
    if app.openapi_schema is None:
        described = get_openapi(title=TITLE, version=VERSION, routes=app.routes)
        schemas = described["components"]["schemas"]
        problem = errors.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**problem.pop("$defs"), "Problem": problem}
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        described["components"]["schemas"] = dict(sorted(schemas.items()))
        app.openapi_schema = described
    return app.openapi_schema


app = create_app()

if __name__ == "__main__" and sys.argv[1:] == ["openapi"]:
    sys.stdout.write(json.dumps(openapi(app), ensure_ascii=False, indent=2) + "\n")
