"""One case of the storm: how messages reach it, and what the register has of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from db.models import (
    Base,
    CalendarReleaseRow,
    Case,
    CaseEvent,
    CaseStep,
    DocumentRow,
    DutyRow,
    Notification,
    PublicNotice,
    TaskRow,
)
from domain.refusal import Refusal
from domain.roles import Actor, Role
from domain.task import Task
from domain.zone.case import ZoneCase
from services import recalculation, verification
from tests.support.calendars import release
from tests.support.recounting import SANDBOX
from tests.support.storm.starts import STARTS
from tests.support.world import PEOPLE, World, actor

GONE = "gone"
"""The answer of a case that is over."""
_KEPT: dict[type[Base], tuple[str, ...]] = {
    Case: ("state", "stage", "step", "milestones", "closed_at"),
    CaseStep: ("number", "fingerprint", "voided_at"),
    CaseEvent: ("step", "position", "kind", "text", "request_id"),
    TaskRow: ("id", "kind", "due", "opened_at", "closed_at"),
    DutyRow: ("id", "due", "closed_at"),
    DocumentRow: ("step", "position", "kind", "facts"),
    PublicNotice: ("id", "last_day", "state"),
    Notification: ("step", "kind"),
}
"""What a message may change. Reminders are left out: they come with the time."""


@dataclass(frozen=True)
class Sent:
    """An act that was taken."""

    request_id: str
    account: str
    task: Task
    action: str
    data: dict[str, Any]
    step: int

    @property
    def did(self) -> str:
        return f"{self.task.kind}.{self.action}"


@dataclass(frozen=True)
class Record:
    """What the register has of the case after a step."""

    case: ZoneCase
    closed_at: datetime | None
    steps: list[int]
    events: list[CaseEvent]
    duties: list[DutyRow]
    notices: list[PublicNotice]


class Scene:
    def __init__(self, world: World) -> None:
        self.world = world
        self.case_id, self.workflow_id = world.case_id, world.workflow_id
        self.now: datetime
        self._receipts = 0
        self._requests = 0

    async def begin(self, start: str) -> None:
        await STARTS[start](self.world)
        await self.world.state()
        await self.look()

    async def look(self) -> ZoneCase:
        self.now = await self.world.clock.now()
        return await self.world.state()

    def next_receipt(self) -> str:
        self._receipts += 1
        return f"GS-{self._receipts}"

    def next_request(self) -> str:
        self._requests += 1
        return f"{self.case_id}:{self._requests}"

    # -- messages -------------------------------------------------------------------------------------

    async def send(
        self, account: str, task_id: str, action: str, data: dict[str, Any], request_id: str
    ) -> int | Refusal | str:
        """The step that recorded the act, the refusal it met, or GONE. A case that moves to new code is asked again.

        Raises ``AssertionError`` for any other answer, ``TimeoutError`` for none.
        """
        sender = actor(account) if account in PEOPLE else Actor(id=account, role=Role.PUBLIC, organisation="public")
        act = {
            "task_id": task_id,
            "action": action,
            "actor": sender.model_dump(mode="json", exclude_defaults=True),
            "data": data,
            "attachments": ["file-1"],
        }
        async with asyncio.timeout(30):
            while True:
                answer = await self._attempt(act, request_id)
                if answer is not None:
                    return answer
                await asyncio.sleep(0.02)

    async def _attempt(self, act: dict[str, Any], request_id: str) -> int | Refusal | str | None:
        try:
            return await self.world.handle.execute_update("act", act, id=request_id, result_type=int)
        except WorkflowUpdateFailedError as error:
            cause = error.cause
            assert isinstance(cause, ApplicationError), f"{cause!r}"
            if cause.type == "RollingOver":
                return None
            assert cause.type == "Refusal", f"{cause.type}: {cause}"
            return Refusal.model_validate(cause.details[0])
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return GONE
            if error.status not in {RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.FAILED_PRECONDITION}:
                raise
            return None

    async def roll_over(self) -> None:
        """Ask for it; a case that is over is asked in vain."""
        try:
            await self.world.handle.signal("rollover")
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise

    async def publish_calendar(self, year: int, off: list[str]) -> None:
        found = release(year, off=off, issued_on=f"{year - 1}-11-05")
        async with self.world.register.write() as session:
            row = found.model_dump(mode="json", exclude={"issued_on"})
            session.add(
                CalendarReleaseRow(
                    id=found.document_number,
                    imported_at=await self.world.clock.now(),
                    issued_on=found.issued_on,
                    **row,
                )
            )
        assert await recalculation.wake(self.world.client, SANDBOX)

    async def calendar_years(self) -> set[int]:
        async with self.world.register.read() as session:
            return set(await session.scalars(select(CalendarReleaseRow.year)))

    # -- what the register has ------------------------------------------------------------------------

    async def record(self) -> Record:
        async with self.world.register.read() as session:
            row = await session.get_one(Case, self.case_id)
            steps = select(CaseStep.number).where(CaseStep.workflow_id == self.workflow_id).order_by(CaseStep.number)
            events = (
                select(CaseEvent).where(CaseEvent.case_id == self.case_id).order_by(CaseEvent.step, CaseEvent.position)
            )
            duties = select(DutyRow).where(DutyRow.case_id == self.case_id, DutyRow.closed_at.is_(None))
            notices = select(PublicNotice).where(PublicNotice.case_id == self.case_id)
            return Record(
                case=ZoneCase.model_validate(row.state),
                closed_at=row.closed_at,
                steps=list(await session.scalars(steps)),
                events=list(await session.scalars(events)),
                duties=list(await session.scalars(duties)),
                notices=list(await session.scalars(notices)),
            )

    async def footprint(self) -> dict[str, list[str]]:
        """Every row of this case, to compare before and after. Table name → its rows, sorted."""
        found: dict[str, list[str]] = {}
        async with self.world.register.read() as session:
            for table, columns in _KEPT.items():
                rows = await session.scalars(select(table).filter_by(workflow_id=self.workflow_id))
                found[table.__tablename__] = sorted(str([getattr(row, name) for name in columns]) for row in rows)
        return found

    async def date_inputs(self) -> dict[str, Any]:
        """What the independent check of dates is given."""
        async with self.world.register.read() as session:
            inputs = await verification.inputs_of(session, self.case_id)
        assert inputs is not None
        return inputs

    # -- the engine's own account ---------------------------------------------------------------------

    async def failures(self) -> list[str]:
        """Workflow tasks that failed, and the end of a run by a failure, over all runs of the case."""
        found = []
        async for event in self._history():
            if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED:
                why = event.workflow_task_failed_event_attributes
                found.append(f"{why.cause}: {why.failure.message}")
            if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED:
                failure = event.workflow_execution_failed_event_attributes.failure
                found.append(f"failed: {failure.message}\n{failure.stack_trace}")
        return found

    async def _history(self) -> AsyncIterator[Any]:
        run = (await self.world.handle.describe()).raw_description.workflow_execution_info.first_run_id
        while run:
            following = ""
            async for event in self.world.client.get_workflow_handle(
                self.workflow_id, run_id=run
            ).fetch_history_events():
                if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW:
                    following = event.workflow_execution_continued_as_new_event_attributes.new_execution_run_id
                yield event
            run = following
