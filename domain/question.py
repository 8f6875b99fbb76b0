"""A question that waits for somebody, before it is a task of the case."""

from typing import NamedTuple

from domain.deadline import Deadline
from domain.roles import Audience
from domain.task import TaskKind


class Question(NamedTuple):
    """What is asked of whom; ``about``: which of several alike, as a key and for people."""

    kind: TaskKind
    audience: Audience
    about: tuple[str, str] = ("", "")
    due: Deadline | None = None
