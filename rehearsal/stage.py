"""A stage of its own for one rehearsal: register, engine, clock, mailbox and workers, gone with this process."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from temporalio.client import Client, WorkflowHandle

from config import Environment, Settings
from contracts.queues import CASES, DOCUMENT_PRESS, DOCUMENTS, DUTY_CLOCK, NOTIFICATIONS, OUTBOX, REMINDERS
from contracts.rehearsal import REGISTER, Order
from db.session import Register
from onebox.mail_catcher import Mailbox
from onebox.ports import free_port
from rehearsal.engine import an_engine
from services.clock import SandboxClock
from services.documents.store import DocumentStore
from services.sandbox import settled
from services.wake import Wake
from worker import build


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a rehearsal is played."""

    order: Order
    client: Client
    clock: SandboxClock
    register: Register
    store: DocumentStore

    @property
    def handle(self) -> WorkflowHandle[object, object]:
        return self.client.get_workflow_handle(self.order.workflow_id)

    async def settled(self) -> None:
        """Return once everything that is due has been done."""
        await settled(self.client, [self.order.workflow_id, DUTY_CLOCK, OUTBOX, DOCUMENT_PRESS])


@asynccontextmanager
async def a_stage(order: Order, folder: Path) -> AsyncIterator[Stage]:
    """The stage on the register that lies in ``folder``, its clock where the case stands. Ends with everything on it.

    Raises ``RuntimeError`` where the engine does not start.
    """
    async with AsyncExitStack() as stack:
        mailbox = Controller(Mailbox(folder / "mail"), hostname="127.0.0.1", port=free_port())
        mailbox.start()
        stack.callback(mailbox.stop)
        register = Register(f"sqlite+aiosqlite:///{(folder / REGISTER).resolve()}")
        stack.push_async_callback(register.dispose)
        client = await stack.enter_async_context(an_engine())
        clock = SandboxClock(client)
        await clock.prepare()
        await clock.advance_to(max(await clock.now(), order.starts_at))
        settings = Settings(
            env=Environment.REHEARSAL, data_dir=folder, smtp_host="127.0.0.1", smtp_port=mailbox.port, database_url=""
        )
        for queue in (CASES, REMINDERS, NOTIFICATIONS, DOCUMENTS):
            await stack.enter_async_context(build(queue, client, register, clock, settings))
        await Wake(client, settings).all()
        yield Stage(order, client, clock, register, DocumentStore(settings.documents))
