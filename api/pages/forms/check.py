"""Whether what was typed is a valid form; if not, what is wrong, at which input, in Chinese."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.pages.forms.shape import Kind, Question, questions_of
from api.pages.forms.typed import DATE_PARTS, Path, Reading, Values, name_of, read
from domain.task import Form

_CHOSEN = frozenset({Kind.YES_NO, Kind.CHOICE, Kind.CHOICES, Kind.PICK})
_WORDS = {
    "string_too_long": "“{title}”最多{max_length}个字",
    "string_too_short": "请填写“{title}”",
    "int_parsing": "“{title}”请填写整数，例如5",
    "int_from_float": "“{title}”请填写整数，例如5",
    "float_parsing": "“{title}”请填写数字，例如82.5",
    "int_parsing_size": "“{title}”的数值过大",
    "greater_than_equal": "“{title}”不能小于{ge}",
    "less_than_equal": "“{title}”不能大于{le}",
    "too_long": "“{title}”最多{max_length}项",
    "phone": "“{title}”请填写手机号码，或者带区号的固定电话，例如13912345678、025-12345678转801",
    "enum": "请选择“{title}”的一个选项",
}
_DATES = "“{title}”请填写真实存在的日期，例如2025年10月9日"


@dataclass(frozen=True, slots=True)
class FieldError:
    """``name`` is the input's name, ``anchor`` the id to jump to."""

    name: str
    anchor: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """``form`` is set exactly when there are no errors."""

    form: Form | None
    errors: tuple[FieldError, ...] = ()


def id_of(name: str) -> str:
    """The ``id`` of the input with a name."""
    return name.replace(".", "-")


def check(form: type[Form], values: Values, questions: tuple[Question, ...] = ()) -> Checked:
    """Validate what was typed with the model itself; ``questions``: as its page asks them, where it does so otherwise
    than the form."""
    questions = questions or questions_of(form)
    reading = read(questions, values)
    try:
        return Checked(form.model_validate(reading.data))
    except ValidationError as error:
        found = {one.name: one for one in (_located(questions, reading, each) for each in error.errors())}
        return Checked(None, tuple(found.values()))


def _located(questions: Sequence[Question], reading: Reading, detail: ErrorDetails) -> FieldError:
    """The error at its input: rows get back the number they had on the page, lines the box they stand in."""
    path: Path = ()
    question: Question | None = None
    row = ""
    for part in detail["loc"]:
        if isinstance(part, int):
            if question is None or question.kind not in (Kind.ROWS, Kind.FIXED_ROWS):
                break
            number = reading.rows[path][part]
            row = question.options[number][1] if question.options else f"第{number + 1}行"
            path = (*path, number)
            continue
        below = question.questions if question else questions
        question = next((each for each in below if part in {each.name, *each.follows}), question)
        path = (*path, question.name if question and part in question.follows else part)
    name = name_of(path)
    return FieldError(name, _anchor(question, name), _words(question, row, detail))


def _anchor(question: Question | None, name: str) -> str:
    if question and question.kind is Kind.DATE:
        return f"{id_of(name)}-{DATE_PARTS[0]}"
    if question and question.kind is Kind.ROWS:
        return f"{id_of(name)}-0-{question.questions[0].name}"
    return id_of(name)


def _words(question: Question | None, row: str, detail: ErrorDetails) -> str:
    """``row`` is what people know the row by: its number, or the name the text gives it."""
    title = (f"{row}：" if row else "") + (question.title if question else "填报内容")
    if question and question.kind is Kind.DATE and detail["type"] != "missing":
        return _DATES.format(title=title)
    if question and detail["loc"][-1] in question.follows:
        return f"“{title}”不在已登记而可以选择的单位之列，请从列表中选择"
    if detail["type"] in ("missing", "too_short"):
        return f"请{'选择' if question and question.kind in _CHOSEN else '填写'}“{title}”"
    pattern = _WORDS.get(detail["type"], "“{title}”填写有误")
    return pattern.format(title=title, **detail.get("ctx", {}))
