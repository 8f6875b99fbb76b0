"""Every kind of event file, whichever text it is under, with what it asks and what may be done in it at any time."""

from typing import Annotated

from pydantic import Field

from domain.district.event_case import DistrictEvent
from domain.district.event_kinds import EVENT_KINDS as DISTRICT
from domain.matter import Matter
from domain.procedure.event_file import EventKind
from domain.province.event_case import ProvinceEvent
from domain.province.event_kinds import EVENT_KINDS as PROVINCE
from domain.task import TaskKind

AnyEvent = Annotated[DistrictEvent | ProvinceEvent, Field(discriminator="programme")]

EVENT_KINDS: dict[str, EventKind] = {**DISTRICT, **PROVINCE}
TASK_KINDS: dict[str, TaskKind] = {task.key: task for kind in EVENT_KINDS.values() for task in kind.every_task}
MATTERS: tuple[Matter, ...] = tuple(kind.supplement for kind in EVENT_KINDS.values())
