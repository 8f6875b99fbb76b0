"""Running errands: beginning another case, or acting in it for whoever decided it where the errand comes from."""

import asyncio
from contextlib import suppress

from temporalio import activity
from temporalio.client import Client, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from activities.list_acts import PATIENCE
from contracts.queues import CASES
from db.models import Case
from db.session import Register
from domain.case import CaseState
from domain.errand import Errand, ErrandOutcome, Telling
from domain.programmes import case_of, programme_of
from domain.refusal import Refusal
from domain.task import Act, Task

_LOOKS, _PAUSE = 50, 0.1
"""How often it is looked whether a case that was begun is recorded, and the seconds between."""
_TAKEN = ErrandOutcome(taken=True)
_OVER = "案件已经结束，未作任何变更。"
_NOT_OPEN = "该案件现在不办理这一事项。"
_FAULT = "系统出错，未作任何变更。"


class Errands:
    def __init__(self, register: Register, client: Client) -> None:
        self._register = register
        self._client = client

    @activity.defn(name="run_errand")
    async def run_errand(self, errand: Errand) -> ErrandOutcome:
        """See ``contracts.activities.run_errand``. A case that gives no answer now is asked again."""
        if errand.begins is not None:
            return await self._begin(errand, errand.begins)
        assert errand.tells is not None
        async with self._register.read() as session:
            known = await session.get(Case, errand.case_id)
        if known is None:
            raise _not_recorded(errand.case_id)
        if errand.request_id in known.state["answers"]:
            return _TAKEN
        task = _task(case_of(known.state), errand.tells)
        if task is None:
            return ErrandOutcome(taken=False, text=_OVER if known.closed_at else _NOT_OPEN)
        return await self._act(errand, errand.tells, task)

    async def _begin(self, errand: Errand, state: dict[str, object]) -> ErrandOutcome:
        case = case_of(state)
        with suppress(WorkflowAlreadyStartedError):  # begun by an earlier attempt, and over meanwhile
            await self._client.start_workflow(
                programme_of(case).workflow(case),
                case.carried(),
                id=errand.workflow_id,
                task_queue=CASES,
                static_summary=errand.summary,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            )
        return await self._once_recorded(errand.case_id)

    async def _once_recorded(self, case_id: str) -> ErrandOutcome:
        """A case has begun when the register has it: then lists show it, and other errands find it."""
        for _ in range(_LOOKS):
            async with self._register.read() as session:
                if await session.get(Case, case_id) is not None:
                    return _TAKEN
            await asyncio.sleep(_PAUSE)
        raise _not_recorded(case_id)

    async def _act(self, errand: Errand, telling: Telling, task: Task) -> ErrandOutcome:
        act = Act(
            task_id=task.id, action=telling.action, actor=telling.actor, comment=telling.comment, data=telling.data
        )
        message = act.model_dump(mode="json", exclude_defaults=True, exclude={"request_id"})
        handle = self._client.get_workflow_handle(errand.workflow_id)
        try:
            await handle.execute_update("act", message, id=errand.request_id, result_type=int, rpc_timeout=PATIENCE)
        except WorkflowUpdateFailedError as error:
            return _refused(error.cause)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            return ErrandOutcome(taken=False, text=_OVER)
        return _TAKEN


def _not_recorded(case_id: str) -> ApplicationError:
    """What a later attempt gets past."""
    return ApplicationError(f"{case_id} is not recorded yet", type="NotRecorded")


def _task(case: CaseState, telling: Telling) -> Task | None:
    wanted = (each for each in case.tasks if each.kind == telling.kind and each.audience.includes(telling.actor))
    return next(wanted, None)


def _refused(cause: BaseException) -> ErrandOutcome:
    """The refusal of the other case, in its own words. Raises what a later attempt may get past."""
    if isinstance(cause, ApplicationError) and cause.type == "RollingOver":
        raise cause
    if isinstance(cause, ApplicationError) and cause.type == "Refusal":
        refusal = Refusal.model_validate(cause.details[0])
        return ErrandOutcome(taken=False, text=refusal.text + refusal.remedy)
    return ErrandOutcome(taken=False, text=_FAULT)
