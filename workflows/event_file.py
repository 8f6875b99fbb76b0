"""事件案卷: from its first record through the steps of its kind to its end. Nothing here knows any kind or text."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain import event_concerns, event_limits
    from domain.citation import Basis, cited
    from domain.dates import local_date
    from domain.event_kinds import EVENT_KINDS, AnyEvent
    from domain.event_tasks import ENDINGS, MATTERS, TAKES, TASK_KINDS
    from domain.orders import Effects
    from domain.procedure import event_course
    from domain.procedure.event_file import EventKind, JointStep
    from domain.procedure.event_state import EventStage
    from domain.question import Question
    from domain.task import Answer, TaskKind

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk
from workflows.errand_region import ErrandRegion
from workflows.plain_host import PlainHost
from workflows.stages.countersignature import Countersignature


class _Joint(Countersignature):
    def __init__(self, desk: CaseDesk[AnyEvent], joint: JointStep, basis: Basis) -> None:
        signatories = joint.signatories(desk.case)
        super().__init__(desk, joint.kinds, matter=joint.matter, basis=basis, signatories=signatories)
        self._joint = joint

    def completed(self) -> Effects:
        return self._joint.completed(self.desk.case, local_date(workflow.now()))


async def keep(host: "EventFile", answer: Answer) -> None:
    """What is recorded, with what the case takes from it: others may be asked for the step then, and what follows in
    other cases is an errand."""
    host.record(answer)
    if take := TAKES.get(answer.task.kind):
        take(host.case, answer)
        host.ask_whom_it_concerns_now()


async def end(host: "EventFile", answer: Answer) -> None:
    """The file is dropped while several sign."""
    await host.turn(answer, lambda: event_course.drop(host.kind, host.case, answer.at))


@workflow.defn(name="EventFile")
class EventFile(PlainHost[AnyEvent]):
    kinds = TASK_KINDS
    matters = MATTERS
    handlers = {
        **{matter.kind.key: keep for matter in MATTERS},
        **{matter.kind.key: end for matter in ENDINGS},
    }

    @workflow.init
    def __init__(self, case: AnyEvent) -> None:
        super().__init__(case)
        self.errands = ErrandRegion(self, event_concerns.ERRANDS)

    @workflow.run
    async def run(self, case: AnyEvent) -> str:
        await self.play()
        return self.case.stage

    @property
    def kind(self) -> EventKind:
        return EVENT_KINDS[self.case.kind]

    async def story(self) -> None:
        matters = self.beside(self.take_up_matters())
        self.errands.start()
        while self.case.stage is EventStage.OPEN:
            await self.tell(self.step())
            self.show_matters()
        await self.errands.over()
        await self.quiet()
        matters.cancel()
        self.errands.stop()

    async def step(self) -> None:
        """Until it is answered by one of those asked, or signed by all."""
        step = self.kind.step(self.case.at)
        if step.joint:
            await _Joint(self, step.joint, self.kind.basis).run(self.case.proceeding)
            event_course.begin(self.kind, self.case, None, workflow.now())
            self.changed()
            return
        asks = self.kind.tasks[step.key]
        for audience in self.kind.asked(self.case):
            self.open(asks, audience, due=self.case.due)
        answer = await self._answer(asks)
        self.record(answer)
        event_course.take(self.kind, self.case, answer)
        if self.case.at != step.key:
            self.close_kind(asks)

    def ask_whom_it_concerns_now(self) -> None:
        """Those asked for the step it stands at, and nobody else."""
        if asks := self.kind.tasks.get(self.case.at):
            due = self.case.due
            self.ask_just((asks,), [Question(asks, each, due=due) for each in self.kind.asked(self.case)])

    async def _answer(self, asks: TaskKind) -> Answer:
        """However late; that it is late is said once, where the step has a limit at all."""
        with Alarm(lambda: event_limits.passes_at(self.case), "依法录入的环节期限") as late:
            while (answer := await self.next_answer(asks, until=late)) is None:
                self.case.overdue = True
                self.note("event.overdue", event_limits.passed(self.case), self.kind.basis)
        return answer

    # -- what a case says of itself -------------------------------------------------------------------

    def opening(self) -> Effects:
        return event_course.opened(self.kind, self.case)

    def basis(self) -> Basis:
        return self.kind.basis

    def details(self) -> str:
        lines = [f"## {self.case.subject_name} · {self.case.label}", f"依据：{cited(self.basis())}", "", "### 待谁办理"]
        waiting = [
            f"- {self.case.name_of(each.audience.organisation or '') or self.kinds[each.kind].role.label}："
            f"{self.kinds[each.kind].label}"
            for each in self.case.awaited
        ]
        return "\n".join([*lines, *(waiting or ["- 无"])])
