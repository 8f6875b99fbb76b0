"""事件案卷: one event goes from step to step, and an answer is a document. Which step follows, the answer decides.

A kind of event is data: its place, who may record it, who handles it, its steps. The texts set no limit to any step;
one that another law sets is entered as 系统策略 with the name of that law (依法), and only then does a step fall due.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import Field

from domain.citation import Basis
from domain.matter import Matter
from domain.orders import DocumentOrder, Effects, NoticeOrder
from domain.procedure.event_forms import in_one_line, rows
from domain.procedure.event_state import EventCase, EventStage
from domain.procedure.forms import Reasons, Text
from domain.procedure.joint_act import JointKinds, Signatories
from domain.procedure.review import notice
from domain.refusal import Refusal
from domain.roles import Actor, Audience, Role
from domain.task import Action, Answer, Check, Enquiry, Form, TaskKind, unrestricted

CLOSE = ""
"""After an answer that ends the file."""
DROP = "drop"
ADD = "add"
Audiences = Callable[[Any], Iterable[Audience]]
"""(the case) → who."""


class SupplementNote(Form):
    """What has become known besides; files may go with it."""

    text: Text = Field(title="补充情况")


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """One answer to a step. ``then``: key of the step that follows; None: the next in order; ``CLOSE``: none.

    ``recipients``: whom its document is addressed to. They are told besides those with a part in the event.
    """

    name: str
    label: str
    form: type[Form] = Reasons
    document: str = ""
    then: str | None = None
    recipients: Audiences = lambda case: ()
    check: Check = unrestricted
    irreversible: bool = False
    enquiry: Enquiry | None = None
    take: Callable[[Any, Answer], None] = lambda case, answer: None
    """Put into the case what later steps need of it."""


@dataclass(frozen=True, slots=True)
class JointStep:
    """A document that several offices sign, and what it causes when all have."""

    kinds: JointKinds
    matter: str
    signatories: Callable[[Any], Signatories]
    completed: Callable[[Any, date], Effects]


@dataclass(frozen=True, slots=True)
class EventStep:
    """``actors``: who takes it, where not those who handle every step of its kind; ``role``: what they are called;
    ``basis``: its place, where not that of its kind."""

    key: str
    label: str
    answers: tuple[StepAnswer, ...] = ()
    actors: Audiences | None = None
    role: Role | None = None
    basis: Basis = ()
    joint: JointStep | None = None
    optional: bool = False
    """May be taken (可以), and nobody waits for it."""


@dataclass(frozen=True, eq=False)
class EventKind:
    """``key`` begins with that of its text. ``admit``: (who records it, name of their office) → why not, or None.

    ``units``: the offices the text names, as it writes them; empty where it names none.
    """

    key: str
    label: str
    basis: Basis
    role: Role
    admit: Callable[[Actor, str], Refusal | None]
    actors: Audiences
    steps: tuple[EventStep, ...]
    units: tuple[str, ...] = ()
    occasion: str = "事件"
    """What is recorded, for people."""
    concerns: bool = False
    """Whether it may concern a park or a pilot project, of which it is then told."""
    forwarded: str = ""
    """What the record adds where somebody else handles what an office records."""

    @property
    def text(self) -> str:
        return self.basis[0].instrument

    @property
    def first(self) -> EventStep:
        return self.steps[0]

    @cached_property
    def tasks(self) -> dict[str, TaskKind]:
        """Key of a step → what it asks; a joint one asks by kinds of its own."""
        return {step.key: _task_kind(self, step) for step in self.steps if not step.joint}

    @cached_property
    def supplement(self) -> Matter:
        """补充情况: whoever has a part in the event may add what becomes known, as long as the file is open."""
        return _supplement(self)

    @property
    def every_task(self) -> tuple[TaskKind, ...]:
        joint = (kind for step in self.steps if step.joint for kind in step.joint.kinds.all)
        return (*self.tasks.values(), *joint, self.supplement.kind)

    def step(self, key: str) -> EventStep:
        return next(each for each in self.steps if each.key == key)

    def basis_of(self, step: EventStep) -> Basis:
        return step.basis or self.basis

    def asked(self, case: EventCase) -> tuple[Audience, ...]:
        """Who is asked for the step the case stands at."""
        return self._asked(self.step(case.at), case)

    def _asked(self, step: EventStep, case: EventCase) -> tuple[Audience, ...]:
        return tuple(dict.fromkeys((step.actors or self.actors)(case)))

    def after(self, step: EventStep, answer: StepAnswer) -> EventStep | None:
        """The step that follows an answer; None where it ends the file."""
        if answer.then is not None:
            return self.step(answer.then) if answer.then else None
        following = self.steps[self.steps.index(step) + 1 :]
        return following[0] if following else None

    def answered(self, answer: Answer) -> tuple[EventStep, StepAnswer | None]:
        """The step an answer was given to, and which of its answers; None where the file was dropped."""
        step = next(each for each in self.steps if not each.joint and self.tasks[each.key].key == answer.task.kind)
        return step, next((each for each in step.answers if each.name == answer.act.action), None)


def no_limit(kind: EventKind) -> str:
    """For people, of a step without a date."""
    return f"{'条例' if kind.text == 'province' else '方案'}没有规定本环节的期限，不据此认定逾期。"


def _task_kind(kind: EventKind, step: EventStep) -> TaskKind:
    actions = [
        Action(
            each.name,
            each.label,
            _effects(kind, step, each),
            form=each.form,
            check=each.check,
            irreversible=each.irreversible,
            enquiry=each.enquiry,
        )
        for each in step.answers
    ]
    dropping = Action(DROP, "终止办理（记录有误、重复记录等）", _dropped(kind), form=Reasons, irreversible=True)
    key, role = f"{kind.key}_{step.key}", step.role or kind.role
    return TaskKind(key, step.label, role, kind.basis_of(step), (*actions, dropping), optional=step.optional)


def _effects(kind: EventKind, step: EventStep, chosen: StepAnswer) -> Callable[[EventCase, Answer], Effects]:
    def effects(case: EventCase, answer: Answer) -> Effects:
        who = _who(case, answer)
        following = kind.after(step, chosen)
        recipients = tuple(chosen.recipients(case))
        told = {"who": who, "step": step.label, "answer": chosen.label, **following_words(kind, case, following)}
        said = "" if chosen.document else in_one_line(answer.form)
        return Effects(
            text=f"{who}办理{case.title}的“{step.label}”：{chosen.label}。{said}",
            notices=_told(kind, step, (*recipients, *case.concerned, *_next_in_line(kind, case, following)), told),
            documents=_document(kind.basis_of(step), chosen, answer, recipients),
        )

    return effects


def _document(
    basis: Basis, chosen: StepAnswer, answer: Answer, recipients: tuple[Audience, ...]
) -> tuple[DocumentOrder, ...]:
    if not chosen.document:
        return ()
    return (
        DocumentOrder(
            kind=chosen.document,
            issuers=(answer.act.actor.organisation,),
            recipients=recipients,
            data={"rows": rows(answer.form)},
            basis=basis,
        ),
    )


def _dropped(kind: EventKind) -> Callable[[EventCase, Answer], Effects]:
    def effects(case: EventCase, answer: Answer) -> Effects:
        who = _who(case, answer)
        told = {"who": who, "step": case.at_label, "answer": "终止办理", **following_words(kind, case, None)}
        return Effects(
            text=f"{who}终止办理{case.title}。理由：{answer.form.reasons.rstrip('。')}。已经作出的文书继续保留。",
            notices=_told(kind, kind.step(case.at), case.concerned, told),
        )

    return effects


def _supplement(kind: EventKind) -> Matter:
    def added(case: EventCase, answer: Answer) -> Effects:
        who = _who(case, answer)
        return Effects(text=f"{who}补充{case.title}的情况：{answer.form.text.rstrip('。')}。")

    adding = Action(ADD, "补充情况", added, form=SupplementNote)
    asks = TaskKind(
        f"{kind.key}_supplement", "补充情况", kind.role, kind.basis, (adding,), standing=True, optional=True
    )
    return Matter(
        asks,
        audiences=lambda case: dict.fromkeys((*case.concerned, *kind.actors(case), *_told_of_it(case))),
        is_open=lambda case: case.kind == kind.key and case.stage is EventStage.OPEN,
    )


def _told_of_it(case: EventCase) -> Iterable[Audience]:
    """Those of a park or project it concerns."""
    return (audience for concern in case.concerns for audience in concern.told)


def _who(case: EventCase, answer: Answer) -> str:
    actor = answer.act.actor
    return case.name_of(actor.organisation) or actor.role.label


def following_words(kind: EventKind, case: EventCase, step: EventStep | None) -> dict[str, str]:
    """For a notice: what is asked next and of whom; both empty at the end."""
    if step is None:
        return {"next": "", "by": "", "limit": ""}
    role = (step.role or kind.role).label
    names = [case.called(each) for each in _next_in_line(kind, case, step)]
    return {"next": step.label, "by": "、".join(filter(None, names)) or role, "limit": no_limit(kind)}


def _next_in_line(kind: EventKind, case: EventCase, step: EventStep | None) -> tuple[Audience, ...]:
    return () if step is None or step.joint else kind._asked(step, case)


def _told(
    kind: EventKind, step: EventStep, audience: Iterable[Audience], told: dict[str, Any]
) -> tuple[NoticeOrder, ...]:
    return (notice(f"{kind.text}_event_step", kind.basis_of(step), *dict.fromkeys(audience), **told),)
