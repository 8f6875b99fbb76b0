"""The sandbox goes on where it was: the time-skipping server forgets, the register does not.

A workflow starts again from its last recorded state, which is all it ever needs; the clock is set forward
to the last instant anybody saw.
"""

from datetime import datetime
from pathlib import Path

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy

from contracts.queues import CASES
from db.queries.restoring import confirm_all, latest_instant, open_cases
from db.session import Register
from services.clock import SandboxClock

_MARK = "sandbox-clock.txt"


def remember(data_dir: Path, now: datetime) -> None:
    """Keep the instant the sandbox has reached."""
    (data_dir / _MARK).write_text(now.isoformat(), encoding="ascii")


async def restore(register: Register, client: Client, clock: SandboxClock, data_dir: Path) -> int:
    """Make a new server ours and start every open case from its last state; answers how many.

    On a server that is already ours nothing is done.
    """
    if not await clock.prepare():
        return 0
    async with register.read() as session:
        reached = [instant for instant in (_remembered(data_dir), await latest_instant(session)) if instant]
        cases = await open_cases(session)
    now = await clock.now()
    await clock.advance_to(max([now, *reached]))
    async with register.write() as session:
        # What the register holds is the truth of this sandbox now: the history that could vouch for it is gone.
        await confirm_all(session, now)
    for case in cases:
        await client.start_workflow(
            "ZoneTerm" if case.state.get("term") else "ZoneCreation",
            case.state,
            id=case.workflow_id,
            task_queue=CASES,
            static_summary=case.subject_name,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
    return len(cases)


def _remembered(data_dir: Path) -> datetime | None:
    mark = data_dir / _MARK
    return datetime.fromisoformat(mark.read_text(encoding="ascii")) if mark.exists() else None
