"""Lists of cases: how people handle several at once, whatever they are cases of.

In law every entry stands for itself: an act on a list is the same act on each entry, and each is taken or refused by
its own case (readings R-17-6, R-P-18). What a kind of list is for is said beside the articles it serves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import Field

from domain.citation import Basis
from domain.orders import DocumentOrder
from domain.procedure.forms import Name
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Audience
from domain.task import Form, TaskKind

MOST = 100
"""Entries of one list."""


class EntryForm(Form):
    case_id: Name = Field(title="案件编号")
    rank: int = Field(title="排序", ge=1, le=MOST)


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry as an act on its list left it. ``case`` is the state of its case afterwards."""

    rank: int
    result: str
    """What the list has shown of it since it was made."""
    case: Any
    done: bool
    """The act was taken for it."""
    events: frozenset[str] = frozenset()
    """Kinds of the events in the step by which its case took the act: what the act brought about."""


@dataclass(frozen=True, slots=True)
class Handled:
    """An act on a list, after every entry has answered; ``entries`` in the order of the list."""

    action: str
    """``kind.action``."""
    actor: Actor
    title: str
    on: date
    """Day of the act, Asia/Shanghai."""
    entries: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class ListPaper:
    """The list itself on paper, where an act sends it out."""

    action: str
    """``kind.action``."""
    shows: Callable[[Listed], bool]
    """Whether it shows an entry, from the state of its case after the act."""
    order: Callable[[Handled], DocumentOrder]
    """Given the act with the entries it shows."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list is for. The functions are given states of cases of its ``programme``."""

    key: str
    label: str
    basis: Basis
    subject: str
    """What stands on it, for people: 园区, 项目."""
    programme: str
    """Key of ``domain.programmes``."""
    makers: tuple[Audience, ...]
    maker: str
    """Who makes one, for people."""
    offered: tuple[str, ...]
    """The stages whose cases are offered to whoever makes one."""
    acts: tuple[TaskKind, ...]
    """What may be done to the whole list."""
    fits: Callable[[Actor, Any], bool]
    """Whether a case may stand on it: a list holds what its next act can be about."""
    result: Callable[[Any], str] = lambda case: ""
    """What it shows of a case, as of the day it was made."""
    binds_all: Callable[[str, Any], bool] = lambda action, case: False
    """Whether an act (``kind.action``) on some entries is one on all, as the policy of a case has it."""
    puts_up_notices: bool = False
    """One of its acts publishes a public notice of each entry."""
    papers: tuple[ListPaper, ...] = field(default=())

    def may_make(self, actor: Actor) -> bool:
        return any(each.includes(actor) for each in self.makers)

    def act(self, key: str) -> TaskKind | None:
        return next((each for each in self.acts if each.key == key), None)

    def paper(self, action: str) -> ListPaper | None:
        """The paper by which this act (``kind.action``) sends the list out, if it does."""
        return next((each for each in self.papers if each.action == action), None)


def refuse_new(actor: Actor, kind: ListKind, entries: Sequence[EntryForm]) -> Refusal | None:
    """Who makes a list, and that it names every case once and every rank once."""
    if not kind.may_make(actor):
        text = f"{kind.label}由{kind.maker}提出。"
        return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=kind.basis)
    cases, ranks = {each.case_id for each in entries}, {each.rank for each in entries}
    if len(cases) < len(entries) or len(ranks) < len(entries):
        text = f"名单中的{kind.subject}和排序不得重复。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=kind.basis, remedy="请核对名单。")
    return None


def refuse_entry(actor: Actor, kind: ListKind, case: Any) -> Refusal | None:
    """Why a case cannot stand on such a list, or None."""
    if kind.fits(actor, case):
        return None
    text = f"{case.subject_name}现处于“{case.label}”，不能列入{kind.label}。"
    return Refusal(
        kind=RefusalKind.WRONG_STAGE, text=text, basis=kind.basis, remedy=f"请从名单中去掉该{kind.subject}。"
    )


def sent_out(paper: ListPaper, act: Handled) -> tuple[Any, DocumentOrder] | None:
    """The list on paper and the case with which it is filed: the first it shows for which the act was taken; None
    where there is none."""
    shown = tuple(filter(paper.shows, act.entries))
    first = next((each.case for each in shown if each.done), None)
    return (first, paper.order(replace(act, entries=shown))) if first else None
