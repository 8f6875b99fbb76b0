"""The controls of a form as the templates draw them: everything decided, nothing left to look up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from api.pages.forms.check import id_of
from api.pages.forms.shape import Kind, Question
from api.pages.forms.typed import DATE_PARTS, FIRST_ROWS, MOST_ROWS, Path, Values, first, indices, name_of

_PARTS = {"year": "年", "month": "月", "day": "日"}


@dataclass(frozen=True, slots=True)
class Control:
    """One input, or a group of them. ``rows`` are (legend, controls); a date's ``parts`` (name, label, value)."""

    kind: Kind
    name: str
    id: str
    label: str
    hint: str = ""
    fold: str = ""
    value: str = ""
    chosen: tuple[str, ...] = ()
    error: str = ""
    options: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    parts: tuple[tuple[str, str, str], ...] = ()
    controls: "tuple[Control, ...]" = ()
    rows: "tuple[tuple[str, tuple[Control, ...]], ...]" = ()
    filled: bool = field(default=False)
    """Something is typed or wrong in it: optional parts that are folded away must then be open."""


def controls_of(
    questions: Sequence[Question], values: Values, errors: Mapping[str, str], more: str = ""
) -> tuple[Control, ...]:
    """``errors`` maps the name of an input to its message; ``more`` names a list that is to get further rows."""
    return _controls(questions, values, errors, more, ())


def _controls(
    questions: Sequence[Question], values: Values, errors: Mapping[str, str], more: str, at: Path
) -> tuple[Control, ...]:
    return tuple(_control(each, values, errors, more, (*at, each.name)) for each in questions)


def _control(question: Question, values: Values, errors: Mapping[str, str], more: str, path: Path) -> Control:
    name = name_of(path)
    chosen = tuple(values.get(name, ()))
    parts = tuple((part, _PARTS[part], first(values, (*path, part))) for part in DATE_PARTS)
    error = errors.get(name, "")
    return Control(
        kind=question.kind,
        name=name,
        id=id_of(name),
        label=question.title + ("（选填）" if _is_optional(question) else ""),
        hint=question.hint,
        fold=question.fold,
        value=first(values, path),
        chosen=chosen,
        error=error,
        options=question.options,
        groups=question.groups,
        parts=parts if question.kind is Kind.DATE else (),
        controls=_controls(question.questions, values, errors, more, path) if question.kind is Kind.GROUP else (),
        rows=_rows(question, values, errors, more, path),
        filled=bool(error or any(chosen) or any(text for _, _, text in parts)),
    )


def _is_optional(question: Question) -> bool:
    """Whether it may be left empty; what stands filled in at first may be changed, not emptied."""
    if question.kind is Kind.FIXED_ROWS:
        return not question.questions[0].required
    return not question.required and not question.default


def _rows(
    question: Question, values: Values, errors: Mapping[str, str], more: str, path: Path
) -> tuple[tuple[str, tuple[Control, ...]], ...]:
    if question.kind is Kind.FIXED_ROWS:
        legends = [label for _, label in question.options]
    elif question.kind is Kind.ROWS:
        shown = max([FIRST_ROWS, *(number + 1 for number in indices(values, path))])
        shown = min(MOST_ROWS, shown + (FIRST_ROWS if more == name_of(path) else 0))
        legends = [f"第{number + 1}行" for number in range(shown)]
    else:
        return ()
    return tuple(
        (legend, _controls(question.questions, values, errors, more, (*path, number)))
        for number, legend in enumerate(legends)
    )
