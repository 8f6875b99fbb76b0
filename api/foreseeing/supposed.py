"""Forms nobody has filled in yet, filled in as may be: what follows from an act is shown before anything is typed.

Whatever is chosen among a few (a conclusion, yes or no) is tried in each way; the rest is filled in by its shape.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from domain.task import Form
from domain.zone.art07_negative_list import ITEMS, POSITIVE, CheckList, Occurred

TO_BE_FILLED_IN = "（待填）"
_MOST = 8
"""Ways in which one form is tried."""
_BY_PATTERN = {r"^([01]\d|2[0-3]):[0-5]\d$": "09:00", r"^\d{6}$": "000000"}


@dataclass(frozen=True, slots=True)
class Supposition:
    """A form as it may be filled in; ``chosen`` says in Chinese what was chosen for it."""

    form: Form
    chosen: tuple[str, ...]


def suppositions(form: type[Form], today: date, known: Mapping[str, Any]) -> list[Supposition]:
    """The ways to fill in what must be filled in; none where its rules ask for more than its shape tells.

    ``known``: what fields of these names are filled in with, whether they must be or not.
    """
    names = [name for name, field in form.model_fields.items() if field.is_required() or name in known]
    choices = [list(_values(form.model_fields[name], today)) for name in names]
    found = []
    for values in list(product(*choices))[:_MOST]:
        answers = dict(zip(names, values, strict=True))
        filled = {name: known.get(name, value) for name, (value, _) in answers.items()}
        chosen = tuple(f"{form.model_fields[name].title}：{word}" for name, (_, word) in answers.items() if word)
        try:
            found.append(Supposition(form.model_validate(filled), chosen))
        except ValidationError:
            continue
    return found


def _values(field: FieldInfo, today: date) -> Iterator[tuple[Any, str]]:
    """Values a field may be given, each with its name for people where it is a choice."""
    if isinstance(field.annotation, type) and issubclass(field.annotation, StrEnum):
        yield from ((each, getattr(each, "label", "")) for each in field.annotation)
    elif choice := _one_of_several(field.annotation):
        yield from (([each], getattr(each, "label", "")) for each in choice)
    elif field.annotation is bool:
        yield from ((True, "是"), (False, "否"))
    else:
        yield _value(field.annotation, field, today), ""


def _one_of_several(annotation: Any) -> type[StrEnum] | None:
    """The choice of which a list is made up."""
    inner = _inner(get_args(annotation)[0]) if get_origin(annotation) in {list, tuple} else None
    return inner if isinstance(inner, type) and issubclass(inner, StrEnum) else None


def _value(annotation: Any, field: FieldInfo | None, today: date) -> Any:
    """One value of a type, within the bounds of its field."""
    arguments = get_args(annotation)
    if get_origin(annotation) in {Union, UnionType}:
        return None if type(None) in arguments else _value(arguments[0], field, today)
    if get_origin(annotation) in {list, tuple}:
        return [_value(_inner(arguments[0]), None, today)] * max(_bound(field, "min_length"), 1)
    if annotation is CheckList:
        return {"conditions_met": list(POSITIVE), "items": [{"item": item, "occurred": Occurred.NO} for item in ITEMS]}
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return {
            name: next(_values(each, today))[0] for name, each in annotation.model_fields.items() if each.is_required()
        }
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return next(iter(annotation))
    text = next((_BY_PATTERN[each] for each in _patterns(field) if each in _BY_PATTERN), TO_BE_FILLED_IN)
    return {bool: True, int: max(_bound(field, "ge"), 1), date: today}.get(annotation, text)


def _inner(annotation: Any) -> Any:
    """Without what is said about it."""
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation


def _patterns(field: FieldInfo | None) -> Iterator[str]:
    return (str(each.pattern) for each in (field.metadata if field else ()) if getattr(each, "pattern", None))


def _bound(field: FieldInfo | None, name: str) -> int:
    return next((int(getattr(each, name)) for each in (field.metadata if field else ()) if hasattr(each, name)), 0)
