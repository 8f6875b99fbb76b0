"""质量强区建设实施方案: from its facts and units over the ledgers and reviews to the target day and its end."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.dates import local_date
    from domain.district import sec2_final_review as final
    from domain.district import sec4_3_plan as plan
    from domain.district import sec4_3_reorganisation as reorganisation
    from domain.district import sec4_3_review as review
    from domain.district.case import PlanCase, PlanStage
    from domain.district.dispatches import ERRANDS
    from domain.district.kinds import TASK_KINDS
    from domain.district.matters import PLAN_MATTERS
    from domain.orders import Effects
    from domain.roles import Audience, Role
    from domain.task import Answer

from workflows.alarm import Alarm
from workflows.errand_region import ErrandRegion
from workflows.matter_host import Handler
from workflows.plain_host import PlainHost
from workflows.region import Region


class SummaryRegion(Region):
    """四（三）: while a review is under way, the office is asked for the summary; no input is waited for."""

    host: "DistrictPlan"

    async def run(self) -> None:
        case = self.host.case
        while True:
            await self.host.wait(lambda: case.review is not None)
            answer = await self.host.ask(review.SUMMARY, case.office_audience)
            self.host.record(answer)
            review.report(case, answer)
            self.host.show_matters()


async def _start_review(host: "DistrictPlan", answer: Answer) -> None:
    host.record(answer)
    review.start(host.case, answer, is_final=False)


async def _add_unit(host: "DistrictPlan", answer: Answer) -> None:
    host.record(answer)
    plan.add(host.case, answer)


async def _reorganise(host: "DistrictPlan", answer: Answer) -> None:
    host.record(answer)
    reorganisation.reorganise(host.case, answer)


async def _succeed(host: "DistrictPlan", answer: Answer) -> None:
    await host.turn(answer, lambda: host.end(answer))


HANDLERS: Mapping[str, Handler] = {
    review.OPENING.kind.key: _start_review,
    plan.ADDING.kind.key: _add_unit,
    reorganisation.REORGANISING.kind.key: _reorganise,
    final.SUCCESSION.kind.key: _succeed,
}


@workflow.defn(name="DistrictPlan")
class DistrictPlan(PlainHost[PlanCase]):
    kinds = TASK_KINDS
    matters = PLAN_MATTERS
    handlers = HANDLERS

    @workflow.init
    def __init__(self, case: PlanCase) -> None:
        super().__init__(case)
        self._summary = SummaryRegion(self)
        self._errands = ErrandRegion(self, ERRANDS)

    @workflow.run
    async def run(self, case: PlanCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        chapter: dict[PlanStage, Callable[[], Coroutine[Any, Any, None]]] = {
            PlanStage.LOADED: self.preparation,
            PlanStage.LEDGERS_OPEN: self.opening_of_ledgers,
            PlanStage.RUNNING: self.running,
            PlanStage.FINAL_REVIEW_DUE: self.final_review,
        }
        matters = self.beside(self.take_up_matters())
        self._summary.start()
        self._errands.start()
        while self.case.stage in chapter:
            await self.tell(chapter[self.case.stage]())
        await self._errands.over()
        await self.quiet()
        matters.cancel()
        self._summary.stop()
        self._errands.stop()

    async def preparation(self) -> None:
        """四（三）: no start without the date of issue, the member units, the towns and streets."""
        answer = await self.ask(plan.PREPARATION, Audience(role=Role.OPS))
        [target] = await self.derive("district-target", answer.form.issued_on, {})
        self.record(answer)
        plan.start(self.case, answer, target.compact())
        self.enter(PlanStage.LEDGERS_OPEN)

    async def opening_of_ledgers(self) -> None:
        """四（三） 建立工作台账: until the ledger of each unit has begun."""
        await self.wait(lambda: all(each.begun for each in self.case.units))
        self.enter(PlanStage.RUNNING)

    async def running(self) -> None:
        """Until the target day of 二 is over."""
        with Alarm(self._next_moment, "目标日结束或者提示总结评估") as moment:
            while not self._target_is_over():
                await self.wait(lambda: False, until=moment)
                called_at = review.called_at(self.case)
                if called_at and called_at <= workflow.now():
                    self.case.reviews_called += 1
                    self.note("plan_review.called", review.called(self.case), review.BASIS)
        self.note("plan.target_passed", final.passed(self.case), final.BASIS)
        self.enter(PlanStage.FINAL_REVIEW_DUE)

    def _next_moment(self) -> datetime | None:
        assert self.case.target is not None
        found = (self.case.target.closes_at, review.called_at(self.case))
        return min((each for each in found if each), default=None)

    def _target_is_over(self) -> bool:
        assert self.case.target is not None
        closes_at = self.case.target.closes_at
        return closes_at is not None and closes_at <= workflow.now()

    async def final_review(self) -> None:
        """二: what is open at the target is summed up by the office; then it closes the plan."""
        if not final.is_final_begun(self.case):
            await self.wait(lambda: self.case.review is None)
            answer = await self.ask(final.FINAL, self.case.office_audience)
            self.record(answer)
            review.start(self.case, answer, is_final=True)
            self.changed()
        await self.wait(lambda: final.is_final_reported(self.case))
        answer = await self.ask(final.CLOSING, self.case.office_audience)
        self.record(answer)
        self.end(answer)

    def end(self, answer: Answer) -> None:
        final.close(self.case, answer)
        self.enter(PlanStage.CLOSED)

    def enter(self, stage: PlanStage) -> None:
        self.case.stage, self.case.stage_since = stage, workflow.now()
        if stage.is_final:
            self.case.ended_on = local_date(workflow.now())
            self.case.tasks = []
        self.changed()
        self.show_matters()

    # -- what a case says of itself -------------------------------------------------------------------

    def opening(self) -> Effects:
        return plan.opened(self.case)
