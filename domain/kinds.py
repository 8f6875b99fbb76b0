"""Every task kind of every programme by its key: what a page, a message or a stored task refers to."""

from domain.event_tasks import TASK_KINDS as EVENTS
from domain.pilot.kinds import TASK_KINDS as PILOT
from domain.task import TaskKind
from domain.zone.kinds import TASK_KINDS as ZONE

TASK_KINDS: dict[str, TaskKind] = {**ZONE, **PILOT, **EVENTS}
