"""期限计算器: a rule, an anchor, the derivation. The address holds the whole question."""

from datetime import date
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field, create_model
from starlette.responses import Response

from api import calculator
from api.deps import Web
from api.errors import not_found
from api.identity import Visitor
from api.pages.forms.check import Checked, check
from api.pages.forms.controls import controls_of
from api.pages.forms.shape import questions_of
from api.pages.rendering import page
from api.pages.words import WORDS
from domain.task import Form
from domain.zone.date_rules import DATE_RULES

router = APIRouter()


@router.get("/calculator")
async def rules(
    request: Request, services: Web, visitor: Visitor, rule: Annotated[str, Query(max_length=60)] = ""
) -> Response:
    """Without a rule the choice of one; with it its question, and with an anchor its answer."""
    if not rule:
        return await page(request, services, visitor, "calculator", "期限计算器", rules=calculator.rules())
    if rule not in DATE_RULES:
        raise not_found("该期限规则")
    values = {name: request.query_params.getlist(name) for name in request.query_params}
    asked = any(text for name, texts in values.items() if name != "rule" for text in texts)
    checked = check(_form(rule), values) if asked else Checked(None)
    answer = None
    if checked.form is not None:
        given = checked.form.model_dump(exclude_none=True)
        question = calculator.Question(anchor=given.pop("anchor"), parameters=given)
        answer = await calculator.explain(services, rule, question)
    messages = {each.name: each.message for each in checked.errors}
    return await page(
        request,
        services,
        visitor,
        "derivation",
        f"期限计算器：{DATE_RULES[rule].label}",
        status=422 if checked.errors else 200,
        rule=next(each for each in calculator.rules() if each.key == rule),
        controls=controls_of(questions_of(_form(rule)), values, messages),
        errors=checked.errors,
        answer=answer,
    )


@cache
def _form(key: str) -> type[Form]:
    """The question of one rule: its anchor and its own parameters."""
    rule = DATE_RULES[key]
    fields: dict[str, Any] = {
        "anchor": (date, Field(title=rule.anchor_label, ge=calculator.FIRST, le=calculator.LAST)),
        **{
            name: (int | None, Field(default=None, title=WORDS[name], ge=low, le=high))
            for name, (low, high) in rule.parameters.items()
        },
    }
    return create_model("Question", __base__=Form, **fields)
