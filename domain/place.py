"""Where a case keeps a date that hangs on the working-day calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from domain.deadline import Deadline
from domain.roles import Audience
from domain.task import Task


@dataclass(frozen=True, slots=True)
class Place:
    """A field of ``holder``. ``path`` names it within the case; ``told``: who is told when the date moves.

    ``tasks``: keys of the kinds of task that carry its due day.
    """

    path: str
    holder: BaseModel
    field: str
    told: tuple[Audience, ...]
    stated: bool = False
    """Already stated to the public: it may move later, never earlier."""
    tasks: frozenset[str] = frozenset()
    asked: Audience | None = None
    """Whose tasks of these kinds, where several bodies have a date of their own; None: everybody's."""
    owed_until: date | None = None
    """The last day on which it may fall due in this case as it stands; later it is dropped, by ``drop``."""
    drop: Callable[[], None] | None = None

    def carries(self, task: Task) -> bool:
        """Whether a task is about this date."""
        return task.kind in self.tasks and self.asked in {None, task.audience}

    @property
    def deadline(self) -> Deadline:
        found: Deadline = getattr(self.holder, self.field)
        return found
