"""What every case has, whatever its programme: identity, open tasks, the answers given, the step counter."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from domain.roles import Audience
from domain.task import Task, TaskKind

ANSWERS_KEPT = 20
"""How many request ids a case hands on to its next run; within a run all are remembered."""


class Receipt(BaseModel):
    """The answer to a message: where the case stood when the message had taken effect."""

    model_config = ConfigDict(frozen=True)

    case_id: str
    step: int
    stage: str
    """Key of the stage; kept short, because every answer stands in the history."""


class CaseState(BaseModel):
    """The base of every case's state: the single argument of ``run()``, handed from run to run.

    Fields are only ever added, with a default; ``schema_version`` counts the shapes ever stored.
    """

    model_config = ConfigDict(extra="ignore", validate_assignment=False)

    schema_version: int = 1
    id: str
    step: int = 0
    tasks: list[Task] = Field(default_factory=list)
    tasks_opened: int = 0
    answers: dict[str, Receipt] = Field(default_factory=dict)

    def open_task(self, kind: TaskKind, audience: Audience) -> Task | None:
        """The open task of this kind for this audience."""
        return next((task for task in self.tasks if task.kind == kind.key and task.audience == audience), None)

    def task(self, task_id: str) -> Task | None:
        return next((task for task in self.tasks if task.id == task_id), None)

    def remember(self, request_id: str, receipt: Receipt) -> None:
        """Keep the first answer to a message, so that its repetition gets the same."""
        self.answers[request_id] = receipt

    def carried(self) -> dict[str, Any]:
        """The state as JSON for the next run: defaults left out, and with the latest answers only."""
        latest = dict(list(self.answers.items())[-ANSWERS_KEPT:])
        return self.model_copy(update={"answers": latest}).model_dump(mode="json", exclude_defaults=True)


def next_task(case: CaseState, kind: TaskKind, audience: Audience, at: datetime) -> Task:
    """A new task; its id counts up within the case and is fit for a URL."""
    case.tasks_opened += 1
    return Task(id=f"{case.id}-task-{case.tasks_opened}", kind=kind.key, audience=audience, opened_at=at)
