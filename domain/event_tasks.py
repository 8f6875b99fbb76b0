"""What every event file asks, and what may be done in it at any time."""

from domain import event_concerns
from domain.event_kinds import EVENT_KINDS
from domain.matter import Matter
from domain.task import TaskKind

MATTERS: tuple[Matter, ...] = (*(kind.supplement for kind in EVENT_KINDS.values()), *event_concerns.MATTERS)
TASK_KINDS: dict[str, TaskKind] = {
    task.key: task
    for task in (
        *(task for kind in EVENT_KINDS.values() for task in kind.every_task),
        *(matter.kind for matter in event_concerns.MATTERS),
    )
}
