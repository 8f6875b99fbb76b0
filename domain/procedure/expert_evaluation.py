"""专家评估: a panel drawn by lot from a pool, sworn in, heard one by one, and only then together.

The draw is reproducible: who comes first is decided by a digest of the seed and the account of each expert, so that
anybody who has the seed and the pool finds the same panel. An expert whose declaration shows a tie, or who is let go,
is replaced by the next in the order drawn. Nobody sees what another has written before all have handed in.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from domain.citation import Basis
from domain.orders import Effects
from domain.roles import Audience, Role
from domain.task import Answer, TaskKind

DECLARE = "declare"
RECUSE = "recuse"


class FormerEmployer(BaseModel):
    """Where an expert worked before, and the last day of it."""

    model_config = ConfigDict(frozen=True)

    name: str
    until: date


class Expert(BaseModel):
    """One entry of the pool. ``organisation``: the account under which the expert answers."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    name: str
    employer: str
    former_employers: tuple[FormerEmployer, ...] = ()

    @property
    def audience(self) -> Audience:
        return Audience(role=Role.EXPERT, organisation=self.organisation)


class ExpertPool(BaseModel):
    """The pool on the day of a draw, and the seed of the draw: hexadecimal, from the system's source of chance."""

    experts: tuple[Expert, ...]
    seed: str


class Exclusion(BaseModel):
    """Why an expert of the pool was not drawn, or left the panel."""

    expert: str
    name: str
    reason: str


class PanelMember(BaseModel):
    """An expert on the panel; ``opinion`` is the data of what they handed in."""

    expert: Expert
    declared_on: date | None = None
    opinion: dict[str, Any] | None = None


class Panel(BaseModel):
    """``substitutes``: who comes next, in the order drawn."""

    seed: str
    size: int
    members: list[PanelMember]
    substitutes: list[Expert] = Field(default_factory=list)
    excluded: list[Exclusion] = Field(default_factory=list)
    shown: bool = False
    """Whether everybody on it has been shown what each wrote."""
    fewer: bool = False
    """Decided: those who are left go on."""

    def member(self, organisation: str) -> PanelMember | None:
        return next((each for each in self.members if each.expert.organisation == organisation), None)

    @property
    def is_heard(self) -> bool:
        """Whether everybody on it has handed in."""
        return all(each.opinion is not None for each in self.members)

    @property
    def is_short(self) -> bool:
        """Whether it is too small, and nothing has been decided about that."""
        return len(self.members) < self.size and not (self.fewer or self.shown)

    def replace(self, organisation: str, reason: str) -> Expert | None:
        """Let a member go; answers who comes instead, or None when the order drawn is exhausted."""
        place = next(n for n, each in enumerate(self.members) if each.expert.organisation == organisation)
        gone = self.members.pop(place).expert
        self.excluded.append(Exclusion(expert=gone.organisation, name=gone.name, reason=reason))
        if not self.substitutes:
            return None
        following = self.substitutes.pop(0)
        self.members.append(PanelMember(expert=following))
        return following


def rank(seed: str, organisation: str) -> str:
    """The place of an expert in the draw: SHA-256 of ``seed:organisation`` in hexadecimal; the least comes first."""
    return hashlib.sha256(f"{seed}:{organisation}".encode()).hexdigest()


def draw(pool: ExpertPool, size: int, tie: Callable[[Expert], str | None]) -> Panel | None:
    """The panel of ``size`` that ``pool.seed`` draws from those without a ``tie``; None where there are too few.

    ``tie`` answers, for people, why an expert cannot sit, or None.
    """
    ties = {each.organisation: tie(each) for each in pool.experts}
    free = [each for each in pool.experts if ties[each.organisation] is None]
    if len(free) < size:
        return None
    order = sorted(free, key=lambda each: rank(pool.seed, each.organisation))
    return Panel(
        seed=pool.seed,
        size=size,
        members=[PanelMember(expert=each) for each in order[:size]],
        substitutes=order[size:],
        excluded=[
            Exclusion(expert=each.organisation, name=each.name, reason=reason)
            for each in pool.experts
            if (reason := ties[each.organisation])
        ],
    )


class EvaluationKinds(NamedTuple):
    """What is asked of the experts."""

    declaration: TaskKind
    opinion: TaskKind
    report: TaskKind

    @property
    def all(self) -> tuple[TaskKind, ...]:
        return tuple(self)


class Evaluating(NamedTuple):
    """How one text has experts evaluate. Every function is given the case first."""

    kinds: EvaluationKinds
    basis: Basis
    panel: Callable[[Any], Panel]
    heard: Callable[[Any], Effects]
    """All have handed in."""
    take_opinion: Callable[[Any, PanelMember, Answer], None]
    take_report: Callable[[Any, Answer], None]
    recuse: Callable[[Any, PanelMember, Answer], None] = lambda case, member, answer: None
    """Remembers that a member has declared a tie."""


def names(experts: Iterable[Expert]) -> list[str]:
    return [each.name for each in experts]
