"""Between what was typed (names and strings) and the data of a form: reading one, writing the other."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.pages.forms.shape import Kind, Question

Values = Mapping[str, Sequence[str]]
"""What an HTML form sends: every name with its values, in order."""

Path = tuple[str | int, ...]
DATE_PARTS = ("year", "month", "day")
FIRST_ROWS = 3
MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Reading:
    """The data as typed, not yet validated, and where its parts came from.

    ``rows`` maps the path of a list to the number its rows had on the page: empty rows are left out of the data.
    """

    data: dict[str, Any]
    rows: dict[Path, list[int]] = field(default_factory=dict)


def name_of(path: Path) -> str:
    """The ``name`` of the input at a path: goals.0.indicator."""
    return ".".join(map(str, path))


def read(questions: Sequence[Question], values: Values) -> Reading:
    """What was typed, as data for the model. Empty answers are left out."""
    rows: dict[Path, list[int]] = {}
    return Reading(_group(questions, values, (), rows), rows)


def _group(questions: Sequence[Question], values: Values, at: Path, rows: dict[Path, list[int]]) -> dict[str, Any]:
    answers = {each.name: _answer(each, values, (*at, each.name), rows) for each in questions}
    for each in questions:
        if each.implied:
            answers |= each.implied.get(str(answers[each.name]), {})
    return {name: answer for name, answer in answers.items() if answer is not None}


def _answer(question: Question, values: Values, path: Path, rows: dict[Path, list[int]]) -> Any:
    match question.kind:
        case Kind.GROUP:
            return _group(question.questions, values, path, rows)
        case Kind.ROWS:
            found = {
                number: _group(question.questions, values, (*path, number), rows) for number in indices(values, path)
            }
            rows[path] = [number for number, row in found.items() if any(row.values())]
            return [found[number] for number in rows[path]]
        case Kind.FIXED_ROWS:
            codes = [code for code, _ in question.options]
            rows[path] = list(range(len(codes)))
            return [
                {question.row_key: code} | _group(question.questions, values, (*path, number), rows)
                for number, code in enumerate(codes)
            ]
        case Kind.CHOICES:
            return list(values.get(name_of(path), ()))
        case Kind.LINES:
            return [line for line in (each.strip() for each in first(values, path).split("\n")) if line]
        case Kind.DATE:
            return _date(values, path)
        case Kind.NUMBER:
            return _digits(first(values, path)) or _nothing(question)
        case _:
            return first(values, path).strip() or _nothing(question)


def _nothing(question: Question) -> str | None:
    """An emptied box that had stood filled in is a mistake for the model to name, not a wish for the default."""
    return "" if question.default not in (None, "") else None


def first(values: Values, path: Path) -> str:
    """The one value at a path, with line ends as ``\\n``; empty when nothing was sent."""
    return next(iter(values.get(name_of(path), ())), "").replace("\r\n", "\n").replace("\r", "\n")


def indices(values: Values, path: Path) -> list[int]:
    """The numbers of the rows that were sent for a list, in order."""
    row = re.compile(re.escape(name_of(path)) + r"\.(\d{1,4})\.")
    found = {int(match[1]) for match in map(row.match, values) if match}
    return sorted(number for number in found if number < MOST_ROWS)


def _digits(text: str) -> str:
    """Full-width digits are digits too."""
    return unicodedata.normalize("NFKC", text).strip()


def _date(values: Values, path: Path) -> str | None:
    """ISO text; of an incomplete date something the model will refuse; None when nothing was typed."""
    year, month, day = (_digits(first(values, (*path, part))) for part in DATE_PARTS)
    if not (year or month or day):
        return None
    return f"{year:0>4}-{month:0>2}-{day:0>2}" if year and month and day else f"{year}-{month}-{day}"


def typed(questions: Sequence[Question], data: Mapping[str, Any]) -> dict[str, list[str]]:
    """The values that would be typed to give ``data`` (JSON mode): ``read`` gives it back."""
    return dict(_written(questions, data, ()))


def _written(questions: Sequence[Question], data: Mapping[str, Any], at: Path) -> Iterator[tuple[str, list[str]]]:
    for each in questions:
        if (answer := data.get(each.name)) is not None:
            yield from _values(each, answer, (*at, each.name))


def _values(question: Question, answer: Any, path: Path) -> Iterator[tuple[str, list[str]]]:
    match question.kind:
        case Kind.GROUP:
            yield from _written(question.questions, answer, path)
        case Kind.ROWS | Kind.FIXED_ROWS:
            yield from _written_rows(question, answer, path)
        case Kind.CHOICES:
            yield name_of(path), [str(each) for each in answer]
        case Kind.LINES:
            yield name_of(path), ["\n".join(answer)]
        case Kind.DATE:
            texts = str(answer).split("-")
            yield from ((name_of((*path, part)), [texts[n].lstrip("0")]) for n, part in enumerate(DATE_PARTS))
        case Kind.YES_NO:
            yield name_of(path), ["true" if answer else "false"]
        case _:
            yield name_of(path), [str(answer)]


def _written_rows(question: Question, rows: Sequence[Mapping[str, Any]], path: Path) -> Iterator[tuple[str, list[str]]]:
    codes = [code for code, _ in question.options]
    for number, row in enumerate(rows):
        place = codes.index(str(row[question.row_key])) if question.row_key else number
        yield from _written(question.questions, row, (*path, place))


def defaults(questions: Sequence[Question]) -> dict[str, list[str]]:
    """What stands in a form before anybody typed."""
    return typed(questions, {each.name: each.default for each in questions if not each.required})
