"""A filled-in form as people read it back before they send it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.pages.forms.shape import Kind, Question
from domain.dates import in_words


def read_back(questions: Sequence[Question], data: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """(title, lines) of every answer; ``data`` is the form in JSON mode. A group's answers stand by themselves."""
    found: list[tuple[str, list[str]]] = []
    for each in questions:
        answer = data.get(each.name)
        if each.kind is Kind.GROUP:
            found += read_back(each.questions, answer or {})
        else:
            found.append((each.title, _lines(each, answer)))
    return found


def _lines(question: Question, answer: Any) -> list[str]:
    if answer in (None, "", []):
        return ["未填写"]
    labels = dict(question.options)
    match question.kind:
        case Kind.ROWS:
            return [_row(question, row) for row in answer]
        case Kind.FIXED_ROWS:
            return [f"{labels[str(row[question.row_key])]}：{_row(question, row)}" for row in answer]
        case Kind.CHOICES | Kind.LINES:
            return [labels.get(each, each) for each in answer]
        case Kind.YES_NO:
            return [labels["true" if answer else "false"]]
        case Kind.DATE:
            return [in_words(date.fromisoformat(answer))]
        case _:
            return labels.get(answer, str(answer)).split("\n")


def _row(question: Question, row: Mapping[str, Any]) -> str:
    parts = [(title, lines) for title, lines in read_back(question.questions, row) if lines != ["未填写"]]
    return "；".join(f"{title}：{'，'.join(lines)}" for title, lines in parts)
