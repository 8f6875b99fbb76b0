"""The host of a case: one door for messages, and the one place that continues as new.

``run()`` tells the case's story; when a new build asks for it, at a quiet point, the case goes on as new with
itself as the single argument. Every coroutine finds its way back from ``self.case`` alone.
"""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError
from temporalio.workflow import ContinueAsNewVersioningBehavior

with workflow.unsafe.imports_passed_through():
    from contracts.date_change import ChangeDate
    from contracts.recalculation import CountAgain
    from domain.case import CaseState
    from domain.orders import Effects, Event
    from domain.refusal import Refusal, RefusalKind
    from domain.task import Act, Action, Answer, Form, Task

from workflows.case_desk import CaseDesk, CaseT
from workflows.messages import current_request_id, only_the_message_fails, refusal_of, refuse


class CaseHost(CaseDesk[CaseT]):
    """The base of every case workflow. Subclasses tell the story."""

    def __init__(self, case: CaseT) -> None:
        super().__init__(case)
        self._rollover_asked = False
        self._rolling = False
        self._over = False
        self._turned = False
        self._fault: BaseException | None = None

    @abstractmethod
    async def story(self) -> None:
        """The chapter: goes on from any stage of ``self.case`` to the end of this run."""

    @abstractmethod
    def opening(self) -> Effects:
        """What is written when the case begins here: newly opened, or taken over in the middle of its life."""

    @abstractmethod
    async def count_again(self, order: CountAgain) -> int:
        """Take over the policy, if there is one, and count every open date again; answers how many changed."""

    @abstractmethod
    def refusal_of_change(self, order: ChangeDate) -> Refusal | None:
        """Why a date must not be changed so, now, or None."""

    @abstractmethod
    async def change(self, order: ChangeDate) -> tuple[Event, Effects]:
        """Change a date; answers what the record is to say. Refuses what ``refusal_of_change`` says."""

    @abstractmethod
    def hand_over(self) -> None:
        """After the story: continue as the next phase's workflow, or return to end the case."""

    # -- the run ------------------------------------------------------------------------------------

    async def play(self) -> None:
        """Tell the story to its end, or stop at a quiet point when new code asks for it."""
        if self.case.step == 0:
            self.note("case.opened", self.opening(), self.basis())
        story = asyncio.create_task(self.story())
        await workflow.wait_condition(
            lambda: story.done() or bool(self._fault) or (self._wants_rollover() and self._is_quiet())
        )
        if not story.done() and not self._fault:
            self._rolling = True
            await workflow.wait_condition(
                lambda: story.done() or (workflow.all_handlers_finished() and self._is_quiet())
            )
        if self._fault:
            raise self._fault
        if story.done():
            await story
            self._rolling = True
            await self.settle()
            self._over = True
            await workflow.wait_condition(workflow.all_handlers_finished)
            # The answer to the last message must reach its sender before the run that gives it is gone.
            await workflow.sleep(timedelta(milliseconds=1), summary="交接前留出应答时间")
            self.hand_over()
            return
        workflow.continue_as_new(
            args=[self.case.carried()],
            workflow=workflow.info().workflow_type,
            initial_versioning_behavior=ContinueAsNewVersioningBehavior.AUTO_UPGRADE,
        )

    def beside(self, region: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a region parallel to the story. A bug in it stops the workflow task, as one in the story would."""

        async def guarded() -> None:
            try:
                await region
                await self.settle()
            except asyncio.CancelledError:
                raise
            except BaseException as error:
                self._fault = error

        return asyncio.create_task(guarded())

    def _wants_rollover(self) -> bool:
        info = workflow.info()
        return (
            self._rollover_asked
            or info.is_continue_as_new_suggested()
            or info.is_target_worker_deployment_version_changed()
        )

    # -- messages -----------------------------------------------------------------------------------

    @workflow.update(name="act", description="办理待办事项")
    async def act(self, act: Act) -> int:
        """Answer a task; the result is the number of the step that recorded it.

        The update's id is the request id: repeated, it gets the first answer.
        """
        request_id = current_request_id()
        if request_id not in self.case.answers:
            with only_the_message_fails():
                facts = await self._admitted(act)
                if isinstance(facts, Refusal):
                    refuse(facts)
                self._accept(act, request_id, facts)
            await workflow.wait_condition(lambda: request_id in self.case.answers or self._over)
        if request_id not in self.case.answers:
            refuse(Refusal(kind=RefusalKind.TOO_LATE, text="该阶段已经结束，未作任何变更。", basis=self.basis()))
        return self.case.answers[request_id]

    @act.validator
    def validate_act(self, act: Act) -> None:
        if current_request_id() in self.case.answers:
            return
        self._refuse_while_rolling()
        if refusal := self.refusal_of(act):
            refuse(refusal)

    @workflow.update(name="recalculate", description="按现行节假日安排和策略重新计算期限")
    async def recalculate(self, order: CountAgain) -> int:
        """Count the open dates again; answers how many changed. Whoever asks twice changes nothing the second time."""
        with only_the_message_fails():
            return await self.count_again(order)

    @recalculate.validator
    def validate_recalculate(self, order: CountAgain) -> None:
        self._refuse_while_rolling()

    @workflow.update(name="change_date", description="延长、中止或者恢复计算一个期限")
    async def change_date(self, order: ChangeDate) -> int:
        """Change a running date; answers as ``act`` does, a repeated request with the first answer."""
        request_id = current_request_id()
        if request_id not in self.case.answers:
            with only_the_message_fails():
                event, effects = await self.change(order)
                self._write(event.model_copy(update={"request_id": request_id}), effects)
                self._consumed.append(request_id)
                await self.settle()
        return self.case.answers[request_id]

    @change_date.validator
    def validate_change_date(self, order: ChangeDate) -> None:
        if current_request_id() in self.case.answers:
            return
        self._refuse_while_rolling()
        if refusal := self.refusal_of_change(order):
            refuse(refusal)

    def _refuse_while_rolling(self) -> None:
        if self._rolling:
            raise ApplicationError("流程正在切换到新版本，请以同一请求编号重试", type="RollingOver")

    @workflow.signal(name="act", description="办理待办事项（运维命令行使用；门户和接口使用 Update）")
    async def act_by_signal(self, act: Act) -> None:
        """The same door for Temporal's own tools; what became of it stands in the record."""
        request_id = act.request_id or f"signal:{act.task_id}:{act.action}:{act.actor.id}"
        if request_id in self.case.answers:
            return
        facts = await self._admitted(act)
        if isinstance(facts, Refusal):
            self.note("signal.refused", Effects(text=f"信号“{act.action}”被拒绝：{facts.text}"), facts.basis)
            await self.settle()
            return
        self._accept(act, request_id, facts)

    @workflow.signal(description="切换到新版本程序")
    def rollover(self) -> None:
        self._rollover_asked = True

    @workflow.query(description="案件全部状态")
    def state(self) -> CaseState:
        return self.case

    async def _admitted(self, act: Act) -> Any:
        """What the register knows that the act depends on, if anything; or the refusal it meets."""
        if refusal := await self._refusal_in_turn(act):
            return refusal
        _, action, form = self._read(act)
        if (enquiry := action.enquiry) is None or not enquiry.needed(form):
            return None
        facts = await self.look_up(enquiry, act, form)
        # While the register was asked, another answer may have settled the matter.
        return await self._refusal_in_turn(act) or enquiry.refuse(self.case, form, workflow.now(), facts) or facts

    async def _refusal_in_turn(self, act: Act) -> Refusal | None:
        """The refusal an act meets when its turn comes: an answer just before it may have settled the matter."""

        def is_next() -> bool:
            return self._over or all(answer.task.id != act.task_id for answer in self._answers)

        while not is_next():
            await workflow.wait_condition(is_next)
        return self.refusal_of(act)

    def refusal_of(self, act: Act) -> Refusal | None:
        """Why this message must be turned away now, or None."""
        return refusal_of(self.case, self.kinds, self.basis(), act)

    def _read(self, act: Act) -> tuple[Task, Action, Form]:
        """An act that nothing stands against, with its data checked."""
        task = self.case.task(act.task_id)
        assert task is not None
        action = self.kinds[task.kind].action(act.action)
        assert action is not None
        return task, action, action.form.model_validate(act.data)

    def _accept(self, act: Act, request_id: str, facts: Any) -> None:
        """Take the answer and close its task at once, so that a second answer meets a closed one."""
        task, _, form = self._read(act)
        if not self.kinds[task.kind].standing:
            self.close(task)
        named = act.model_copy(update={"request_id": request_id})
        self._answers.append(Answer(act=named, form=form, task=task, at=workflow.now(), facts=facts))

    async def suppose(self, act: Act) -> None:
        """Take an act in as if nothing stood against it: for a page that foretells what follows from it, on paper.

        No message of a running case leads here.
        """
        _, action, form = self._read(act)
        asks = action.enquiry if action.enquiry and action.enquiry.needed(form) else None
        self._accept(act, act.request_id, await self.look_up(asks, act, form) if asks else None)

    # -- turning elsewhere --------------------------------------------------------------------------

    async def tell(self, chapter: Coroutine[Any, Any, None]) -> None:
        """Tell one stage to its end, or leave it where it waits when the case has been turned elsewhere."""
        telling = asyncio.create_task(chapter)
        await workflow.wait_condition(lambda: telling.done() or self._turned)
        if not telling.done():
            telling.cancel()
            await workflow.wait([telling])
        elif not telling.cancelled():
            await telling
        self._turned = False

    async def turn(self, answer: Answer, apply: Callable[[], None]) -> bool:
        """Let ``answer`` end the running stage: record it, close every task, then ``apply`` where the case goes.

        Whatever came in before it is taken in first; if that leaves no place for the answer, the record says so and
        the case goes on: False.
        """
        await self.quiet()
        if self.overtaken(answer, self.refusal_of(answer.act)):
            return False
        self.record(answer)
        self._turn(apply)
        return True

    def overtaken(self, answer: Answer, refusal: Refusal | None) -> bool:
        """Whether an answer, accepted before, has lost its place by what came in between; then the record says so."""
        if refusal is None:
            return False
        self.lose(answer, Effects(text=f"未予办理：{refusal.text}"), refusal.basis)
        return True

    async def divert(self, apply: Callable[[], None]) -> None:
        """``turn`` by what people have decided together: the record of it is the business of ``apply``."""
        await self.quiet()
        self._turn(apply)

    def _turn(self, apply: Callable[[], None]) -> None:
        self.case.tasks = []
        apply()
        self.changed()
        self._turned = True
