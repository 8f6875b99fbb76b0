"""The calculator of dates (期限计算器): any rule of the four texts, any anchor, with the derivation; and 倒排."""

from datetime import date
from typing import Annotated

from pydantic import Field

from api import present
from api.date_views import BackPlanView, DateRuleView, DerivationView, OptionView, ParameterView
from api.days import AS_WRITTEN
from api.deps import Body, Services
from api.errors import FieldError, basis_views, malformed
from db.queries.releases import work_calendar
from domain.citation import TITLES
from domain.date_rule import DateRule, RuleParameter
from domain.date_rules import DATE_RULES, derive
from domain.policy import Policy, ZonePolicy
from domain.zone.renewal_plan import planned
from services import policies
from services.regulations import article_text, load_renewal_plan

FIRST, LAST = date(1950, 1, 1), date(2199, 12, 31)
Anchor = Annotated[date, Field(ge=FIRST, le=LAST), AS_WRITTEN]


class Question(Body):
    """``anchor``: the day the rule counts from, in Asia/Shanghai."""

    anchor: Annotated[Anchor, Field(title="起算日")]
    parameters: dict[str, int] = Field(default_factory=dict, title="参数")


def rules() -> list[DateRuleView]:
    return [rule_view(rule) for rule in DATE_RULES.values()]


def rule_view(rule: DateRule[Policy]) -> DateRuleView:
    return DateRuleView(
        key=rule.key,
        label=rule.label,
        programme=rule.programme,
        text=TITLES[rule.programme],
        quote=article_text(rule.basis[0]),
        anchor_label=rule.anchor_label,
        basis=basis_views(rule.basis),
        parameters=[_parameter(name, each) for name, each in rule.parameters.items()],
    )


async def explain(services: Services, key: str, question: Question) -> DerivationView:
    """The date of rule ``key``, derived under the policy now in force. Raises 422, also for an unknown rule."""
    rule = DATE_RULES.get(key)
    if rule is None:
        error = FieldError(loc=["path", "key"], code="unknown_rule", message=f"可用的规则：{'、'.join(DATE_RULES)}")
        raise malformed("没有这一期限规则。", error)
    _check(rule, question.parameters)
    async with services.register.read() as session:
        calendar = await work_calendar(session)
        policy = await policies.in_force(session, rule.programme)
    deadline = derive(key, question.anchor, question.parameters, policy, calendar)
    return DerivationView(
        **present.milestone(deadline).model_dump(),
        anchor=question.anchor,
        parameters=deadline.parameters,
        releases=list(deadline.releases),
        policy_version=policy.version,
    )


async def back_plan(services: Services, last_day: date) -> BackPlanView:
    """By when each link of 第二十八条 acts for the renewal of a term that ends on ``last_day`` (系统策略)."""
    async with services.register.read() as session:
        calendar = await work_calendar(session)
        policy = await policies.policy_for(session, ZonePolicy)
    plan = planned(last_day, policy, load_renewal_plan(), calendar)
    return BackPlanView(
        last_day=last_day,
        window_opens=plan.opens,
        is_feasible=plan.is_feasible,
        steps=[present.milestone(step) for step in plan.steps],
        policy_version=policy.version,
    )


def _parameter(name: str, parameter: RuleParameter) -> ParameterView:
    options = enumerate(parameter.options, start=parameter.minimum)
    return ParameterView(
        name=name,
        label=parameter.label,
        minimum=parameter.minimum,
        maximum=parameter.maximum,
        unsaid=parameter.unsaid,
        options=[OptionView(value=value, label=label) for value, label in options],
    )


def _check(rule: DateRule[Policy], given: dict[str, int]) -> None:
    wrong = [
        FieldError(loc=["body", "parameters", name], code=code, message=message)
        for name, value in given.items()
        for code, message in [_fault(rule, name, value)]
        if code
    ]
    if wrong:
        raise malformed(f"“{rule.label}”的参数有误。", *wrong)


def _fault(rule: DateRule[Policy], name: str, value: int) -> tuple[str, str]:
    parameter = rule.parameters.get(name)
    if parameter is None:
        known = "、".join(rule.parameters) or "没有参数"
        return "unknown_parameter", f"该规则没有这一参数；可用的参数：{known}"
    if parameter.minimum <= value <= parameter.maximum:
        return "", ""
    return "out_of_range", f"“{parameter.label}”应在{parameter.minimum}至{parameter.maximum}之间"
