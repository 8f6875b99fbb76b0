"""期限计算器: a rule, an anchor, the derivation; and 倒排. The address holds the whole question."""

from datetime import date
from enum import StrEnum
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import Field, create_model
from starlette.responses import Response

from api import calculator
from api.deps import Services, Web
from api.errors import not_found
from api.identity import Visitor
from api.pages.forms.check import Checked, FieldError, check
from api.pages.forms.controls import Control, controls_of
from api.pages.forms.shape import questions_of
from api.pages.forms.typed import DATE_PARTS, Values, typed
from api.pages.rendering import page
from domain.date_rule import RuleParameter
from domain.date_rules import DATE_RULES
from domain.task import Form

router = APIRouter()

_CALCULATOR = "/calculator"
_BACK_PLAN = "/calculator/back-plan"


class BackPlanForm(Form):
    """What a plan is counted back from."""

    last_day: date = Field(title="示范期最后一日", ge=calculator.FIRST, le=calculator.LAST)


class _Option(StrEnum):
    """A number that stands for something: its digits, and what people choose it by."""

    label: str

    def __new__(cls, value: str, label: str) -> "_Option":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


@router.get(_CALCULATOR)
async def rules(
    request: Request, services: Web, visitor: Visitor, rule: Annotated[str, Query(max_length=60)] = ""
) -> Response:
    """Without a rule the choice of one; with it its question, and with an anchor its answer."""
    if rule:
        return await _derivation(request, services, visitor, rule)
    texts = [(text, list(found)) for text, found in groupby(calculator.rules(), attrgetter("text"))]
    controls = controls_of(questions_of(BackPlanForm), {}, {})
    return await page(request, services, visitor, "calculator", "期限计算器", texts=texts, controls=controls)


@router.get(_BACK_PLAN)
async def back_plan(request: Request, services: Web, visitor: Visitor) -> Response:
    """By when each link acts for a renewal to be decided in time: advice."""
    values, checked = _asked(request, BackPlanForm, frozenset())
    form, plan = cast(BackPlanForm | None, checked.form), None
    if form is not None:
        plan = await calculator.back_plan(services, form.last_day)
    return await page(
        request,
        services,
        visitor,
        "back_plan",
        "复审倒排",
        status=422 if checked.errors else 200,
        controls=_controls(BackPlanForm, values, checked),
        errors=checked.errors,
        plan=plan,
        address=_address(services, _BACK_PLAN, BackPlanForm, checked.form, {}),
    )


async def _derivation(request: Request, services: Services, visitor: Visitor, key: str) -> Response:
    if key not in DATE_RULES:
        raise not_found("该期限规则")
    form = _form(key)
    values, checked = _asked(request, form, frozenset({"rule"}))
    answer = None
    if checked.form is not None:
        given = checked.form.model_dump(exclude_none=True)
        anchor = given.pop("anchor")
        question = calculator.Question(anchor=anchor, parameters={name: int(given[name]) for name in given})
        answer = await calculator.explain(services, key, question)
    return await page(
        request,
        services,
        visitor,
        "derivation",
        f"期限计算器：{DATE_RULES[key].label}",
        status=422 if checked.errors else 200,
        rule=calculator.rule_view(DATE_RULES[key]),
        controls=_controls(form, values, checked),
        errors=checked.errors,
        answer=answer,
        address=_address(services, _CALCULATOR, form, checked.form, {"rule": key}),
    )


def _asked(request: Request, form: type[Form], besides: frozenset[str]) -> tuple[Values, Checked]:
    """What the address asks; nothing yet when it holds no answers. A name the form does not have is an error."""
    values = {name: request.query_params.getlist(name) for name in request.query_params if name not in besides}
    if not any(text for texts in values.values() for text in texts):
        return values, Checked(None)
    day = next(iter(form.model_fields))
    names = {f"{day}.{part}" for part in DATE_PARTS} | set(form.model_fields) - {day}
    if values.keys() <= names:
        return values, check(form, values)
    strange = FieldError(day, f"{day}-{DATE_PARTS[0]}", "网址中有这里没有的参数，未作推算")
    return values, Checked(None, (strange,))


def _controls(form: type[Form], values: Values, checked: Checked) -> tuple[Control, ...]:
    return controls_of(questions_of(form), values, {each.name: each.message for each in checked.errors})


def _address(services: Services, path: str, form: type[Form], given: Form | None, besides: dict[str, str]) -> str:
    """The address that gives this answer again; empty when there is none."""
    if given is None:
        return ""
    answers = typed(questions_of(form), given.model_dump(mode="json", exclude_none=True))
    query = besides | {name: texts[0] for name, texts in answers.items()}
    return f"{services.settings.base_url}{path}?{urlencode(query)}"


@cache
def _form(key: str) -> type[Form]:
    """The question of one rule: its anchor and its own parameters."""
    rule = DATE_RULES[key]
    fields: dict[str, Any] = {
        "anchor": (date, Field(title=rule.anchor_label, ge=calculator.FIRST, le=calculator.LAST)),
        **{name: _field(parameter) for name, parameter in rule.parameters.items()},
    }
    return create_model("Question", __base__=Form, **fields)


def _field(parameter: RuleParameter) -> tuple[Any, Any]:
    title = f"{parameter.label}，不填为{parameter.unsaid}"
    if parameter.options:
        named = enumerate(parameter.options, start=parameter.minimum)
        options = cast(Any, _Option)("Option", {f"of_{value}": (str(value), label) for value, label in named})
        return options | None, Field(default=None, title=title)
    return int | None, Field(default=None, title=title, ge=parameter.minimum, le=parameter.maximum)
