"""Taking over running cases from a confirmed sheet: each row begins its case once, however often a pass is repeated.

The id of a case was fixed when its row was proposed, and the case keeps the request of its row: whoever finds it there
knows it for its own. A pass may die anywhere and simply be begun again.
"""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError

from contracts.activities import Served
from contracts.clock import Clock
from contracts.intake import request_of
from contracts.queues import CASES
from db.models import Case, CaseImport, CaseImportRow
from db.queries.audit import Entry, append
from db.queries.case_imports import pending
from db.queries.identity import member
from db.queries.recipients import actor_of
from db.session import Register
from domain.programmes import programme_of
from domain.zone.case import ZoneCase
from domain.zone.opening import BASIS
from domain.zone.taking_over import Handover
from services.taking_over import Refused, as_it_stands

AT_ONCE = 20
"""Rows read at a time."""
AGAIN = timedelta(minutes=1)
"""When a row that could not be settled is looked at again."""


class Intake:
    def __init__(self, register: Register, client: Client, clock: Clock) -> None:
        self._register = register
        self._client = client
        self._clock = clock

    @activity.defn(name="take_over_cases")
    async def take_over_cases(self) -> Served:
        """See ``contracts.activities.take_over_cases``."""
        done = 0
        while rows := await self._pending():
            settled = 0
            for row, proposal in rows:
                activity.heartbeat()
                settled += await self._settle(row, proposal)
            done += settled
            if settled < len(rows):
                return Served(done=done, next_due=await self._clock.now() + AGAIN)
        return Served(done=done)

    async def _pending(self) -> list[tuple[CaseImportRow, CaseImport]]:
        async with self._register.read() as session:
            return list(await pending(session, AT_ONCE))

    async def _settle(self, row: CaseImportRow, proposal: CaseImport) -> bool:
        """Whether the row is settled: its case has begun, or it is said why it cannot begin."""
        request = request_of(row.import_id, row.number)
        try:
            async with self._register.read() as session:
                known = await session.get(Case, row.case_id)
                if known is None:
                    case = await self._case(session, row, request)
            if known is None:
                await self._begin(case, row)
            elif request not in known.state["answers"]:
                raise Refused(f"已有另外发起的案件{row.case_id}")
        except Refused as refused:
            await self._write(row, proposal, refused.text)
            return True
        except (WorkflowAlreadyStartedError, RPCError):
            # Begun by a pass that died, and about to be recorded, or the engine is silent: the next pass will see.
            activity.logger.warning("a case could not be taken over", extra={"case": row.case_id}, exc_info=True)
            return False
        await self._write(row, proposal, "")
        return True

    async def _case(self, session: AsyncSession, row: CaseImportRow, request: str) -> ZoneCase:
        now, told = await self._clock.now(), Handover.model_validate(row.told)
        return await as_it_stands(session, told, row.park_id, row.case_id, now, request)

    async def _begin(self, case: ZoneCase, row: CaseImportRow) -> None:
        await self._client.start_workflow(
            programme_of(case).workflow(case),
            case.carried(),
            id=f"zone/{case.park.id}/{case.id.removeprefix(f'zone-{case.park.id}-')}",
            task_queue=CASES,
            static_summary=f"{case.park.name}：{case.label}",
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )

    async def _write(self, row: CaseImportRow, proposal: CaseImport, failure: str) -> None:
        """Once: the row says what became of it, and the audit log who had it done."""
        now = await self._clock.now()
        async with self._register.write() as session:
            kept = await session.get_one(CaseImportRow, (row.import_id, row.number))
            found = await member(session, proposal.decided_by or "")
            if kept.settled_at is not None or found is None:
                return
            kept.settled_at, kept.failure = now, failure
            entry = Entry(
                at=now,
                actor=actor_of(*found),
                action="import.row",
                target=f"{row.import_id}/{row.number}",
                case_id=None if failure else row.case_id,
                basis=BASIS,
                detail=f"未接入{row.case_id}：{failure}" if failure else f"接入在办案件{row.case_id}",
                request_id=request_of(row.import_id, row.number),
            )
            await append(session, entry)
