"""What a form asks, question by question, read from its pydantic model."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from api.pages.forms.presets import NOT_OFFERED, OPTIONS, ROWS
from domain.task import Form

ONE_LINE = 200
"""Texts that may be longer get a box of several lines."""
MOST_BUTTONS = 15
"""One of more is picked from the browser's own list: on a telephone nobody gets past so many buttons in every row."""


class Kind(StrEnum):
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PICK = "pick"
    CHOICES = "choices"
    LINES = "lines"
    DATE = "date"
    GROUP = "group"
    ROWS = "rows"
    FIXED_ROWS = "fixed_rows"


Options = tuple[tuple[str, str], ...]
"""(value, label) of each."""
YES_NO = (("true", "是"), ("false", "否"))
Implied = Mapping[str, Mapping[str, str]]
"""Value that was picked → what else of its group follows from it, by the names of the questions it answers."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``questions`` are the columns of rows or the parts of a group.

    Of fixed rows, ``row_key`` names the column that says which row it is, ``options`` are the rows, and ``fold`` stands
    over the columns that are folded away. Of a pick among many, ``groups`` are the options under their headings, which
    may be empty, and ``implied`` says what nobody is asked for since it follows.
    """

    name: str
    kind: Kind
    title: str
    required: bool
    default: Any = None
    options: Options = ()
    questions: "tuple[Question, ...]" = ()
    row_key: str = ""
    fold: str = ""
    hint: str = ""
    groups: tuple[tuple[str, Options], ...] = ()
    implied: Implied = field(default_factory=dict, hash=False)

    @property
    def follows(self) -> frozenset[str]:
        """The names of the questions that are answered by what is picked."""
        return frozenset(name for each in self.implied.values() for name in each)


@cache
def questions_of(form: type[Form]) -> tuple[Question, ...]:
    """The questions of a form in the order of its fields. Raises ``TypeError`` for a type no web form can ask."""
    return tuple(_question(form, name, field) for name, field in form.model_fields.items())


def chosen_among(options: Options, name: str, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions, the one of this name as a choice among what there is at the moment."""
    return tuple(replace(each, kind=Kind.CHOICE, options=options) if each.name == name else each for each in questions)


def picked(question: Question, title: str, groups: tuple[tuple[str, Options], ...], implied: Implied) -> Question:
    """The question under a title of its own as a pick among the many there are at the moment, under headings."""
    options = tuple(each for _, offered in groups for each in offered)
    return replace(question, kind=Kind.PICK, title=title, options=options, groups=groups, implied=implied)


def _question(form: type[Form], name: str, field: FieldInfo) -> Question:
    required = field.is_required()
    default = None if required else field.get_default(call_default_factory=True)

    def asked(kind: Kind, **more: Any) -> Question:
        return Question(name, kind, field.title or name, required, default, hint=field.description or "", **more)

    if options := OPTIONS.get((form, name)):
        return asked(Kind.CHOICES, options=tuple(options.items()))
    kind = _plain(field.annotation)
    if get_origin(kind) in (list, tuple):
        return _several(asked, _plain(get_args(kind)[0]))
    return _one(asked, kind, field)


def _one(asked: Callable[..., Question], kind: Any, field: FieldInfo) -> Question:
    if issubclass(kind, Form):
        return asked(Kind.GROUP, questions=questions_of(kind))
    if issubclass(kind, Enum):
        options = _offered(kind)
        many = len(options) > MOST_BUTTONS
        return asked(Kind.PICK if many else Kind.CHOICE, options=options, groups=(("", options),) if many else ())
    if kind is str:
        longest = next((each.max_length for each in field.metadata if isinstance(each, MaxLen)), None)
        return asked(Kind.LINE if longest and longest <= ONE_LINE else Kind.TEXT)
    simple = {bool: (Kind.YES_NO, YES_NO), int: (Kind.NUMBER, ()), float: (Kind.NUMBER, ()), date: (Kind.DATE, ())}
    if kind not in simple:
        raise TypeError(f"no web form can ask for {kind!r}")
    of, answers = simple[kind]
    return asked(of, options=answers)


def _several(asked: Callable[..., Question], item: Any) -> Question:
    if issubclass(item, Form):
        if item in ROWS:
            key, rows, fold = ROWS[item]
            columns = tuple(each for each in questions_of(item) if each.name != key)
            return asked(Kind.FIXED_ROWS, options=tuple(rows.items()), questions=columns, row_key=key, fold=fold)
        return asked(Kind.ROWS, questions=questions_of(item))
    if issubclass(item, Enum):
        return asked(Kind.CHOICES, options=_offered(item))
    if item is str:
        return asked(Kind.LINES)
    raise TypeError(f"no web form can ask for a list of {item!r}")


def _plain(annotation: Any) -> Any:
    """The type behind ``Annotated`` and behind ``… | None``."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        (annotation,) = (each for each in get_args(annotation) if each is not types.NoneType)
        return _plain(annotation)
    return annotation


def _offered(choices: type[Enum]) -> Options:
    return tuple((each.value, each.label) for each in choices if each not in NOT_OFFERED)  # type: ignore[attr-defined]
