"""The sandbox goes on where it was: the time-skipping server forgets, the register does not.

A workflow starts again from its last recorded state, which is all it ever needs; the clock is set forward
to the last instant anybody saw.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from contracts.queues import CASES
from db.queries.restoring import cases_at_work, confirm_all, latest_instant
from db.session import Register
from domain.programmes import case_of, programme_of
from services.clock import SandboxClock

_MARK = "sandbox-clock.txt"
_PAUSE_SECONDS = 0.01
_UNFINISHED = {EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED, EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED}
_TASK_EVENTS = _UNFINISHED | {
    EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
    EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED,
    EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT,
}


def remember(data_dir: Path, now: datetime) -> None:
    """Keep the instant the sandbox has reached."""
    (data_dir / _MARK).write_text(now.isoformat(), encoding="ascii")


async def settled(client: Client, workflow_ids: Iterable[str]) -> None:
    """Return once none of the workflows has work in hand: whoever looks then sees what the clock has brought."""
    # A timer due at this very instant fires only when the server's clock has ticked on.
    await asyncio.sleep(2 * _PAUSE_SECONDS)
    for workflow_id in workflow_ids:
        while await _has_work_in_hand(client, workflow_id):  # noqa: ASYNC110 — nobody tells us, so we ask
            await asyncio.sleep(_PAUSE_SECONDS)


async def _has_work_in_hand(client: Client, workflow_id: str) -> bool:
    """A task not yet completed or an activity not yet done. The server tells only the latter outright."""
    handle = client.get_workflow_handle(workflow_id)
    try:
        description = await handle.describe()
        if description.status is not WorkflowExecutionStatus.RUNNING:
            return False
        if description.raw_description.pending_activities:
            return True
        history = await handle.fetch_history()
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return False
        raise
    tasks = [event.event_type for event in history.events if event.event_type in _TASK_EVENTS]
    return bool(tasks) and tasks[-1] in _UNFINISHED


async def restore(register: Register, client: Client, clock: SandboxClock, data_dir: Path) -> int:
    """Make a new server ours and start every open case from its last state; answers how many.

    On a server that is already ours nothing is done.
    """
    if not await clock.prepare():
        return 0
    async with register.read() as session:
        reached = [instant for instant in (_remembered(data_dir), await latest_instant(session)) if instant]
        cases = await cases_at_work(session)
    now = await clock.now()
    await clock.advance_to(max([now, *reached]))
    async with register.write() as session:
        # What the register holds is the truth of this sandbox now: the history that could vouch for it is gone.
        await confirm_all(session, now)
    for case in cases:
        await client.start_workflow(
            _workflow_of(case.state),
            case.state,
            id=case.workflow_id,
            task_queue=CASES,
            static_summary=case.subject_name,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
    return len(cases)


def _workflow_of(state: dict[str, Any]) -> str:
    case = case_of(state)
    return programme_of(case).workflow(case)


def _remembered(data_dir: Path) -> datetime | None:
    mark = data_dir / _MARK
    return datetime.fromisoformat(mark.read_text(encoding="ascii")) if mark.exists() else None
