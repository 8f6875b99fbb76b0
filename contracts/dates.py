"""Dates on their way through a history: without what the rule that was asked for says anyway.

Every answer of a local activity stands in the history of its case for years.
"""

from typing import Any

from contracts.activities import DateQuestion
from domain.date_rules import DATE_RULES
from domain.deadline import Deadline


def pack(deadline: Deadline, question: DateQuestion) -> dict[str, Any]:
    """The deadline as JSON without its derivation, its defaults, and what ``unpack`` knows from the question."""
    known = _known(question) | {"earliest": deadline.date.isoformat(), "latest": deadline.date.isoformat()}
    told = deadline.compact().model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in told.items() if known.get(name) != value}


def unpack(answer: dict[str, Any], question: DateQuestion) -> Deadline:
    """What was packed. Raises ``pydantic.ValidationError`` for anything else."""
    known = _known(question) | {"earliest": answer["date"], "latest": answer["date"]}
    return Deadline.model_validate(known | answer)


def _known(question: DateQuestion) -> dict[str, Any]:
    rule = DATE_RULES[question.rule]
    return {
        "key": rule.key,
        "label": rule.label,
        "basis": list(rule.basis),
        "anchor": question.anchor.isoformat(),
        "anchor_label": rule.anchor_label,
    }
