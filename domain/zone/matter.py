"""A matter: something that may be done in a case while its state allows it, and nobody waits for."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.roles import Audience
from domain.task import TaskKind
from domain.zone.case import ZoneCase


@dataclass(frozen=True, slots=True)
class Matter:
    """``kind`` is standing and optional; the workflow's handler bears its key."""

    kind: TaskKind
    audience: Callable[[ZoneCase], Audience]
    is_open: Callable[[ZoneCase], bool]
