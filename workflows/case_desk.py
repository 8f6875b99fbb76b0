"""The desk of a case: its open questions, the answers that came in, and the record of what came of them.

A case is told in coroutines that mutate ``self.case`` and wait through ``wait``. Between two waits nothing is
written; at the wait everything that happened since the last one goes out as one *step* (one local activity, one
transaction), and only then do the messages that caused it get their answers. So a message's answer means: recorded.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Generic, TypeVar

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import BaseModel

    from contracts.activities import DateQuestion, derive_dates, look_up, record_step, rederive_dates
    from contracts.dates import unpack
    from contracts.facts import FactQuestion
    from contracts.recalculation import RederiveQuestion
    from contracts.search_attributes import STAGE
    from contracts.step import Step
    from domain.case import CaseState, find_task, next_task
    from domain.citation import Basis
    from domain.deadline import Deadline
    from domain.orders import DocumentOrder, Effects, Event, NoticeOrder
    from domain.policy import Policy, programme_key
    from domain.roles import Audience
    from domain.task import Act, Answer, Enquiry, Form, Task, TaskKind

from workflows.alarm import Alarm
from workflows.durability import Durability
from workflows.options import REGISTER

CaseT = TypeVar("CaseT", bound=CaseState)


class CaseDesk(ABC, Generic[CaseT]):
    """What stages work with. A programme says what it knows (kinds) and how its case is shown."""

    kinds: dict[str, TaskKind]

    def __init__(self, case: CaseT) -> None:
        self.case = case
        self._answers: list[Answer] = []
        self._consumed: list[str] = []
        self._events: list[Event] = []
        self._notices: list[NoticeOrder] = []
        self._documents: list[DocumentOrder] = []
        self._erase_contacts = False
        self._dirty = False
        self._busy = 0
        self._recording = asyncio.Lock()
        self._durability = Durability()
        self._shown = {pair.key.name: pair.value for pair in workflow.info().typed_search_attributes}

    # -- what a programme says of its case ----------------------------------------------------------

    @abstractmethod
    def subject(self) -> str:
        """Id of the park or project the case is about."""

    @abstractmethod
    def stage(self) -> str:
        """The key of where the case stands."""

    @abstractmethod
    def policy(self) -> Policy:
        """The policy the case runs under, by value."""

    @abstractmethod
    def basis(self) -> Basis:
        """The citations of the stage, for refusals that no task explains."""

    @abstractmethod
    def visible(self) -> list[Any]:
        """Search attributes (pairs) that show the case to operators."""

    @abstractmethod
    def details(self) -> str:
        """Whose move it is and what comes when, in Markdown, for Temporal's own page."""

    # -- questions and answers ----------------------------------------------------------------------

    def open(
        self, kind: TaskKind, audience: Audience, due: Deadline | None = None, about: tuple[str, str] = ("", "")
    ) -> Task:
        """Open a task, or find the one already open: a story that goes on opens nothing twice. One whose answer is in
        and waits for its turn is not put again.

        ``about``: which of several alike, as a key and for people.
        """
        key, label = about
        answered = (answer.task for answer in self._answers)
        if task := find_task((*self.case.tasks, *answered), kind, audience, key):
            return task
        task = next_task(self.case, kind, audience, workflow.now(), about=key, about_label=label)
        if due:
            task = task.model_copy(update={"due": due.date, "due_provisional": due.provisional})
        if self.policy().separation_of_duties:
            task = task.model_copy(update={"excluded": self.case.excluded(kind)})
        self.case.tasks.append(task)
        self._dirty = True
        return task

    def close(self, task: Task) -> None:
        self.case.tasks = [each for each in self.case.tasks if each.id != task.id]
        self._dirty = True

    def close_kind(self, *kinds: TaskKind) -> None:
        """Take back every open question of these kinds. An answer to one that came in just before has lost its place:
        the record says so, and its sender is answered."""
        keys = {kind.key for kind in kinds}
        for task in [each for each in self.case.tasks if each.kind in keys]:
            self.close(task)
        for answer in [each for each in self._answers if each.task.kind in keys]:
            self._answers.remove(answer)
            self.lose(
                answer, Effects(text="未予办理：该事项刚刚已经办结或者终止。"), self.kinds[answer.task.kind].basis
            )

    async def ask(self, kind: TaskKind, audience: Audience) -> Answer:
        """Put one question to one audience and wait for the answer, however long people take."""
        self.open(kind, audience)
        answer = await self.next_answer(kind)
        assert answer is not None
        return answer

    async def next_answer(self, *kinds: TaskKind, until: Alarm | None = None) -> Answer | None:
        """The next answer to one of ``kinds``; None when ``until`` rang first."""
        keys = {kind.key for kind in kinds}

        def waiting_answer() -> Answer | None:
            return next((answer for answer in self._answers if answer.task.kind in keys), None)

        await self.wait(lambda: waiting_answer() is not None, until=until)
        answer = waiting_answer()
        if answer is not None:
            self._answers.remove(answer)
        return answer

    def waiting_answers(self) -> list[Answer]:
        """Answers taken in whose turn has not come yet."""
        return list(self._answers)

    def record(self, answer: Answer) -> None:
        """Write an answer into the record with everything its action causes."""
        kind = self.kinds[answer.task.kind]
        action = kind.action(answer.act.action)
        assert action is not None
        effects = action.effects(self.case, answer)
        act = answer.act
        self.case.remember(kind.key, act.actor.holder)
        self._write(
            Event(
                kind=f"{kind.key}.{action.name}",
                text=effects.text,
                basis=kind.basis,
                actor=act.actor,
                request_id=act.request_id,
                comment="" if action.withheld else act.comment,
                attachments=() if action.withheld else act.attachments,
            ),
            effects,
        )
        self._consumed.append(act.request_id)

    def note(self, kind: str, effects: Effects, basis: Basis) -> None:
        """Write a legal moment (no actor) into the record with everything it causes."""
        self._write(Event(kind=kind, text=effects.text, basis=basis), effects)

    def lose(self, answer: Answer, effects: Effects, basis: Basis) -> None:
        """Write down that an answer, accepted before, has lost its place by what came in between."""
        self.note("act.overtaken", effects, basis)
        self._consumed.append(answer.act.request_id)

    def changed(self) -> None:
        """The case changed without an event of its own; the next step records it."""
        self._dirty = True

    def _write(self, event: Event, effects: Effects) -> None:
        self._events.append(event)
        self._notices.extend(effects.notices)
        self._documents.extend(effects.documents)
        self._erase_contacts |= effects.erase_contacts
        self._dirty = True

    async def derive(self, rule: str, anchor: date, *parameters: dict[str, int]) -> list[Deadline]:
        """Deadlines that count working days, one for each of ``parameters``, by the calendar now in the register."""
        question = DateQuestion(rule=rule, anchor=anchor, parameters=parameters, policy=self._policy_data())
        with self._at_work():
            answers = await workflow.execute_local_activity(derive_dates, question, **REGISTER)
        return [unpack(answer, question) for answer in answers]

    async def look_up(self, enquiry: Enquiry, act: Act, form: Form) -> BaseModel:
        """What the register knows that an act depends on."""
        question = FactQuestion(
            key=enquiry.key,
            case_id=self.case.id,
            subject=self.subject(),
            actor=act.actor,
            at=workflow.now(),
            data=form.model_dump(mode="json"),
            policy=self._policy_data(),
        )
        with self._at_work():
            answer = await workflow.execute_local_activity(look_up, question, **REGISTER)
        return enquiry.facts.model_validate(answer)

    async def rederive(self, deadlines: dict[str, Deadline]) -> dict[str, Deadline]:
        """Those of the deadlines, by place, that the calendar now in the register makes another."""
        question = RederiveQuestion(
            programme=programme_key(self.policy()), deadlines=deadlines, policy=self._policy_data()
        )
        with self._at_work():
            answers = await workflow.execute_local_activity(rederive_dates, question, **REGISTER)
        return {place: Deadline.model_validate(answer) for place, answer in answers.items()}

    def _policy_data(self) -> dict[str, Any]:
        return self.policy().model_dump(mode="json")

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Nothing is recorded, and the case is not quiet, while an answer is awaited."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1

    async def wait(self, condition: Callable[[], bool], *, until: Alarm | None = None) -> None:
        """Until ``condition`` holds or ``until`` has rung; first records what is done. The only place that waits."""
        await self.settle()
        if until:
            until.set()
        await workflow.wait_condition(lambda: condition() or (until is not None and until.rang))

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
            self.case.answers |= dict.fromkeys(step.request_ids, step.number)

    def _next_step(self) -> Step:
        durable = self._durability.last_step(self.case.step)
        self.case.step += 1
        now = workflow.now()
        step = Step(
            workflow_id=workflow.info().workflow_id,
            run_id=workflow.info().run_id,
            number=self.case.step,
            vouches_for=durable,
            request_ids=tuple(self._consumed),
            at=now,
            state={},
            events=tuple(self._events),
            notices=tuple(self._notices),
            documents=tuple(self._documents),
            erase_contacts=self._erase_contacts,
        )
        self._consumed, self._events, self._notices, self._documents = [], [], [], []
        self._erase_contacts = False
        return step.model_copy(update={"state": self._state_after(step)})

    def _state_after(self, step: Step) -> dict[str, Any]:
        """The state as it will be once the step is written: with the answers it gives."""
        state = self.case.model_dump(mode="json")
        state["answers"] |= dict.fromkeys(step.request_ids, step.number)
        return state

    def _show(self) -> None:
        """Let operators see the case on Temporal's own page, without our portal.

        Details cost no history; search attributes do, and are written when the stage turns.
        """
        workflow.set_current_details(self.details())
        changed = [(key, value) for key, value in self.visible() if self._shown.get(key.name) != value]
        if any(key == STAGE for key, _ in changed):
            self._shown |= {key.name: value for key, value in changed}
            workflow.upsert_search_attributes([key.value_set(value) for key, value in changed])

    async def quiet(self) -> None:
        """Wait until all that came in is taken in and recorded: a region cut off earlier takes its record with it."""
        await self.settle()
        await workflow.wait_condition(self._is_quiet)

    def _is_quiet(self) -> bool:
        return not (self._answers or self._dirty or self._busy or self._recording.locked())
