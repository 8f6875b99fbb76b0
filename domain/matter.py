"""A matter: something that may be done in a case while its state allows it, and nobody waits for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from domain.roles import Audience
from domain.task import TaskKind


@dataclass(frozen=True, slots=True)
class Matter:
    """``kind`` is optional; the workflow's handler bears its key. The functions are given the case."""

    kind: TaskKind
    audiences: Callable[[Any], Iterable[Audience]]
    """Who may act; each is asked by a task of its own."""
    is_open: Callable[[Any], bool]


def open_matters(matters: Iterable[Matter], case: Any) -> list[tuple[TaskKind, Audience]]:
    """Those the present state of the case allows, with who may act."""
    return [(matter.kind, who) for matter in matters if matter.is_open(case) for who in matter.audiences(case)]
