"""What every case workflow is made of: one door for messages, one place that waits, one place that records.

A case is told as a story (``story()``), in coroutines that mutate ``self.case`` and wait through
``Desk.wait``. Between two waits nothing is written; at the wait everything that happened since the last
one goes out as one *step* (one local activity, one transaction), and only then do the messages that
caused it get their answers. So a message's answer means: recorded.

``run()`` is the only place that continues as new: when a new build asks for it, at a quiet point, with
the case as the single argument. Every coroutine finds its way back from ``self.case`` alone.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from datetime import date, datetime, timedelta
from typing import Any, Generic, NoReturn, TypeVar

from temporalio import workflow
from temporalio.exceptions import ApplicationError, FailureError
from temporalio.workflow import ContinueAsNewVersioningBehavior

with workflow.unsafe.imports_passed_through():
    from pydantic import ValidationError

    from contracts.activities import DateQuestion, derive_dates, record_step
    from contracts.search_attributes import STAGE, WAITING_FOR
    from contracts.step import Step
    from domain.case import CaseState, Receipt, next_task
    from domain.citation import Basis
    from domain.deadline import Deadline
    from domain.orders import DocumentOrder, Effects, Event, NoticeOrder
    from domain.policy import ZonePolicy
    from domain.refusal import Refusal, RefusalKind
    from domain.roles import Audience
    from domain.task import Act, Answer, Task, TaskKind

from workflows.options import REGISTER

CaseT = TypeVar("CaseT", bound=CaseState)


TURNING = (STAGE, WAITING_FOR)
"""Search attributes are written when one of these changes: each time is an event of the history."""


def refuse(refusal: Refusal) -> NoReturn:
    """A refusal is a typed error with its citation; it fails the message, never the case."""
    raise ApplicationError(refusal.text, refusal.model_dump(mode="json"), type="Refusal", non_retryable=True)


def _request_id() -> str:
    info = workflow.current_update_info()
    assert info is not None
    return info.id


class CaseHost(ABC, Generic[CaseT]):
    """The base of every case workflow. Subclasses say what they know (kinds) and tell the story."""

    kinds: dict[str, TaskKind]

    def __init__(self, case: CaseT) -> None:
        self.case = case
        self._answers: list[Answer] = []
        self._consumed: list[str] = []
        self._events: list[Event] = []
        self._notices: list[NoticeOrder] = []
        self._documents: list[DocumentOrder] = []
        self._dirty = False
        self._busy = 0
        self._recording = asyncio.Lock()
        self._rollover_asked = False
        self._rolling = False
        self._over = False
        self._fault: BaseException | None = None
        self._shown: dict[str, Any] = {}

    # -- what a programme says of itself ------------------------------------------------------------

    @abstractmethod
    async def story(self) -> None:
        """The chapter: goes on from any stage of ``self.case`` to the end of this run."""

    @abstractmethod
    def opening(self) -> Effects:
        """What is written when the case begins here: newly opened, or taken over in the middle of its life."""

    @abstractmethod
    def stage(self) -> str:
        """The key of where the case stands."""

    @abstractmethod
    def policy(self) -> ZonePolicy:
        """The policy the case runs under, by value."""

    @abstractmethod
    def visible(self) -> list[Any]:
        """Search attributes (pairs) that show the case to operators."""

    @abstractmethod
    def details(self) -> str:
        """Whose move it is and what comes when, in Markdown, for Temporal's own page."""

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

    async def quiet(self) -> None:
        """Wait until all that came in is taken in and recorded: a region cut off earlier takes its record with it."""
        await self.settle()
        await workflow.wait_condition(self._is_quiet)

    def _wants_rollover(self) -> bool:
        info = workflow.info()
        return (
            self._rollover_asked
            or info.is_continue_as_new_suggested()
            or info.is_target_worker_deployment_version_changed()
        )

    def _is_quiet(self) -> bool:
        return not (self._answers or self._dirty or self._busy or self._recording.locked())

    # -- messages -----------------------------------------------------------------------------------

    @workflow.update(name="act", description="办理待办事项")
    async def act(self, act: Act) -> Receipt:
        """Answer a task. The update's id is the request id: repeated, it gets the first answer."""
        request_id = _request_id()
        if request_id not in self.case.answers:
            try:
                if refusal := await self._refusal_in_turn(act):
                    refuse(refusal)
                self._accept(act, request_id)
            except FailureError:
                raise
            except Exception as error:  # a bug of ours fails the message, never the case
                workflow.logger.exception("message failed")
                raise ApplicationError(f"internal error: {type(error).__name__}", type="Internal") from error
            await workflow.wait_condition(lambda: request_id in self.case.answers or self._over)
        if request_id not in self.case.answers:
            refuse(Refusal(kind=RefusalKind.TOO_LATE, text="该阶段已经结束，未作任何变更。", basis=self.basis()))
        return self.case.answers[request_id]

    @act.validator
    def validate_act(self, act: Act) -> None:
        if _request_id() in self.case.answers:
            return
        if self._rolling:
            raise ApplicationError("流程正在切换到新版本，请以同一请求编号重试", type="RollingOver")
        if refusal := self.refusal_of(act):
            refuse(refusal)

    @workflow.signal(name="act", description="办理待办事项（运维命令行使用；门户和接口使用 Update）")
    async def act_by_signal(self, act: Act) -> None:
        """The same door for Temporal's own tools; what became of it stands in the record."""
        request_id = act.request_id or f"signal:{act.task_id}:{act.action}:{act.actor.id}"
        if request_id in self.case.answers:
            return
        if refusal := await self._refusal_in_turn(act):
            self.note("signal.refused", Effects(text=f"信号“{act.action}”被拒绝：{refusal.text}"), refusal.basis)
            await self.settle()
            return
        self._accept(act, request_id)

    @workflow.signal(description="切换到新版本程序")
    def rollover(self) -> None:
        self._rollover_asked = True

    @workflow.query(description="案件全部状态")
    def state(self) -> CaseState:
        return self.case

    async def _refusal_in_turn(self, act: Act) -> Refusal | None:
        """The refusal an act meets when its turn comes: an answer just before it may have settled the matter."""

        def is_next() -> bool:
            return self._over or all(answer.task.id != act.task_id for answer in self._answers)

        while not is_next():
            await workflow.wait_condition(is_next)
        return self.refusal_of(act)

    def refusal_of(self, act: Act) -> Refusal | None:
        """Why this message must be turned away now, or None. Checks actor, task, action, data and rule."""
        task = self.case.task(act.task_id)
        if task is None:
            return Refusal(
                kind=RefusalKind.ALREADY_DONE, text="该事项已办结或者不存在，未作任何变更。", basis=self.basis()
            )
        kind = self.kinds[task.kind]
        if not task.audience.includes(act.actor):
            who = kind.role.label
            return Refusal(kind=RefusalKind.WRONG_ACTOR, text=f"“{kind.label}”由本案件的{who}办理。", basis=kind.basis)
        action = kind.action(act.action)
        if action is None:
            names = "、".join(each.label for each in kind.actions)
            return Refusal(kind=RefusalKind.MALFORMED, text=f"“{kind.label}”可以：{names}。", basis=kind.basis)
        try:
            form = action.form.model_validate(act.data)
        except ValidationError as error:
            return Refusal(
                kind=RefusalKind.MALFORMED, text=f"填报内容有误（{error.error_count()}处）。", basis=kind.basis
            )
        return action.check(self.case, form, workflow.now())

    def _accept(self, act: Act, request_id: str) -> None:
        """Take the answer and close its task at once, so that a second answer meets a closed one."""
        task = self.case.task(act.task_id)
        assert task is not None
        kind = self.kinds[task.kind]
        action = kind.action(act.action)
        assert action is not None
        if not kind.standing:
            self.close(task)
        form = action.form.model_validate(act.data)
        named = act.model_copy(update={"request_id": request_id})
        self._answers.append(Answer(act=named, form=form, task=task, at=workflow.now()))

    # -- what stages call ---------------------------------------------------------------------------

    def open(self, kind: TaskKind, audience: Audience, due: Deadline | None = None) -> Task:
        """Open a task, or find the one already open: a story that goes on opens nothing twice."""
        if task := self.case.open_task(kind, audience):
            return task
        task = next_task(self.case, kind, audience, workflow.now())
        if due:
            task = task.model_copy(update={"due": due.date, "due_provisional": due.provisional})
        self.case.tasks.append(task)
        self._dirty = True
        return task

    def close(self, task: Task) -> None:
        self.case.tasks = [each for each in self.case.tasks if each.id != task.id]
        self._dirty = True

    def close_kind(self, *kinds: TaskKind) -> None:
        """Take back every open question of these kinds."""
        for task in [each for each in self.case.tasks if each.kind in {kind.key for kind in kinds}]:
            self.close(task)

    async def ask(self, kind: TaskKind, audience: Audience) -> Answer:
        """Put one question to one audience and wait for the answer, however long people take."""
        self.open(kind, audience)
        answer = await self.next_answer(kind)
        assert answer is not None
        return answer

    async def next_answer(
        self, *kinds: TaskKind, until: datetime | None = None, unless: Callable[[], bool] = bool
    ) -> Answer | None:
        """The next answer to one of ``kinds``; None when ``until`` (UTC) came first or ``unless`` holds."""
        keys = {kind.key for kind in kinds}
        waiting = "、".join(kind.label for kind in kinds)

        def waiting_answer() -> Answer | None:
            return next((answer for answer in self._answers if answer.task.kind in keys), None)

        await self.wait(lambda: waiting_answer() is not None or unless(), until=until, why=f"等待：{waiting}")
        answer = waiting_answer()
        if answer is not None:
            self._answers.remove(answer)
        return answer

    def record(self, answer: Answer) -> None:
        """Write an answer into the record with everything its action causes."""
        kind = self.kinds[answer.task.kind]
        action = kind.action(answer.act.action)
        assert action is not None
        effects = action.effects(self.case, answer)
        act = answer.act
        self._write(
            Event(
                kind=f"{kind.key}.{action.name}",
                text=effects.text,
                basis=kind.basis,
                actor=act.actor,
                request_id=act.request_id,
                comment=act.comment,
                attachments=act.attachments,
            ),
            effects,
        )
        self._consumed.append(act.request_id)

    def note(self, kind: str, effects: Effects, basis: Basis) -> None:
        """Write a legal moment (no actor) into the record with everything it causes."""
        self._write(Event(kind=kind, text=effects.text, basis=basis), effects)

    def changed(self) -> None:
        """The case changed without an event of its own; the next step records it."""
        self._dirty = True

    def _write(self, event: Event, effects: Effects) -> None:
        self._events.append(event)
        self._notices.extend(effects.notices)
        self._documents.extend(effects.documents)
        self._dirty = True

    async def derive(self, rule: str, anchor: date, *parameters: dict[str, int]) -> list[Deadline]:
        """Deadlines that count working days, one for each of ``parameters``, by the calendar now in the register."""
        self._busy += 1
        try:
            question = DateQuestion(rule=rule, anchor=anchor, parameters=parameters, policy=self.policy())
            return await workflow.execute_local_activity(derive_dates, question, **REGISTER)
        finally:
            self._busy -= 1

    async def wait(self, condition: Callable[[], bool], *, why: str, until: datetime | None = None) -> bool:
        """True when ``condition`` holds; False when the instant ``until`` came first.

        The only place that waits. Everything done so far is recorded first. A moment already past (an outage,
        a resumed case) counts as come: the legal instant governs, not the processing time.
        """
        await self.settle()
        if condition():
            return True
        left = None if until is None else until - workflow.now()
        if left is not None and left <= timedelta(0):
            return False
        try:
            await workflow.wait_condition(condition, timeout=left, timeout_summary=why)
        except TimeoutError:
            return False
        return True

    # -- recording ----------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Record everything done since the last step, then give the messages their answers."""
        async with self._recording:
            await workflow.wait_condition(lambda: not self._busy)
            if not self._dirty:
                return
            self._dirty = False
            step = self._next_step()
            await workflow.execute_local_activity(record_step, step, **REGISTER)
            self._show()
            self._answer(step.request_ids)

    def _next_step(self) -> Step:
        self.case.step += 1
        now = workflow.now()
        step = Step(
            workflow_id=workflow.info().workflow_id,
            run_id=workflow.info().run_id,
            number=self.case.step,
            request_ids=tuple(self._consumed),
            at=now,
            state={},
            events=tuple(self._events),
            notices=tuple(self._notices),
            documents=tuple(self._documents),
        )
        self._consumed, self._events, self._notices, self._documents = [], [], [], []
        return step.model_copy(update={"state": self.case.model_dump(mode="json")})

    def _answer(self, request_ids: tuple[str, ...]) -> None:
        for request_id in request_ids:
            self.case.remember(request_id, Receipt(case_id=self.case.id, step=self.case.step, stage=self.stage()))

    def _show(self) -> None:
        """Let operators see the case on Temporal's own page, without our portal."""
        workflow.set_current_details(self.details())
        changed = [(key, value) for key, value in self.visible() if self._shown.get(key.name) != value]
        if any(key in TURNING for key, _ in changed):
            self._shown |= {key.name: value for key, value in changed}
            workflow.upsert_search_attributes([key.value_set(value) for key, value in changed])

    def basis(self) -> Basis:
        """The citations of the stage, for refusals that no task explains."""
        return ()
