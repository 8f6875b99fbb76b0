"""What the one-box platform consists of: the live one on the durable server, the sandbox on the time-skipping one."""

import asyncio
import contextlib
import os
import sys
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path

import httpx2

from config import Environment, Settings
from contracts.queues import CASES, DOCUMENTS, NOTIFICATIONS, REMINDERS
from db.schema import upgrade
from onebox.children import ChildSpec
from onebox.ports import Port
from onebox.seed import plant_cases, plant_register
from onebox.supervisor import Plan
from onebox.temporal_server import durable_server, time_skipping_server, wait_until_serving

_HTTP = "ZHICHENG_HTTP_PORT"
_TEMPORAL = "ZHICHENG_TEMPORAL_PORT"
_TEMPORAL_UI = "ZHICHENG_TEMPORAL_UI_PORT"
_SMTP = "ZHICHENG_SMTP_PORT"


def live(asked: Settings, parent: int) -> Plan:
    """The live platform: it goes on where it was at the next start."""
    settings = _one_box(asked, Environment.DEMONSTRATION, asked.data_dir)
    server = durable_server(
        settings.temporal_port,
        settings.temporal_ui_port,
        settings.data_dir / "temporal.db",
        settings.temporal_namespace,
        codec=f"{settings.base_url}/codec",
    )
    ports = (*_ports(settings), Port(settings.temporal_ui_port, "Temporal 网页", _TEMPORAL_UI))
    addresses = (f"Temporal 网页：{settings.temporal_ui}", *_addresses(settings))
    plan = _plan(settings, parent, _temporal(settings, server), ports, addresses)
    return replace(plan, after_ready=lambda: plant_cases(settings))


def sandbox(asked: Settings, parent: int) -> Plan:
    """The same on the server whose clock can be moved, in a data folder of its own."""
    settings = _one_box(asked, Environment.SANDBOX, asked.data_dir / "sandbox")
    temporal = _temporal(settings, time_skipping_server(settings.temporal_port), forgets=True)
    return _plan(settings, parent, temporal, _ports(settings), _addresses(settings))


def environment_of(settings: Settings) -> dict[str, str]:
    """This process's environment with every setting of the platform spelled out."""
    values = settings.model_dump()
    return dict(os.environ) | {
        f"ZHICHENG_{name.upper()}": str(value.value if isinstance(value, Enum) else value)
        for name, value in values.items()
    }


def _one_box(asked: Settings, env: Environment, data_dir: Path) -> Settings:
    """The servers are our own, whatever addresses the environment names for other ways to run."""
    own = {"env": env, "data_dir": data_dir.resolve(), "temporal_address": "", "smtp_host": "127.0.0.1"}
    return asked.model_copy(update=own)


def _plan(
    settings: Settings, parent: int, temporal: ChildSpec, ports: tuple[Port, ...], addresses: tuple[str, ...]
) -> Plan:
    return Plan(
        data_dir=settings.data_dir,
        base_url=_local(settings),
        children=(_mail_catcher(settings), temporal, _api(settings), *_workers(settings)),
        environment=environment_of(settings),
        ports=ports,
        prepare=lambda: _prepare(settings),
        addresses=addresses,
        parent=parent,
    )


def _prepare(settings: Settings) -> None:
    """The schema, then calendar releases and demonstration accounts; what is there stays as it is."""
    upgrade(settings.database)
    asyncio.run(plant_register(settings))


def _temporal(settings: Settings, command: tuple[str, ...], forgets: bool = False) -> ChildSpec:
    return ChildSpec("temporal", "Temporal", command, partial(wait_until_serving, settings.temporal), forgets)


def _mail_catcher(settings: Settings) -> ChildSpec:
    command = (sys.executable, "-m", "onebox.mail_catcher")
    return ChildSpec("mail-catcher", "邮件收件箱", command, partial(smtp_greets, settings.smtp_port))


def _api(settings: Settings) -> ChildSpec:
    """Before the workers: in the sandbox it holds the new server's clock and restores the cases."""
    command = (
        sys.executable, "-m", "uvicorn", "api.app:app", "--host", settings.bind_host, "--port", str(settings.http_port),
        "--no-access-log", "--no-proxy-headers", "--timeout-graceful-shutdown", "3",
    )  # fmt: skip
    return ChildSpec("api", "门户与接口", command, partial(is_ready, f"{_local(settings)}/healthz"))


def _workers(settings: Settings) -> tuple[ChildSpec, ...]:
    """They listen on nothing: that they poll is part of the api's readiness."""
    cases = (sys.executable, "worker.py", CASES)
    effects = (sys.executable, "worker.py", REMINDERS, NOTIFICATIONS, DOCUMENTS)
    return (
        ChildSpec("worker-cases", "工作进程（案件）", cases),
        ChildSpec(
            "worker-effects", "工作进程（提醒、通知、文书）", effects, partial(is_ready, f"{_local(settings)}/readyz")
        ),
    )


def _local(settings: Settings) -> str:
    return f"http://127.0.0.1:{settings.http_port}"


def _ports(settings: Settings) -> tuple[Port, ...]:
    return (
        Port(settings.http_port, "网页与接口", _HTTP, settings.bind_host),
        Port(settings.temporal_port, "Temporal", _TEMPORAL),
        Port(settings.smtp_port, "邮件", _SMTP),
    )


def _addresses(settings: Settings) -> tuple[str, ...]:
    return (f"邮件收件箱：{_local(settings)}/mail", f"日志目录：{settings.data_dir / 'log'}")


async def smtp_greets(port: int) -> None:
    """Return once a mail server on 127.0.0.1 says hello; asks for ever."""
    while True:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            greeting = await reader.readline()
            writer.close()
            if greeting.startswith(b"220"):
                return
        await asyncio.sleep(0.05)


async def is_ready(url: str) -> None:
    """Return once ``url`` answers 200; asks for ever."""
    async with httpx2.AsyncClient(trust_env=False, timeout=5.0) as client:
        while True:
            with contextlib.suppress(httpx2.TransportError):
                if (await client.get(url)).status_code == 200:
                    return
            await asyncio.sleep(0.1)
