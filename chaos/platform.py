"""The platform as five processes on free ports of 127.0.0.1: database, mail server, Temporal, api, worker."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from temporalio.client import Client

from chaos import database
from chaos.processes import Kept, Program, python
from config import Environment, Settings
from contracts.client import connect
from db.schema import upgrade
from db.session import Register
from onebox.children import Guardian
from onebox.plans import environment_of, is_ready, smtp_greets
from onebox.ports import free_port
from onebox.temporal_server import durable_server, wait_until_serving
from services.wake import Wake

KINDS = ("worker", "api", "server", "mail", "database")
"""What is killed, as the summary names it."""


@dataclass(frozen=True)
class Platform:
    """``register`` and ``client`` are our own view, for planting and checking; they outlive every kill."""

    settings: Settings
    processes: dict[str, Kept]
    register: Register
    client: Client

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.settings.http_port}"

    @property
    def mails(self) -> Path:
        return self.settings.data_dir / "mail"

    async def all_answer(self) -> None:
        """Return once everything serves again, workers polling."""
        for kind in ("database", "mail", "server", "api", "worker"):
            await self.processes[kind].answering()

    async def look_again(self) -> None:
        """What the platform's clocks do by themselves every ten minutes: look for work nobody told them of."""
        await Wake(self.client, self.settings).all()


@asynccontextmanager
async def platform() -> AsyncIterator[Platform]:
    """An empty platform with its schema. All of it is gone at the end, unless the run broke off: then its data and the
    logs of its processes stay, and standard error says where."""
    # Not below pytest's own folder, which later sessions delete.
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    settings = Settings(
        env=Environment.DEMONSTRATION,
        data_dir=folder / "data",
        http_port=free_port(),
        temporal_port=free_port(),
        smtp_port=free_port(),
        database_url=database.url(port := free_port()),
        temporal_address="",
        document_store_url="",
        public_url="",
        smtp_host="127.0.0.1",
    )
    logs = folder / "log"
    for each in (settings.data_dir, logs):
        each.mkdir()
    guardian = Guardian()
    null = os.open(os.devnull, os.O_RDONLY)
    await guardian.start(null)
    environment = environment_of(settings)
    processes = {
        each.key: Kept(each, logs, environment, guardian)
        for each in (await asyncio.to_thread(database.program, folder, port), *_programs(settings))
    }
    register = Register(settings.database)
    try:
        await _set_up(processes, settings, port)
        client = await connect(settings.temporal, settings.temporal_namespace, identity="chaos")
        yield Platform(settings, processes, register, client)
        shutil.rmtree(logs)
    finally:
        await register.dispose()
        for process in processes.values():
            await process.stop()
        await guardian.dismiss()
        os.close(null)
        if logs.exists():
            print(f"chaos: broken off; data and logs stay in {folder}", file=sys.stderr, flush=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)


async def _set_up(processes: dict[str, Kept], settings: Settings, port: int) -> None:
    for key in ("database", "mail", "server"):
        processes[key].start()
    await processes["database"].answering()
    await database.create(port)
    await asyncio.to_thread(upgrade, settings.database)
    await processes["server"].answering()
    for key in ("api", "worker"):
        processes[key].start()


def _programs(settings: Settings) -> tuple[Program, ...]:
    server = durable_server(settings.temporal_port, 0, settings.data_dir / "temporal.db", settings.temporal_namespace)
    how = ("--port", str(settings.http_port), "--no-access-log", "--no-proxy-headers")
    web = python("-m", "uvicorn", "api.app:app", *how)
    local = f"http://127.0.0.1:{settings.http_port}"
    return (
        Program("mail", python("-m", "onebox.mail_catcher"), partial(smtp_greets, settings.smtp_port)),
        Program("server", server, partial(wait_until_serving, settings.temporal)),
        Program("api", web, partial(is_ready, f"{local}/healthz")),
        Program("worker", python("worker.py"), partial(is_ready, f"{local}/readyz")),
    )
