"""The human task (待办): the one primitive under all waiting for people.

A *kind* is fixed by an article and lives in that article's file: who acts, on which basis, which
answers are allowed and with which data. A *task* is one such question, open in one case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from domain.citation import Basis
from domain.orders import Effects
from domain.refusal import Refusal
from domain.roles import Actor, Audience, Role


class Form(BaseModel):
    """The data of one action. Unknown fields are refused; titles are Chinese and reach people.

    An error never repeats what was filled in: whoever reads a log is not whom a form was meant for.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class NoData(Form):
    """An action that needs nothing beyond the comment."""


class Act(BaseModel):
    """One message of one person: the answer to a task. The same shape for Update and Signal."""

    task_id: str
    action: str
    actor: Actor
    request_id: str = Field(default="", max_length=200)
    """Of a signal. An update carries its own id, which is the request id."""
    comment: str = Field(default="", max_length=5000)
    data: dict[str, Any] = Field(default_factory=dict)
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An accepted act with its data checked and its instant, as rules and effects see it."""

    act: Act
    form: Any
    task: "Task"
    at: datetime
    facts: Any = None
    """What the register answered to the action's enquiry; None for a page that shows what would happen."""


Check = Callable[[Any, Any, datetime], Refusal | None]
"""(state of the case, data, now in UTC) → why the act must be turned away, or None."""


def unrestricted(case: Any, form: Any, now: datetime) -> None:
    """The check of an action that no further rule restricts."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What an action must know of the register before it is accepted: is a round open, is the park barred.

    ``key`` names the question (``contracts.facts``); the answer is a ``facts`` and goes on with the act.
    """

    key: str
    facts: type[BaseModel]
    refuse: Callable[[Any, Any, datetime, Any], Refusal | None]
    """(state of the case, data, now in UTC, facts) → why the act must be turned away, or None."""
    needed: Callable[[Any], bool] = lambda form: True
    """(data) → whether the act depends on the register at all; where it does not, its facts are None."""


@dataclass(frozen=True, slots=True)
class Action:
    """One allowed answer to a task."""

    name: str
    label: str
    effects: Callable[[Any, Answer], Effects]
    """(state of the case, answer) → what the act causes. Pure, so a page can show it before the click."""
    form: type[Form] = NoData
    check: Check = unrestricted
    irreversible: bool = False
    enquiry: Enquiry | None = None
    check_subject: Callable[[Any, str], Refusal | None] = lambda case, about: None
    """(state of the case, what the task is about) → why the act must be turned away for that one, or None."""
    check_actor: Callable[[Any, Any, Actor], Refusal | None] = lambda case, form, actor: None
    """(state of the case, data, who acts) → why the act must be turned away from that one, or None."""
    attached: Callable[[Any, tuple[str, ...]], Refusal | None] = lambda form, attachments: None
    """(data, ids of the files attached) → what is missing of the files, or None."""
    withheld: bool = False
    """Its comment and its files stay out of the record of the case: they may tell who objected."""
    personal: type[Form] | None = None
    """Personal data that goes with the act, kept in the register only and never told to the case."""

    @property
    def asked(self) -> type[Form]:
        """All that a person fills in, as one form: the data of the act, and the personal data at its end."""
        return _together(self.form, self.personal) if self.personal else self.form

    def apart(self, filled: Form) -> tuple[dict[str, Any], dict[str, Any]]:
        """What is filled in, as JSON: the data of the act, and apart from it the personal data."""
        data = filled.model_dump(mode="json")
        names = self.personal.model_fields if self.personal else {}
        return {name: data[name] for name in data if name not in names}, {name: data[name] for name in names}


@cache
def _together(form: type[Form], personal: type[Form]) -> type[Form]:
    """The fields of both, those of ``personal`` last. The same class each time: forms are known by their classes."""
    return create_model(form.__name__, __base__=(personal, form))


@dataclass(frozen=True, slots=True)
class TaskKind:
    """What an article asks of somebody."""

    key: str
    label: str
    role: Role
    basis: Basis
    actions: tuple[Action, ...]
    standing: bool = False
    """Stays open after an answer (the public may object many times)."""
    optional: bool = False
    """May be done while it is open, and nobody waits for it (a park withdraws, reports an event): no one's 待办."""
    by_errand: bool = False
    """What another case decided comes in by it (``domain.errand``): no page and no address offers it to anybody."""
    unknown_to_the_text: Mapping[str, Refusal] = field(default_factory=dict)
    """Answers people may look for and the text does not know: by name, why not."""
    apart_from: tuple[str, ...] = ()
    """Keys of kinds: whoever acted on one of them in this case may not act here (separation of duties, R-5-2)."""

    def action(self, name: str) -> Action | None:
        return next((action for action in self.actions if action.name == name), None)


class Task(BaseModel):
    """One open question in one case; ``id`` is unique over all cases and fit for a URL."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    audience: Audience
    opened_at: datetime
    due: date | None = None
    due_provisional: bool = False
    about: str = ""
    """Which of several alike it is about (one of several filings, of several reports); empty where there is one."""
    about_label: str = ""
    """The same for people."""
    optional: bool = False
    """As its kind: nobody waits for it."""
    excluded: tuple[str, ...] = ()
    """Account ids or persons (``Actor.holder``) who may not act here, since they prepared or decided what it is about
    (R-5-2) or acted on it for another body (R-5-4)."""

    def excludes(self, actor: Actor) -> bool:
        """Whether this person must keep out of it, under whichever account and in whichever capacity."""
        return actor.id in self.excluded or actor.holder in self.excluded
