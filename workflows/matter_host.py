"""Beside the story of a case: what may be done at any time while its state allows it, and nobody waits for."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.matter import Matter, open_matters
    from domain.refusal import Refusal, RefusalKind
    from domain.task import Answer

from workflows.case_desk import CaseT
from workflows.dated_host import DatedHost

Handler = Callable[[Any, Answer], Awaitable[None]]
"""Given the host and one answer to a matter of its case."""


class MatterHost(DatedHost[CaseT]):
    matters: Sequence[Matter]
    handlers: Mapping[str, Handler]
    """By the key of the matter's kind."""

    def show_matters(self) -> None:
        """Open what the state of the case now allows, close what it does not allow any more."""
        wanted = open_matters(self.matters, self.case)
        keys = {(kind.key, audience) for kind, audience in wanted}
        matters = {matter.kind.key for matter in self.matters}
        for task in self.case.tasks:
            if task.kind in matters and (task.kind, task.audience) not in keys:
                self.close(task)
        for kind, audience in wanted:
            self.open(kind, audience)

    async def take_up_matters(self) -> None:
        """The region in which they are taken up, beside the story."""
        self.show_matters()
        kinds = [matter.kind for matter in self.matters]
        while True:
            answer = await self.next_answer(*kinds)
            assert answer is not None
            # Each by itself: one that ends the stage waits until every other has been taken in.
            self.beside(self._take_up(answer))

    async def _take_up(self, answer: Answer) -> None:
        """Handle it, unless what was handled just before has left no place for it."""
        matter = next(each for each in self.matters if each.kind.key == answer.task.kind)
        closed = Refusal(kind=RefusalKind.TOO_LATE, text="该阶段已经结束。", basis=matter.kind.basis)
        if not self.overtaken(answer, None if matter.is_open(self.case) else closed):
            await self.handlers[answer.task.kind](self, answer)
        self.show_matters()
