"""The calculator of dates (期限计算器): any rule, any anchor, with the derivation."""

from datetime import date
from typing import Annotated

from pydantic import Field

from api import present
from api.deps import Body, Services
from api.errors import FieldError, basis_views, malformed
from api.views import DateRuleView, DerivationView, ParameterView
from db.queries.releases import work_calendar
from domain.zone.date_rules import DATE_RULES, DateRule, derive
from services.regulations import load_zone_policy

FIRST, LAST = date(1950, 1, 1), date(2199, 12, 31)


class Question(Body):
    """``anchor``: the day the rule counts from, in Asia/Shanghai."""

    anchor: Annotated[date, Field(ge=FIRST, le=LAST, title="起算日")]
    parameters: dict[str, int] = Field(default_factory=dict, title="参数")


def rules() -> list[DateRuleView]:
    return [
        DateRuleView(
            key=rule.key,
            label=rule.label,
            anchor_label=rule.anchor_label,
            basis=basis_views(rule.basis),
            parameters=[
                ParameterView(name=name, minimum=low, maximum=high) for name, (low, high) in rule.parameters.items()
            ],
        )
        for rule in DATE_RULES.values()
    ]


async def explain(services: Services, key: str, question: Question) -> DerivationView:
    """The date of rule ``key``, derived under the policy now in force. Raises 422, also for an unknown rule."""
    rule = DATE_RULES.get(key)
    if rule is None:
        error = FieldError(loc=["path", "key"], code="unknown_rule", message=f"可用的规则：{'、'.join(DATE_RULES)}")
        raise malformed("没有这一期限规则。", error)
    _check(rule, question.parameters)
    async with services.register.read() as session:
        calendar = await work_calendar(session)
    deadline = derive(key, question.anchor, question.parameters, load_zone_policy(), calendar)
    return DerivationView(
        **present.milestone(deadline).model_dump(),
        anchor=question.anchor,
        parameters=deadline.parameters,
        releases=list(deadline.releases),
    )


def _check(rule: DateRule, given: dict[str, int]) -> None:
    wrong = [
        FieldError(loc=["body", "parameters", name], code=code, message=message)
        for name, value in given.items()
        for code, message in [_fault(rule, name, value)]
        if code
    ]
    if wrong:
        raise malformed(f"“{rule.label}”的参数有误。", *wrong)


def _fault(rule: DateRule, name: str, value: int) -> tuple[str, str]:
    if name not in rule.parameters:
        known = "、".join(rule.parameters) or "没有参数"
        return "unknown_parameter", f"该规则没有这一参数；可用的参数：{known}"
    low, high = rule.parameters[name]
    return ("", "") if low <= value <= high else ("out_of_range", f"应在{low}至{high}之间")
