"""The baseline of a reminder: a workflow with one timer and one activity that does nothing.

``python -m bench.bare_timer ADDRESS`` is its worker, a process of its own as those of the platform are.
"""

import asyncio
import signal
import sys
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.worker import Worker

with workflow.unsafe.imports_passed_through():
    from bench.bare_life import nothing

BARE_QUEUE = "bare"


@workflow.defn(name="BareTimer")
class BareTimer:
    """Waits until ``due`` (ISO, aware) and has one activity run."""

    @workflow.run
    async def run(self, due: str) -> None:
        await workflow.sleep(max(datetime.fromisoformat(due) - workflow.now(), timedelta(0)))
        await workflow.execute_activity(nothing, start_to_close_timeout=timedelta(minutes=10))


async def main(address: str) -> None:
    from contracts.client import connect
    from worker import CACHED_CASES, POLLERS, passed_through

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    worker = Worker(
        await connect(address, "default", identity="bare"),
        task_queue=BARE_QUEUE,
        workflows=[BareTimer],
        activities=[nothing],
        workflow_runner=passed_through(),
        max_cached_workflows=CACHED_CASES,
        max_concurrent_workflow_task_polls=POLLERS,
        max_concurrent_activity_task_polls=POLLERS,
    )
    async with worker:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
