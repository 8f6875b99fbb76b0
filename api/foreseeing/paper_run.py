"""One run of a case on paper: the workflow's own code in this process, with no server and no register behind it.

The workflow is given what Temporal would give it (``temporalio.worker.WorkflowInstance``): its argument, a message, the
results of its local activities, its shortest timers. What it would record is caught instead of written.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from temporalio.api.common.v1 import Payload, Payloads
from temporalio.bridge.proto.activity_result import ActivityResolution, Success
from temporalio.bridge.proto.workflow_activation import (
    FireTimer,
    InitializeWorkflow,
    RemoveFromCache,
    ResolveActivity,
    SignalWorkflow,
    WorkflowActivation,
    WorkflowActivationJob,
)
from temporalio.bridge.proto.workflow_commands import WorkflowCommand
from temporalio.common import Priority, TypedSearchAttributes
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import (
    HandleSignalInput,
    UnsandboxedWorkflowRunner,
    WorkflowInboundInterceptor,
    WorkflowInstance,
    WorkflowInstanceDetails,
)
from temporalio.workflow import Info, _Definition, instance

from contracts.queues import CASES
from domain.task import Act
from workflows.case_host import CaseHost
from workflows.district_plan import DistrictPlan
from workflows.event_file import EventFile
from workflows.government_duties import GovernmentDuties
from workflows.pilot_project import PilotProject
from workflows.province_regulation import ProvinceRegulation
from workflows.unit_ledger import UnitLedger
from workflows.zone_creation import ZoneCreation
from workflows.zone_instrument import ZoneInstrument
from workflows.zone_term import ZoneTerm

Asked = Callable[[str, Any], Awaitable[Any]]
"""(name of a local activity, its argument as JSON) → its result, as JSON or a model."""
_HOSTS = (
    *(ZoneCreation, ZoneTerm, ZoneInstrument, PilotProject),
    *(DistrictPlan, UnitLedger, ProvinceRegulation, GovernmentDuties, EventFile),
)
WORKFLOWS: dict[str, type] = {each.__name__: each for each in _HOSTS}
_AT_ONCE = timedelta(seconds=1)
"""Timers so short only let messages through; no legal moment hangs on them."""
_CONVERTER = pydantic_data_converter.payload_converter


class PaperJam(Exception):
    """The workflow could not go on from here on paper; the text says why, for the log."""


class _Supposing(WorkflowInboundInterceptor):
    """Hands an act to the case as admitted, past its door."""

    async def handle_signal(self, input: HandleSignalInput) -> None:
        host = instance()
        assert isinstance(host, CaseHost)
        await host.suppose(input.args[0])


class PaperRun:
    """A run of the workflow ``name`` with its single argument, at one instant that does not move."""

    def __init__(
        self, name: str, argument: Any, workflow_id: str, now: datetime, asked: Asked, supposing: bool
    ) -> None:
        self._now = now
        self._asked = asked
        self._instance = _instance_of(name, workflow_id, now, supposing)
        self._start = WorkflowActivationJob(
            initialize_workflow=InitializeWorkflow(
                workflow_type=name, workflow_id=workflow_id, arguments=_packed(argument)
            )
        )
        self.goes_on: tuple[str, Any] | None = None
        """The workflow and the argument with which the case continues as new, once it does."""

    async def begin(self) -> None:
        """From the argument to the first wait. Raises ``PaperJam``."""
        await self._until_quiet([self._start])

    async def take(self, act: Act) -> None:
        """An act comes in. Raises ``PaperJam``."""
        signal = SignalWorkflow(signal_name="act", input=_packed(act), originating_event_id=1)
        await self._until_quiet([WorkflowActivationJob(signal_workflow=signal)])

    async def end(self) -> None:
        """Lay the run aside with everything that still waits in it."""
        await self._activate([WorkflowActivationJob(remove_from_cache=RemoveFromCache())])

    async def _until_quiet(self, jobs: Sequence[WorkflowActivationJob]) -> None:
        while jobs:
            jobs = [job for command in await self._activate(jobs) if (job := await self._answered(command))]

    async def _activate(self, jobs: Sequence[WorkflowActivationJob]) -> list[WorkflowCommand]:
        """One task of the workflow. In a thread of its own: the workflow brings its own event loop."""
        activation = WorkflowActivation(run_id="on-paper", jobs=jobs)
        activation.timestamp.FromDatetime(self._now)
        completion = await asyncio.to_thread(self._instance.activate, activation)
        if completion.HasField("failed"):
            raise PaperJam(completion.failed.failure.message)
        return list(completion.successful.commands)

    async def _answered(self, command: WorkflowCommand) -> WorkflowActivationJob | None:
        """What the outside world answers to a command at once, if anything."""
        match command.WhichOneof("variant"):
            case "schedule_local_activity":
                asked = command.schedule_local_activity
                result = await self._asked(asked.activity_type, _unpacked(asked.arguments))
                done = ActivityResolution(completed=Success(result=_packed(result)[0]))
                return WorkflowActivationJob(
                    resolve_activity=ResolveActivity(seq=asked.seq, result=done, is_local=True)
                )
            case "start_timer" if command.start_timer.start_to_fire_timeout.ToTimedelta() <= _AT_ONCE:
                return WorkflowActivationJob(fire_timer=FireTimer(seq=command.start_timer.seq))
            case "continue_as_new_workflow_execution":
                following = command.continue_as_new_workflow_execution
                self.goes_on = (following.workflow_type, _unpacked(following.arguments))
            case "fail_workflow_execution":
                raise PaperJam(command.fail_workflow_execution.failure.message)
        return None


def _instance_of(name: str, workflow_id: str, now: datetime, supposing: bool) -> WorkflowInstance:
    info = Info(
        attempt=1,
        continued_run_id=None,
        cron_schedule=None,
        execution_timeout=None,
        first_execution_run_id="on-paper",
        headers={},
        namespace="on-paper",
        original_execution_run_id="on-paper",
        parent=None,
        priority=Priority.default,
        raw_memo={},
        retry_policy=None,
        root=None,
        run_id="on-paper",
        run_timeout=None,
        search_attributes={},
        start_time=now.astimezone(UTC),
        task_queue=CASES,
        task_timeout=timedelta(seconds=10),
        typed_search_attributes=TypedSearchAttributes.empty,
        workflow_id=workflow_id,
        workflow_start_time=now.astimezone(UTC),
        workflow_type=name,
    )
    return UnsandboxedWorkflowRunner().create_instance(
        WorkflowInstanceDetails(
            payload_converter_factory=lambda: _CONVERTER,
            failure_converter_class=pydantic_data_converter.failure_converter_class,
            interceptor_classes=[_Supposing] if supposing else [],
            defn=_Definition.must_from_class(WORKFLOWS[name]),
            info=info,
            randomness_seed=0,
            extern_functions={"__temporal_assert_local_activity_valid": lambda name: None},
            disable_eager_activity_execution=True,
            worker_level_failure_exception_types=[Exception],
            patch_activation_callback=None,
            last_completion_result=Payloads(),
            last_failure=None,
        )
    )


def _packed(value: Any) -> list[Payload]:
    return list(_CONVERTER.to_payloads([value]))


def _unpacked(arguments: Sequence[Payload]) -> Any:
    return _CONVERTER.from_payloads(arguments)[0]
