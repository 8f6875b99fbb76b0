"""The parameters of a policy as inputs of a form: one each, holding what is in force, read back by their kind.

Beside them the interpretation a change may rest on; left out where nothing is filled in for it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from api import errors as api_errors
from api.pages.files import NEW
from api.pages.forms.check import Checked, FieldError, check
from api.pages.forms.controls import Control, controls_of
from api.pages.forms.shape import YES_NO, Kind, questions_of
from api.pages.forms.typed import Values, first
from api.policy_views import words
from api.rule_views import PolicyParameterView
from domain.interpretation import IN_TEXT
from domain.policy import PARAMETERS, POLICIES
from domain.zone.art29_interpretation import InterpretationForm

REASON = "reason"
_LONGEST_REASON = 2000
_BETWEEN = re.compile(r"[、，,\s]+")
_NUMBERS = "应为整数，多个整数以顿号隔开"

Parameters = Sequence[PolicyParameterView]
Typed = Values
_INTERPRETATION = questions_of(InterpretationForm)


@dataclass(frozen=True, slots=True)
class Read:
    """``changes``: parameter → its new value as JSON has it, of those that were changed."""

    changes: dict[str, Any]
    reason: str
    interpretation: InterpretationForm | None
    errors: tuple[FieldError, ...]


def filled(parameters: Parameters) -> Typed:
    """The form as it is first shown."""
    return {each.name: [_text(each.value)] for each in _changeable(parameters)}


def controls(parameters: Parameters, typed: Typed, messages: Mapping[str, str]) -> list[Control]:
    asked = [_control(each, typed, messages) for each in _changeable(parameters)]
    reason = Control(
        Kind.TEXT, REASON, REASON, "变更理由", value=first(typed, (REASON,)), error=messages.get(REASON, "")
    )
    return [*asked, reason]


def of_interpretation(typed: Typed, messages: Mapping[str, str]) -> tuple[Control, ...]:
    return controls_of(_INTERPRETATION, typed, messages)


def read(parameters: Parameters, typed: Typed) -> Read:
    """What was changed, and what is wrong with it."""
    changes: dict[str, Any] = {}
    interpreted = check(InterpretationForm, typed) if names_interpretation(typed) else Checked(None)
    wrong: list[FieldError] = [*interpreted.errors]
    for each in _changeable(parameters):
        text = (first(typed, (each.name,)) if each.name in typed else _text(each.value)).strip()
        if text == _text(each.value):
            continue
        try:
            changes[each.name] = _value(each.value, text)
        except ValueError:
            wrong.append(FieldError(each.name, each.name, f"“{each.label}”{_NUMBERS}"))
    reason = first(typed, (REASON,)).strip()
    if not reason or len(reason) > _LONGEST_REASON:
        text = f"“变更理由”最多{_LONGEST_REASON}个字" if reason else "请填写“变更理由”"
        wrong.append(FieldError(REASON, REASON, text))
    form = interpreted.form
    assert form is None or isinstance(form, InterpretationForm)
    return Read(changes, reason, form, tuple(wrong))


def names_interpretation(typed: Typed) -> bool:
    """Whether anything is filled in for an interpretation."""
    asked = {each.name for each in _INTERPRETATION}
    return any(name.partition(".")[0] in asked and any(map(str.strip, texts)) for name, texts in typed.items())


def errors_of(found: Sequence[api_errors.FieldError]) -> tuple[FieldError, ...]:
    """Errors of the API at the inputs of this form; what belongs to no single input stands at the reason."""
    places = [(str(each.loc[2]) if len(each.loc) > 2 else REASON, each.message) for each in found]
    ours = {"file": (NEW, NEW), "published_on": ("published_on", "published_on-year")}
    return tuple(FieldError(*ours.get(name, (name, name)), message) for name, message in places)


def _changeable(parameters: Parameters) -> list[PolicyParameterView]:
    """Those that are typed in one line; what is a table (days of campaigns, limits of events) changes by the API."""
    return [each for each in parameters if each.source != IN_TEXT and _is_one_line(each.name)]


def _is_one_line(name: str) -> bool:
    if PARAMETERS[name].entered:
        return False
    fields = [policy.model_fields[name] for policy in POLICIES.values() if name in policy.model_fields]
    parts = get_args(fields[0].annotation)
    return not any(isinstance(each, type) and issubclass(each, BaseModel) for each in parts)


def _control(parameter: PolicyParameterView, typed: Typed, messages: Mapping[str, str]) -> Control:
    name = parameter.name
    value = first(typed, (name,)) if name in typed else _text(parameter.value)
    error = messages.get(name, "")
    if isinstance(parameter.value, bool):
        return Control(Kind.YES_NO, name, name, parameter.label, value=value, error=error, options=YES_NO)
    if options := _options(name):
        return Control(Kind.CHOICE, name, name, parameter.label, value=value, error=error, options=options)
    kind = Kind.NUMBER if isinstance(parameter.value, int) else Kind.LINE
    return Control(kind, name, name, parameter.label, value=value, error=error)


def _options(name: str) -> tuple[tuple[str, str], ...]:
    """The choices of a parameter, with their words."""
    fields = [policy.model_fields[name] for policy in POLICIES.values() if name in policy.model_fields]
    choices = get_args(fields[0].annotation) if get_origin(fields[0].annotation) is Literal else ()
    return tuple((choice, words(name, choice)) for choice in choices)


def _text(value: Any) -> str:
    """A value as it is typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _value(current: Any, text: str) -> Any:
    """What was typed, of the kind that ``current`` is. Raises ``ValueError``."""
    if isinstance(current, bool):
        return text == "true"
    if isinstance(current, list):
        return [int(each) for each in _BETWEEN.split(text) if each]
    return int(text) if isinstance(current, int) else text
