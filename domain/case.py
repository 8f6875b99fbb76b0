"""What every case has, whatever its programme: identity, open tasks, the answers given, the step counter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.roles import Audience
from domain.task import Task, TaskKind

SCHEMA_VERSION = 2
ANSWERS_KEPT = 10
"""How many request ids a case hands on to its next run; within a run all are remembered."""


class CaseState(BaseModel):
    """The base of every case's state: the single argument of ``run()``, handed from run to run.

    Fields are only ever added, with a default; ``schema_version`` counts the shapes ever stored.
    """

    model_config = ConfigDict(extra="ignore", validate_assignment=False)

    schema_version: int = SCHEMA_VERSION
    programme: str
    """Key of ``domain.programmes``; each kind of case names its own."""
    id: str
    step: int = 0
    tasks: list[Task] = Field(default_factory=list)
    tasks_opened: int = 0
    answers: dict[str, int] = Field(default_factory=dict)
    """Request id → number of the step that recorded the answer."""
    acted: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Kind of task → those who acted on it (``Actor.holder``): who prepared may not decide."""

    @model_validator(mode="before")
    @classmethod
    def _of_older_shapes(cls, stored: Any) -> Any:
        """Version 1 kept a whole receipt for each answer, and did not always say that it was version 1."""
        if not isinstance(stored, dict):
            return stored
        answers = {
            key: answer["step"] if isinstance(answer, dict) else answer
            for key, answer in stored.get("answers", {}).items()
        }
        return stored | {"schema_version": SCHEMA_VERSION, "answers": answers}

    def open_task(self, kind: TaskKind, audience: Audience, about: str = "") -> Task | None:
        """The open task of this kind for this audience, about one of several alike."""
        return find_task(self.tasks, kind, audience, about)

    @property
    def awaited(self) -> list[Task]:
        """Open tasks that somebody waits for."""
        return [task for task in self.tasks if not task.optional]

    def excluded(self, kind: TaskKind) -> tuple[str, ...]:
        """Those who may not act on a task of this kind, since they acted before."""
        return tuple(dict.fromkeys(who for key in kind.apart_from for who in self.acted.get(key, ())))

    def exclude(self, kind: TaskKind, audience: Audience, persons: Iterable[str]) -> bool:
        """Nobody of ``persons`` answers this open question, besides those who prepared it; they take the place of those
        named so before. Whether that changes anything."""
        task = self.open_task(kind, audience)
        excluded = tuple(dict.fromkeys((*self.excluded(kind), *persons)))
        if task is None or excluded == task.excluded:
            return False
        changed = task.model_copy(update={"excluded": excluded})
        self.tasks = [changed if each.id == task.id else each for each in self.tasks]
        return True

    def remember(self, kind: str, holder: str) -> None:
        """Keep in mind who acted."""
        self.acted[kind] = tuple(dict.fromkeys((*self.acted.get(kind, ()), holder)))

    def task(self, task_id: str) -> Task | None:
        return next((task for task in self.tasks if task.id == task_id), None)

    def carried(self) -> dict[str, Any]:
        """The state as JSON for the next run: defaults left out, and with the latest answers only."""
        latest = dict(list(self.answers.items())[-ANSWERS_KEPT:])
        state = self.model_copy(update={"answers": latest}).model_dump(mode="json", exclude_defaults=True)
        return state | {"schema_version": self.schema_version}


def find_task(tasks: Iterable[Task], kind: TaskKind, audience: Audience, about: str = "") -> Task | None:
    """The task of this kind for this audience, about one of several alike."""
    wanted = (kind.key, audience, about)
    return next((task for task in tasks if (task.kind, task.audience, task.about) == wanted), None)


def next_task(case: CaseState, kind: TaskKind, audience: Audience, at: datetime, **about: str) -> Task:
    """A new task; its id counts up within the case and is fit for a URL."""
    case.tasks_opened += 1
    return Task(
        id=f"{case.id}-task-{case.tasks_opened}",
        kind=kind.key,
        audience=audience,
        opened_at=at,
        optional=kind.optional,
        **about,
    )
