"""A ledger (台账): line by line what was done, entered by those whose work it is, and never changed or removed.

Only of what no text sets a day for: nothing waits for an entry, and none is ever due or overdue.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Field

from domain.citation import Basis, Citation
from domain.dates import in_words
from domain.procedure.forms import Text
from domain.procedure.records import refuse_ahead
from domain.refusal import Refusal, RefusalKind
from domain.roles import Actor, Audience
from domain.task import Form


class EntryForm(Form):
    """What every ledger asks of an entry. ``on``: the day in Asia/Shanghai on which it was done."""

    on: date = Field(title="日期")
    what: Text = Field(title="做了什么")

    @property
    def details(self) -> dict[str, str]:
        """What a ledger asks beside, by the names of its fields."""
        return {}


class DeedForm(EntryForm):
    """An entry in the ledger of a case."""

    rule: str = Field(default="", title="所依据的规定（文件名称、文号）", max_length=500)

    @property
    def details(self) -> dict[str, str]:
        return {"rule": self.rule}


@dataclass(frozen=True, slots=True)
class Span:
    """While what is entered. ``since`` is the day before which nothing is, if there is one. Both are given the case."""

    label: str
    is_open: Callable[[Any], bool]
    since: Callable[[Any], date | None] = lambda case: None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line of the ledger of a case; ``name`` and ``words`` stand in the place word for word."""

    key: str
    name: str
    place: Citation
    words: str
    keepers: Callable[[Any], Iterable[Audience]]
    """Who enters; given the case."""
    span: Span
    refuse: Callable[[DeedForm], Refusal | None] = lambda form: None
    """What else the place asks of an entry."""

    @property
    def basis(self) -> Basis:
        return (self.place,)

    def kept_by(self, case: Any) -> str:
        """The roles that enter, for people."""
        return "、".join(dict.fromkeys(each.role.label for each in self.keepers(case)))


def refuse_keeping(line: CaseLine, case: Any, actor: Actor) -> Refusal | None:
    if any(each.includes(actor) for each in line.keepers(case)):
        return None
    text = f"“{line.name}”由本案件的{line.kept_by(case)}记载（系统策略）。"
    return Refusal(kind=RefusalKind.WRONG_ACTOR, text=text, basis=line.basis)


def refuse_stage(line: CaseLine, case: Any) -> Refusal | None:
    if line.span.is_open(case):
        return None
    text = f"“{line.name}”{line.span.label}记载，案件现在处于“{case.stage.label}”。"
    return Refusal(kind=RefusalKind.WRONG_STAGE, text=text, basis=line.basis)


def refuse_entry(line: CaseLine, case: Any, form: DeedForm, today: date) -> Refusal | None:
    """Why the entry is not taken from somebody who may enter. ``today``: in Asia/Shanghai."""
    return (
        refuse_stage(line, case)
        or refuse_ahead(form.on, today, line.basis)
        or _refuse_before(line, line.span.since(case), form.on)
        or line.refuse(form)
    )


def _refuse_before(line: CaseLine, first: date | None, on: date) -> Refusal | None:
    if first is None or on >= first:
        return None
    text = f"“{line.name}”{line.span.label}记载，{in_words(on)}早于{in_words(first)}。"
    return Refusal(kind=RefusalKind.RULE, text=text, basis=line.basis)
