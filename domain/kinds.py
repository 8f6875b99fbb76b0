"""Every task kind of every programme by its key: what a page, a message or a stored task refers to."""

from domain.district.kinds import TASK_KINDS as DISTRICT
from domain.event_tasks import TASK_KINDS as EVENTS
from domain.pilot.kinds import TASK_KINDS as PILOT
from domain.province.kinds import TASK_KINDS as PROVINCE
from domain.task import TaskKind
from domain.zone.kinds import TASK_KINDS as ZONE

TASK_KINDS: dict[str, TaskKind] = {**ZONE, **PILOT, **DISTRICT, **PROVINCE, **EVENTS}
