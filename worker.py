"""A worker process: ``python worker.py cases`` or ``python worker.py reminders notifications documents``.

Registers every workflow and activity on its task queue. The replay tests import ``WORKFLOWS`` from here.
"""

import asyncio
import dataclasses
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.worker import Worker, WorkerDeploymentConfig
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.confirmation import Confirmation
from activities.dates import Dates
from activities.errands import Errands
from activities.facts import Facts
from activities.intake import Intake as TakingOver
from activities.list_acts import ListActs
from activities.outbox import OutboxDelivery
from activities.press import Press
from activities.recalculation import Recalculation as CountingAgain
from activities.recording import Recording
from activities.reminders import Reminders
from config import Environment, Settings, settings
from contracts.client import connect
from contracts.clock import Clock
from contracts.queues import CASES, DOCUMENTS, NOTIFICATIONS, REMINDERS
from db.session import Register
from services.clock import SandboxClock, SystemClock
from services.documents.content import Specimen
from services.documents.store import DocumentStore
from services.notifications.channels import outbound
from services.notifications.mail import MailChannel
from services.sealing import sealer
from services.wake import Wake
from workflows.district_plan import DistrictPlan
from workflows.event_file import EventFile
from workflows.government_duties import GovernmentDuties
from workflows.list_act import ListAct
from workflows.pilot_project import PilotProject
from workflows.platform_clocks import DocumentPress, DutyClock, Intake, Outbox, Recalculation
from workflows.province_regulation import ProvinceRegulation
from workflows.unit_ledger import UnitLedger
from workflows.zone_creation import ZoneCreation
from workflows.zone_instrument import ZoneInstrument
from workflows.zone_term import ZoneTerm

Activities = list[Callable[..., Any]]

WORKFLOWS_BY_QUEUE: dict[str, list[type]] = {
    CASES: [
        *(ZoneCreation, ZoneTerm, ZoneInstrument, PilotProject),
        *(DistrictPlan, UnitLedger, ProvinceRegulation, GovernmentDuties, EventFile),
        ListAct,
    ],
    REMINDERS: [],
    NOTIFICATIONS: [DutyClock, Outbox, Recalculation, Intake],
    DOCUMENTS: [DocumentPress],
}
WORKFLOWS: list[type] = [each for found in WORKFLOWS_BY_QUEUE.values() for each in found]

STICKY_TIMEOUT = timedelta(seconds=1)
"""After a worker's death its cases move to another one after this (measured: 4 s instead of 13 s for 1,000)."""

CACHED_CASES = 5000

POLLERS = 20
"""Waiting for workflow tasks at once; with the server flags of the one-box profile a signal takes milliseconds."""

AT_THE_REGISTER = 8
"""Steps and questions a worker brings to the register at once. It has one writer: more would wait inside their own ten
seconds, run out of them together, come again together, and crowd out each other (seen with a hundred cases)."""


def passed_through() -> SandboxedWorkflowRunner:
    """The sandbox with our own deterministic packages (and pydantic) loaded once, not once per workflow."""
    restrictions = SandboxRestrictions.default
    return SandboxedWorkflowRunner(
        restrictions=dataclasses.replace(
            restrictions,
            passthrough_modules=restrictions.passthrough_modules
            | {"domain", "contracts", "pydantic", "pydantic_core", "dateutil", "annotated_types", "typing_extensions"},
        )
    )


def build(queue: str, client: Client, register: Register, clock: Clock, config: Settings, **options: Any) -> Worker:
    """The worker of one task queue. Raises ``KeyError`` for a queue that nobody knows."""
    deployment = WorkerDeploymentConfig(
        # Without a build id there are no versions; a short name spares Temporal a hash of all modules in each task.
        version=WorkerDeploymentVersion(deployment_name=f"zhicheng-{queue}", build_id=config.build_id or "none"),
        use_worker_versioning=bool(config.build_id),
        default_versioning_behavior=VersioningBehavior.PINNED if config.build_id else VersioningBehavior.UNSPECIFIED,
    )
    return Worker(
        client,
        deployment_config=deployment,
        task_queue=queue,
        workflows=WORKFLOWS_BY_QUEUE[queue],
        activities=_ACTIVITIES[queue](client, register, clock, config),
        workflow_runner=passed_through(),
        max_cached_workflows=CACHED_CASES,
        max_concurrent_workflow_task_polls=POLLERS,
        max_concurrent_local_activities=AT_THE_REGISTER,
        sticky_queue_schedule_to_start_timeout=STICKY_TIMEOUT,
        graceful_shutdown_timeout=timedelta(seconds=5),
        **options,
    )


def _case_activities(client: Client, register: Register, clock: Clock, config: Settings) -> Activities:
    wake = Wake(client, config)
    dates, facts, lists = Dates(register), Facts(register), ListActs(register, client, clock, wake)
    return [
        Recording(register, clock, wake, config.base_url).record_step,
        dates.derive_dates,
        dates.rederive_dates,
        facts.look_up,
        facts.earlier_versions,
        lists.act_on_entry,
        lists.record_list_act,
        Errands(register, client).run_errand,
    ]


def _reminder_activities(client: Client, register: Register, clock: Clock, config: Settings) -> Activities:
    return [Reminders(register, clock, Wake(client, config), config.base_url).claim_due_rungs]


def _notification_activities(client: Client, register: Register, clock: Clock, config: Settings) -> Activities:
    mail = MailChannel(config.smtp_host, config.smtp_port, config.mail_from, config.mail_from.partition("@")[2])
    confirmation = Confirmation(register, client, clock)
    return [
        OutboxDelivery(register, clock, mail, confirmation, outbound(config), sealer(config)).deliver_outbox,
        CountingAgain(register, client, clock).recalculate_cases,
        TakingOver(register, client, clock).take_over_cases,
    ]


_SPECIMENS = {
    Environment.DEMONSTRATION: Specimen.DEMONSTRATION,
    Environment.SANDBOX: Specimen.DEMONSTRATION,
    Environment.REHEARSAL: Specimen.REHEARSAL,
    Environment.PRODUCTION: Specimen.NONE,
}


def _document_activities(client: Client, register: Register, clock: Clock, config: Settings) -> Activities:
    store = DocumentStore(config.documents)
    confirmation = Confirmation(register, client, clock)
    return [Press(register, store, confirmation, config.base_url, specimen=_SPECIMENS[config.env]).print_documents]


_ACTIVITIES = {
    CASES: _case_activities,
    REMINDERS: _reminder_activities,
    NOTIFICATIONS: _notification_activities,
    DOCUMENTS: _document_activities,
}


async def main(queues: list[str]) -> None:
    config = settings()
    gc.freeze()  # the modules stay: no look for garbage among them
    client = await connect(config.temporal, config.temporal_namespace, identity=f"{os.getpid()}@{socket.gethostname()}")
    register = Register(config.database)
    clock: Clock = SandboxClock(client) if config.is_sandbox else SystemClock()
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    workers = [build(queue, client, register, clock, config) for queue in queues]
    running = [asyncio.create_task(worker.run()) for worker in workers]
    await Wake(client, config).all()
    ended = asyncio.create_task(stop.wait())
    await asyncio.wait([ended, *running], return_when=asyncio.FIRST_COMPLETED)
    for worker in workers:
        await worker.shutdown()
    await asyncio.gather(*running)
    await register.dispose()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:] or list(WORKFLOWS_BY_QUEUE)))
