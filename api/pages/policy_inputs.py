"""The parameters of a policy as inputs of a form: one each, holding what is in force, read back by their kind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from api import errors as api_errors
from api.pages.forms.check import FieldError
from api.pages.forms.controls import Control
from api.pages.forms.shape import YES_NO, Kind
from api.policy_views import words
from api.rule_views import PolicyParameterView
from domain.policy import POLICIES

REASON = "reason"
_LONGEST_REASON = 2000
_BETWEEN = re.compile(r"[、，,\s]+")
_NUMBERS = "应为整数，多个整数以顿号隔开"

Parameters = Sequence[PolicyParameterView]
Typed = dict[str, str]


@dataclass(frozen=True, slots=True)
class Read:
    """``changes``: parameter → its new value as JSON has it, of those that were changed."""

    changes: dict[str, Any]
    reason: str
    errors: tuple[FieldError, ...]


def filled(parameters: Parameters) -> Typed:
    """The form as it is first shown."""
    return {each.name: _text(each.value) for each in _changeable(parameters)} | {REASON: ""}


def controls(parameters: Parameters, typed: Typed, messages: Mapping[str, str]) -> list[Control]:
    asked = [_control(each, typed, messages) for each in _changeable(parameters)]
    reason = Control(Kind.TEXT, REASON, REASON, "变更理由", value=typed.get(REASON, ""), error=messages.get(REASON, ""))
    return [*asked, reason]


def read(parameters: Parameters, typed: Typed) -> Read:
    """What was changed, and what is wrong with it."""
    changes: dict[str, Any] = {}
    wrong: list[FieldError] = []
    for each in _changeable(parameters):
        text = typed.get(each.name, _text(each.value)).strip()
        if text == _text(each.value):
            continue
        try:
            changes[each.name] = _value(each.value, text)
        except ValueError:
            wrong.append(FieldError(each.name, each.name, f"“{each.label}”{_NUMBERS}"))
    reason = typed.get(REASON, "").strip()
    if not reason or len(reason) > _LONGEST_REASON:
        text = f"“变更理由”最多{_LONGEST_REASON}个字" if reason else "请填写“变更理由”"
        wrong.append(FieldError(REASON, REASON, text))
    return Read(changes, reason, tuple(wrong))


def errors_of(found: Sequence[api_errors.FieldError]) -> tuple[FieldError, ...]:
    """Errors of the API at the inputs of this form; what belongs to no single input stands at the reason."""
    places = [(str(each.loc[2]) if len(each.loc) > 2 else REASON, each.message) for each in found]
    return tuple(FieldError(name, name, message) for name, message in places)


def _changeable(parameters: Parameters) -> list[PolicyParameterView]:
    return [each for each in parameters if each.source == "系统策略"]


def _control(parameter: PolicyParameterView, typed: Typed, messages: Mapping[str, str]) -> Control:
    name, value = parameter.name, typed.get(parameter.name, _text(parameter.value))
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
