"""What every event file asks, and what may be done in it at any time."""

from collections.abc import Callable, Mapping
from typing import Any

from domain import event_concerns
from domain.event_kinds import EVENT_KINDS
from domain.matter import Matter
from domain.province import art32_joint_system, art36_joining
from domain.task import Answer, TaskKind

ENDINGS: tuple[Matter, ...] = (art32_joint_system.ENDING,)
"""Those that end the file while several sign."""
MATTERS: tuple[Matter, ...] = (
    *(kind.supplement for kind in EVENT_KINDS.values()),
    *event_concerns.MATTERS,
    art36_joining.JOINING,
    *ENDINGS,
)
TAKES: Mapping[str, Callable[[Any, Answer], None]] = {
    **{matter.kind.key: event_concerns.name for matter in event_concerns.MATTERS},
    art36_joining.JOINING.kind.key: art36_joining.take,
}
"""Kind of task → what the case takes from its answer; of any other it is only recorded."""
TASK_KINDS: dict[str, TaskKind] = {
    task.key: task
    for task in (
        *(task for kind in EVENT_KINDS.values() for task in kind.every_task),
        *(matter.kind for matter in (*event_concerns.MATTERS, art36_joining.JOINING, *ENDINGS)),
    )
}
