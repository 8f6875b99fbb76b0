"""A case played forward: people answer as the scenario says, the clock moves, and everything else happens of itself."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from contracts.queues import CASES
from contracts.rehearsal import Objections, Scenario, Told
from db.models import Case, Organisation
from db.queries import outbox, rehearsing
from domain.dates import CHINA, local_date
from domain.deadline import Deadline
from domain.kinds import TASK_KINDS
from domain.moment import moment
from domain.pilot.parts import Bureau
from domain.procedure.reexamination import UPHOLD
from domain.programmes import case_of
from domain.refusal import Refusal
from domain.roles import Role
from domain.task import Act, Task
from rehearsal.answers import Known, answers
from rehearsal.cast import who_answers
from rehearsal.objector import Objector
from rehearsal.stage import Stage

Report = Callable[["Play", datetime], Awaitable[None]]
_BREATH = timedelta(minutes=1)
"""Past a moment, so that what falls due at it has been done."""
_LONGEST_STILLNESS = timedelta(days=180)


class Play:
    """One rehearsal from its first instant to its last; ``report`` is told how far it has come."""

    def __init__(self, stage: Stage, report: Report) -> None:
        self._stage = stage
        self._order = stage.order
        self._report = report
        self._acts = 0
        self._returned = False
        self._objector = Objector(stage.order)
        self.obstacles: dict[tuple[str, str], Told] = {}
        """What stood in the way of an answer, by the task and the words of the refusal: told once."""
        self._end = datetime.combine(stage.order.until, time(), CHINA).astimezone(UTC)

    async def run(self) -> str:
        """Play; answers why it ended, for people."""
        order = self._order
        await self._stage.client.start_workflow(
            order.workflow, order.state, id=order.workflow_id, task_queue=CASES, static_summary=order.subject
        )
        await self._stage.settled()
        while (now := await self._stage.clock.now()) < self._end:
            await self._report(self, now)
            acted = await self._everybody_asked(now)
            await self._stage.settled()
            row = await self._case()
            if row and row.closed_at:
                return f"案件在推演中结束：{row.stage_label}。"
            following = now + timedelta(days=order.pace_days) if acted else await self._next_moment(row, now)
            await self._stage.clock.advance_to(min([following, self._end, *self._objection_to_come(row, now)]))
            await self._stage.settled()
        return "推演到选定的日期为止。"

    async def _case(self) -> Case | None:
        async with self._stage.register.read() as session:
            return await rehearsing.case(session, self._order.case_id)

    async def _next_moment(self, row: Case | None, now: datetime) -> datetime:
        """The next instant at which a date takes effect, a reminder is due, or a task falls due."""
        async with self._stage.register.read() as session:
            rung = await outbox.next_rung_at(session)
        dates = [moment(Deadline.model_validate(each)) for each in row.milestones] if row else []
        coming = [each + _BREATH for each in (*dates, rung) if each and each > now]
        return min([*coming, now + _LONGEST_STILLNESS])

    async def _everybody_asked(self, now: datetime) -> bool:
        """Everybody who is asked answers, unless nobody does anything; whether any answer was taken.

        At the instant of an objection nothing else is done: what it asks for is answered at the pace of all steps.
        """
        if self._order.scenario is Scenario.NOTHING:
            return False
        if await self._objected(now):
            return True
        async with self._stage.register.read() as session:
            offices = await rehearsing.organisations(session)
            known = Known(local_date(now), await rehearsing.experts_in_pool(session), _bureaus(offices))
        taken = False
        for task in await self._asked():
            taken |= await self._answered(task, offices, known, now)
        return taken

    async def _asked(self) -> list[Task]:
        """What an office is asked for; the public is only invited."""
        row = await self._case()
        return [task for task in case_of(row.state).awaited if task.audience.role is not Role.PUBLIC] if row else []

    def _objection_to_come(self, row: Case | None, now: datetime) -> list[datetime]:
        """When somebody of the public is going to object to the notice the case has."""
        at = self._objector.objects_at(case_of(row.state)) if row else None
        return [at] if at and at > now else []

    async def _objected(self, now: datetime) -> bool:
        """Somebody of the public objects, if that was chosen and its day has come."""
        row = await self._case()
        case = case_of(row.state) if row else None
        act = self._objector.objection(case, now) if case else None
        if case is None or act is None:
            return False
        label = next(TASK_KINDS[task.kind].label for task in case.tasks if task.id == act.task_id)
        return await self._sent(act, label, now)

    async def _answered(self, task: Task, offices: list[Organisation], known: Known, now: datetime) -> bool:
        actor = who_answers(task, offices)
        row = await self._case()
        if actor is None or row is None:
            return False
        case = case_of(row.state)
        if case.task(task.id) is None:  # somebody else has done it meanwhile
            return False
        kind, returned = TASK_KINDS[task.kind], self._return_at(task)
        for given in answers(kind, case, known, returned or self._ruling):
            if await self._sent(
                Act(task_id=task.id, action=given.action, actor=actor, data=given.data), kind.label, now
            ):
                self._returned |= bool(returned)
                return True
        return False

    @property
    def _ruling(self) -> str:
        """The name of the answer to an objection."""
        return UPHOLD if self._order.objections is Objections.UPHELD else ""

    def _return_at(self, task: Task) -> str:
        """The name of the answer that goes wrong, if it is to be given here and has not been given yet."""
        kind, _, action = self._order.returned.partition(".")
        wanted = self._order.scenario is Scenario.RETURNED and not self._returned and kind == task.kind
        return action if wanted else ""

    async def _sent(self, act: Act, label: str, now: datetime) -> bool:
        self._acts += 1
        sent: dict[str, Any] = act.model_dump(mode="json", exclude_defaults=True)
        try:
            await self._stage.handle.execute_update("act", sent, id=f"rehearsal-{self._acts}", result_type=int)
        except WorkflowUpdateFailedError as error:
            if isinstance(error.cause, ApplicationError) and error.cause.type == "Refusal":
                refusal = Refusal.model_validate(error.cause.details[0])
                told = Told(at=now, sort="受阻", text=f"{label}：{refusal.text}", basis=list(refusal.basis))
                self.obstacles.setdefault((act.task_id, refusal.text), told)
            return False
        return True


def _bureaus(offices: list[Organisation]) -> list[Bureau]:
    """Those of cities."""
    return [
        Bureau(organisation=each.id, name=each.name, region=each.jurisdiction)
        for each in offices
        if each.role == Role.CITY_REGULATOR
    ]
