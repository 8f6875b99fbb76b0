"""Counting what a workflow's life costs in history, over all its runs."""

from dataclasses import dataclass

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client


@dataclass
class HistoryCost:
    """Events, bytes (protobuf, as the server stores them), and what stands behind them."""

    runs: int = 0
    events: int = 0
    size: int = 0
    activities: int = 0
    local_activities: int = 0
    timers: int = 0
    updates: int = 0


_COUNTED = {
    EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED: "activities",
    EventType.EVENT_TYPE_MARKER_RECORDED: "local_activities",
    EventType.EVENT_TYPE_TIMER_STARTED: "timers",
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED: "updates",
}


async def cost_of(client: Client, workflow_id: str) -> HistoryCost:
    """The cost of all runs of ``workflow_id``, from the last back to the first."""
    cost = HistoryCost()
    run_id: str | None = None
    while True:
        history = await client.get_workflow_handle(workflow_id, run_id=run_id).fetch_history()
        cost.runs += 1
        for event in history.events:
            cost.events += 1
            cost.size += event.ByteSize()
            if name := _COUNTED.get(event.event_type):
                setattr(cost, name, getattr(cost, name) + 1)
        started = history.events[0].workflow_execution_started_event_attributes
        if not started.continued_execution_run_id:
            return cost
        run_id = started.continued_execution_run_id
