"""An empty sandbox for ``bench.lives``: server, register with parks, mail server, workers; nothing is printed."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from temporalio import activity
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.confirmation import Confirmation
from activities.press import Press
from config import Environment, Settings
from contracts.activities import Served
from contracts.client import DATA_CONVERTER
from contracts.queues import CASES, DOCUMENTS, NOTIFICATIONS, REMINDERS
from db.models import Park as ParkRow
from db.queries.lineage import begin_identity
from db.queries.parks import add_body
from db.schema import upgrade
from db.session import Register
from domain.zone.case import Park
from onebox.plans import smtp_greets
from onebox.ports import free_port
from onebox.seed import plant_register
from services.clock import SandboxClock
from services.documents.content import Specimen
from services.documents.store import DocumentStore
from worker import WORKFLOWS_BY_QUEUE, build, passed_through

REGION = "320500"


@dataclass
class Script:
    """What was done to the parks, move by move: updates sent to each, then the clock's way."""

    updates: list[int] = field(default_factory=list)
    leaps: list[timedelta] = field(default_factory=list)


@dataclass
class Bench:
    client: Client
    clock: SandboxClock
    register: Register
    settings: Settings
    parks: int
    press: "LatePress"
    script: Script = field(default_factory=Script)
    refusals: set[str] = field(default_factory=set)
    """What was said to people of late; a life that stands still raises it."""


def park(number: int) -> Park:
    return Park(
        id=f"bench-{number}",
        name=f"示例基准园区{number}",
        region=REGION,
        region_name="江苏省苏州市",
        organisation="park-js-1",
        creating_body="示例管委会",
    )


def park_row(number: int) -> ParkRow:
    each = park(number)
    return ParkRow(
        id=each.id,
        name=each.name,
        kind="工业",
        industry="仪器仪表",
        region=each.region,
        region_name=each.region_name,
        creating_body=each.creating_body,
        organisation_id=each.organisation,
        is_synthetic=True,
    )


async def enter_parks(register: Register, number: int) -> None:
    """So many parks of one office."""
    async with register.write() as session:
        for each in range(number):
            row = park_row(each)
            session.add(row)
            begin_identity(session, row)
            await add_body(session, row.id, row.organisation_id)


class LatePress:
    """Prints nothing until it is opened: a queue without a worker would hold the server's time."""

    def __init__(self, press: Press) -> None:
        self.is_open = False
        self._press = press

    @activity.defn(name="print_documents")
    async def print_documents(self) -> Served:
        return await self._press.print_documents() if self.is_open else Served()


@asynccontextmanager
async def server() -> AsyncIterator[WorkflowEnvironment]:
    async with await WorkflowEnvironment.start_time_skipping(
        data_converter=DATA_CONVERTER,
        test_server_existing_path=str(Path(sys.executable).parent / "temporal-test-server"),
    ) as env:
        yield env


@asynccontextmanager
async def sandbox(parks: int) -> AsyncIterator[Bench]:
    """Server, register, mail server and the workers, but a press that prints nothing."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(env=Environment.SANDBOX, data_dir=Path(folder), smtp_port=free_port(), database_url="")
        upgrade(settings.database)
        await plant_register(settings)
        register = Register(settings.database)
        await enter_parks(register, parks)
        mailbox = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "onebox.mail_catcher"),
            env={**os.environ, "ZHICHENG_SMTP_PORT": str(settings.smtp_port), "ZHICHENG_DATA_DIR": folder},
        )
        try:
            await smtp_greets(settings.smtp_port)
            async with AsyncExitStack() as stack:
                env = await stack.enter_async_context(server())
                clock = SandboxClock(env.client)
                await clock.register_search_attributes()
                for queue in (CASES, REMINDERS, NOTIFICATIONS):
                    await stack.enter_async_context(build(queue, env.client, register, clock, settings))
                confirmation = Confirmation(register, env.client, clock)
                store = DocumentStore(settings.documents)
                press = LatePress(
                    Press(register, store, confirmation, settings.base_url, specimen=Specimen.DEMONSTRATION)
                )
                printing = Worker(
                    env.client,
                    task_queue=DOCUMENTS,
                    workflows=WORKFLOWS_BY_QUEUE[DOCUMENTS],
                    activities=[press.print_documents],
                    workflow_runner=passed_through(),
                )
                await stack.enter_async_context(printing)
                yield Bench(env.client, clock, register, settings, parks, press)
        finally:
            await register.dispose()
            mailbox.terminate()
            await mailbox.wait()
