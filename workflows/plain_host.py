"""A case that is one workflow from its beginning to its end, and says of itself what stands in its state."""

from collections.abc import Iterable
from typing import Any, Protocol, cast

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.search_attributes import PARK, PROGRAMME, REGION, STAGE, clamp
    from domain.citation import Basis
    from domain.policy import Policy
    from domain.question import Question
    from domain.task import TaskKind

from workflows import case_view
from workflows.case_desk import CaseT
from workflows.matter_host import MatterHost


class _Stage(Protocol):
    @property
    def value(self) -> str: ...
    @property
    def basis(self) -> Basis: ...


class _Told(Protocol):
    """What a state says beyond the base of all states."""

    @property
    def subject_id(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def stage(self) -> _Stage: ...
    @property
    def policy(self) -> Policy: ...


class PlainHost(MatterHost[CaseT]):
    def ask_just(self, kinds: Iterable[TaskKind], wanted: Iterable[Question]) -> None:
        """Put these questions; take back every other one of these ``kinds``, and one whose day is another now."""
        questions, ours = list(wanted), {kind.key for kind in kinds}
        still = {(each.kind.key, each.audience, each.about[0], each.due and each.due.date) for each in questions}
        for task in [each for each in self.case.tasks if each.kind in ours]:
            if (task.kind, task.audience, task.about, task.due) not in still:
                self.close(task)
        for each in questions:
            self.open(each.kind, each.audience, each.due, each.about)

    # -- what a case says of itself -------------------------------------------------------------------

    @property
    def _told(self) -> _Told:
        return cast(_Told, self.case)

    def subject(self) -> str:
        return self._told.subject_id

    def stage(self) -> str:
        return self._told.stage.value

    def policy(self) -> Policy:
        return self._told.policy

    def basis(self) -> Basis:
        return self._told.stage.basis

    def visible(self) -> list[Any]:
        return [
            (PROGRAMME, self.case.programme),
            (STAGE, self.stage()),
            (PARK, clamp(self.subject())),
            (REGION, self._told.region),
        ]

    def details(self) -> str:
        return case_view.details(self.case, self.kinds, workflow.now())

    def hand_over(self) -> None:
        """Whatever its end, it ends the case."""
