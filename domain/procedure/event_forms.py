"""What is filled in at the steps of an event's file, and how it stands in its papers and in the record: R-E-2."""

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any

from pydantic import Field

from domain.citation import Basis, numeral
from domain.dates import in_words, local_date
from domain.procedure.forms import Name, Text
from domain.refusal import Refusal, RefusalKind
from domain.task import Check, Form


class Findings(Form):
    """What was found or done at a step, in one text."""

    text: Text = Field(title="情况")


class CaseTransfer(Form):
    """案件移送: nothing is transferred without a decision, which has a number, a day and a legal basis."""

    decision: Name = Field(title="移送决定文号")
    decided_on: date = Field(title="移送决定日期")
    receiver: Name = Field(title="受移送机关")
    legal_basis: Name = Field(title="移送的法律依据")
    facts: Text = Field(title="移送的事实和证据")


def answers(form: Form) -> list[tuple[str, str]]:
    """(title, words) of everything filled in, in the order of the form."""
    found = ((field.title or name, _words(getattr(form, name))) for name, field in type(form).model_fields.items())
    return [(title, words) for title, words in found if words]


def rows(form: Form) -> list[dict[str, str]]:
    """The body of a document: a numbered heading and its text for each answer."""
    return [
        {"heading": f"{numeral(number)}、{title}", "text": words}
        for number, (title, words) in enumerate(answers(form), start=1)
    ]


def in_one_line(form: Form) -> str:
    """For the record; empty where nothing was filled in."""
    said = [f"{title}：{words.rstrip('。')}" for title, words in answers(form)]
    return f"{'；'.join(said)}。" if said else ""


def not_ahead(field: str, basis: Basis) -> Check:
    """The day in ``field`` (Asia/Shanghai) must have come: only what was done is recorded."""

    def check(case: Any, form: Form, now: datetime) -> Refusal | None:
        day: date = getattr(form, field)
        if day <= local_date(now):
            return None
        title = type(form).model_fields[field].title
        text = f"“{title}”{in_words(day)}尚未到来。"
        return Refusal(kind=RefusalKind.NOT_YET, text=text, basis=basis, remedy="请在该日到来以后办理，或者核对日期。")

    return check


def after(step: str, answer: str, refusal: Refusal) -> Check:
    """Only once a step has been answered so at least once."""

    def check(case: Any, form: Form, now: datetime) -> Refusal | None:
        return None if case.times(step, answer) else refusal

    return check


def every(*checks: Check) -> Check:
    """The first refusal of several checks."""

    def check(case: Any, form: Form, now: datetime) -> Refusal | None:
        return next((found for each in checks if (found := each(case, form, now))), None)

    return check


def _words(value: Any) -> str:
    for kind, said in _SAID:
        if isinstance(value, kind):
            return said(value)
    return "" if value is None else str(value)


_SAID: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "是" if value else "否"),
    (date, in_words),
    (Enum, lambda value: value.label),
    (Form, lambda value: "，".join(words.rstrip("。") for _, words in answers(value))),
    (list, lambda value: ("；" if any(isinstance(each, Form) for each in value) else "、").join(map(_words, value))),
)
