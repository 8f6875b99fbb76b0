"""What the provincial regulation asks of one government: its clauses all the time, its campaigns year by year."""

from datetime import datetime

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.recalculation import CountAgain
    from domain.dates import end_of
    from domain.orders import Effects
    from domain.province import art30_campaign_papers as papers
    from domain.province import art30_campaign_runs as runs
    from domain.province import art40_assessment_call as assessment
    from domain.province import art40_duty_dates as dates
    from domain.province import art40_evidence as evidence
    from domain.province import opening
    from domain.province.art30_campaigns import BASIS
    from domain.province.calendar_of_case import asked
    from domain.province.case import GovernmentCase
    from domain.province.kinds import TASK_KINDS
    from domain.province.matters import GOVERNMENT_MATTERS
    from domain.province.policy import OF_THE_TEXT
    from domain.task import Answer

from workflows.alarm import Alarm
from workflows.plain_host import PlainHost
from workflows.province_matters import GOVERNMENT_HANDLERS

_ASKED = (papers.PLAN, papers.SUMMARY, evidence.DUE, evidence.DUE_OF_DEPARTMENT, evidence.REVIEW, assessment.CALL)


@workflow.defn(name="GovernmentDuties")
class GovernmentDuties(PlainHost[GovernmentCase]):
    kinds = TASK_KINDS
    matters = GOVERNMENT_MATTERS
    handlers = GOVERNMENT_HANDLERS

    @workflow.init
    def __init__(self, case: GovernmentCase) -> None:
        super().__init__(case)

    @workflow.run
    async def run(self, case: GovernmentCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        matters = self.beside(self.take_up_matters())
        while not self.case.stage.is_final:
            await self.tell(self.duties())
        await self.quiet()
        matters.cancel()

    async def duties(self) -> None:
        """第三十条, 第四十条: what comes by itself, and what is handed in and read."""
        with Alarm(self._next_moment, "活动的下一节点或者设定的期限届满") as moment:
            while True:
                self._moments_passed()
                self.put_questions()
                answer = await self.next_answer(*_ASKED, until=moment)
                if answer is not None:
                    self._take(answer)

    def _take(self, answer: Answer) -> None:
        self.record(answer)
        if answer.task.kind == evidence.REVIEW.key:
            evidence.reviewed(self.case, answer)
        elif answer.task.kind == assessment.CALL.key:
            assessment.answered(self.case)
        elif answer.task.kind in {papers.PLAN.key, papers.SUMMARY.key}:
            papers.take(self.case, answer)
        else:
            evidence.take(self.case, answer)

    def put_questions(self) -> None:
        """Put whatever waits before those it waits for, and take back what does not wait any more."""
        self.ask_just(_ASKED, asked(self.case))
        self.show_matters()

    def _next_moment(self) -> datetime | None:
        found = (runs.next_moment(self.case), dates.passes_at(self.case), assessment.called_at(self.case))
        return min((each for each in found if each), default=None)

    def _moments_passed(self) -> None:
        """Everything that has come about by itself by now, in the order in which it did."""
        now = workflow.now()
        if new := runs.plan(self.case, now):
            self.note("province_campaign.planned", opening.planned(self.case, new), BASIS)
        while passed := sorted((each for each in runs.turns(self.case) if each.at <= now), key=lambda each: each.at):
            self.note(passed[0].why, runs.turned(self.case, passed[0]), BASIS)
        for clause, duty in dates.dated(self.case):
            if duty.due_on and not duty.overdue and end_of(duty.due_on) <= now:
                duty.overdue = True
                self.note("province_duty.overdue", dates.overdue(self.case, clause), (clause.place, *dates.BASIS))
        if (called_at := assessment.called_at(self.case)) and called_at <= now:
            self.note("province_assessment.called", assessment.call(self.case, now), assessment.BASIS)

    async def count_again(self, order: CountAgain) -> int:
        """A newer policy leaves alone from when the text counts: the text says that."""
        own = self.case.policy
        policy = order.policy and {**order.policy, **own.model_dump(mode="json", include=set(OF_THE_TEXT))}
        moved = await super().count_again(order.model_copy(update={"policy": policy}))
        if self.case.policy.version != own.version:
            runs.forget_planned(self.case)
            self.changed()
        return moved

    # -- what a case says of itself -------------------------------------------------------------------

    def opening(self) -> Effects:
        return opening.begun(self.case)
