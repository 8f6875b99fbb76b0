"""The baseline: the least that takes a signal and an update; and the mark both leave when a signal arrives."""

from typing import Any

from temporalio import workflow
from temporalio.worker import (
    HandleSignalInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

with workflow.unsafe.imports_passed_through():
    from bench import marks


@workflow.defn(name="Bare")
class Bare:
    """The least that takes a signal and an update."""

    def __init__(self) -> None:
        self.count = 0

    @workflow.run
    async def run(self) -> None:
        await workflow.wait_condition(lambda: False)

    @workflow.signal
    def act(self, data: dict[str, Any]) -> None:
        self.count += 1

    @workflow.update(name="act")
    async def act_by_update(self, data: dict[str, Any]) -> int:
        self.count += 1
        return self.count


class MarkSignals(Interceptor):
    """Notes the moment a signal's handler is entered, for cases and bare workflows alike."""

    def workflow_interceptor_class(
        self, input: WorkflowInterceptorClassInput
    ) -> type[WorkflowInboundInterceptor] | None:
        return _MarkingInbound


class _MarkingInbound(WorkflowInboundInterceptor):
    async def handle_signal(self, input: HandleSignalInput) -> None:
        if not workflow.unsafe.is_replaying():
            marks.handled()
        await super().handle_signal(input)
