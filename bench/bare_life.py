"""The baseline of a whole life: as many timers, updates and activities, and nothing in them."""

import asyncio
from datetime import timedelta

from pydantic import BaseModel
from temporalio import activity, workflow

_QUICKLY = timedelta(seconds=30)


class BarePlan(BaseModel):
    """What one life costs, as counted in the histories of real ones."""

    timers: int
    days: float
    """How long it lasts in the server's time."""
    local_activities: int
    """Besides the one after every update."""
    activities: int


@activity.defn
async def nothing() -> None:
    """Does nothing."""


@workflow.defn(name="BareLife")
class BareLife:
    """Sets its timers one after the other, with an activity after each as long as it has any left."""

    def __init__(self) -> None:
        self.count = 0

    @workflow.run
    async def run(self, plan: BarePlan) -> None:
        for number in range(max(plan.timers, plan.local_activities, plan.activities)):
            if number < plan.timers:
                await asyncio.sleep(timedelta(days=plan.days / plan.timers).total_seconds())
            if number < plan.local_activities:
                await workflow.execute_local_activity(nothing, start_to_close_timeout=_QUICKLY)
            if number < plan.activities:
                await workflow.execute_activity(nothing, start_to_close_timeout=_QUICKLY)

    @workflow.update(name="act")
    async def act(self, data: dict[str, str]) -> int:
        self.count += 1
        await workflow.execute_local_activity(nothing, start_to_close_timeout=_QUICKLY)
        return self.count
